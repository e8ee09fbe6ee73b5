package org.fingerpost.listener.smtp;

import java.util.Optional;

import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.submit.PostOffice;
import org.fingerpost.api.submit.SubmissionException;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.listener.smtp.ClientLimits.Event;
import org.fingerpost.listener.smtp.extension.Parameters;

/** The commands of a transaction: MAIL, RCPT, DATA, RSET. */
final class MailCommands {

    private MailCommands() {
    }

    static Answer mail(Dialogue dialogue, CommandLine command) throws BadCommand {
        PathArgument sender = PathArgument.parse("FROM", command.argument(), "5.1.7", dialogue.rules().lenientPaths());
        sender.checkParameters(Parameters.Of.MAIL, () -> ClientCircumstances.offering(dialogue));
        sender.checkCharacters(Parameters.permitUtf8(sender.parameters()), "5.1.7");
        Optional<PostOffice> office = dialogue.offices().current();
        if (office.isEmpty()) {
            return Answer.of(PostOffices.ABSENT);
        }
        return dialogue.client().quota().spend(Event.MESSAGE) ? begin(dialogue, office.get(), sender)
                : Answer.of(450, "4.7.1", "too many messages from your address, try again later");
    }

    private static Answer begin(Dialogue dialogue, PostOffice office, PathArgument sender) throws BadCommand {
        long maxBytes = office.maxMessageBytes();
        if (Parameters.declareMoreThan(maxBytes, sender.parameters())) {
            return Answer.of(552, "5.3.4", "message is larger than " + maxBytes + " octets");
        }
        Caller client = dialogue.client();
        ReversePath path = new ReversePath(sender.address(), SecurityCommands.trusted(dialogue.client(), sender.parameters()));
        Submission submission = new Submission(office.begin(client.origin(), client.admission()), path, maxBytes);
        dialogue.open(submission);
        Verdict verdict = submission.mail();
        if (!verdict.isAccepted()) {
            dialogue.drop();
            return Answer.of(submission.reply(verdict));
        }
        return Screening.ask(client.filters().mail(client.origin(), path), refusal -> {
            dialogue.drop();
            return Answer.of(submission.reply(refusal));
        }, () -> {
            dialogue.enter(Phase.SENDER);
            return Answer.of(submission.reply(verdict));
        });
    }

    static Answer rcpt(Dialogue dialogue, CommandLine command) throws BadCommand {
        Submission submission = dialogue.submission();
        PathArgument recipient = PathArgument.parse("TO", command.argument(), "5.1.3", dialogue.rules().lenientPaths());
        if (recipient.address().isEmpty()) {
            throw new BadCommand(501, "5.1.3", "a recipient has an address");
        }
        recipient.checkParameters(Parameters.Of.RCPT, () -> ClientCircumstances.offering(dialogue));
        recipient.checkCharacters(submission.isInternational(), "5.1.3");
        if (submission.recipients() >= dialogue.rules().maxRecipients()) {
            return Answer.of(452, "4.5.3", "too many recipients"); // RFC 5321 §4.5.3.1.10
        }
        if (!dialogue.client().quota().spend(Event.RECIPIENT)) {
            return Answer.of(450, "4.7.1", "too many recipients from your address, try again later");
        }
        Recipient named = new Recipient(recipient.address(), recipient.parameters());
        Verdict verdict = submission.rcpt(named);
        if (!verdict.isAccepted()) {
            return Answer.of(submission.reply(verdict));
        }
        return Screening.ask(dialogue.client().filters().rcpt(named), refusal -> {
            submission.withdraw();
            return Answer.of(submission.reply(refusal));
        }, () -> {
            dialogue.enter(Phase.RECIPIENTS);
            return Answer.of(submission.reply(verdict));
        });
    }

    static Answer data(Dialogue dialogue, CommandLine command) throws BadCommand {
        command.requireNoArgument();
        Submission submission = dialogue.submission();
        if (dialogue.phase() == Phase.SENDER) {
            return Answer.of(submission.withoutRecipients(dialogue.service()));
        }
        if (submission.isBinary()) {
            throw new BadCommand(503, "5.5.1", "binary content comes by BDAT (RFC 3030)");
        }
        return Screening.ask(dialogue.client().filters().data(), refusal -> Answer.of(submission.reply(refusal)),
                () -> beginContent(dialogue, submission));
    }

    private static Answer beginContent(Dialogue dialogue, Submission submission) {
        DataDecoder decoder;
        try {
            decoder = new DataDecoder(dialogue.rules().bareNewlines(), submission.beginContent()::write);
        } catch (SubmissionException e) {
            // The client may take back what it wants, or try again.
            return Answer.of(submission.reply(e.verdict()));
        }
        dialogue.enter(Phase.CONTENT);
        dialogue.giveTo(input -> decoder.decode(input) ? Optional.of(Completion.of(dialogue, decoder.sawBareNewline()))
                : Optional.empty());
        return Answer.of(354, "", "send the message, end with <CRLF>.<CRLF>");
    }

    static Answer rset(Dialogue dialogue, CommandLine command) throws BadCommand {
        command.requireNoArgument();
        dialogue.drop();
        return Answer.of(250, "2.0.0", "reset");
    }
}
