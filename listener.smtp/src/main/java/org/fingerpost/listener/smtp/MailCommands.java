package org.fingerpost.listener.smtp;

import java.nio.ByteBuffer;
import java.util.Optional;

import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.submit.PostOffice;
import org.fingerpost.api.submit.SubmissionException;
import org.fingerpost.api.submit.Verdict;

/** The commands of a transaction: MAIL, RCPT, DATA, RSET. */
final class MailCommands {

    private MailCommands() {
    }

    static Answer mail(Dialogue dialogue, CommandLine command) throws BadCommand {
        PathArgument sender = PathArgument.parse("FROM", command.argument(), "5.1.7");
        EsmtpParameters.requireForMail(sender.parameters(), dialogue.offices()::offersReceipts);
        Optional<PostOffice> office = dialogue.offices().current();
        return Answer.of(office.isEmpty() ? PostOffices.ABSENT : begin(dialogue, office.get(), sender));
    }

    private static Reply begin(Dialogue dialogue, PostOffice office, PathArgument sender) {
        long maxBytes = office.maxMessageBytes();
        if (EsmtpParameters.declaresMoreThan(maxBytes, sender.parameters())) {
            return Reply.of(552, "5.3.4", "message is larger than " + maxBytes + " octets");
        }
        Caller client = dialogue.client();
        Submission submission = new Submission(office.begin(client.origin(), client.admission()), maxBytes);
        dialogue.open(submission);
        Verdict verdict = submission.mail(new ReversePath(sender.address(), sender.parameters()));
        if (verdict.isAccepted()) {
            dialogue.enter(Phase.SENDER);
        } else {
            dialogue.drop();
        }
        return Reply.of(verdict);
    }

    static Answer rcpt(Dialogue dialogue, CommandLine command) throws BadCommand {
        PathArgument recipient = PathArgument.parse("TO", command.argument(), "5.1.3");
        if (recipient.address().isEmpty()) {
            throw new BadCommand(501, "5.1.3", "a recipient has an address");
        }
        EsmtpParameters.requireForRcpt(recipient.parameters(), dialogue.offices()::offersReceipts);
        if (dialogue.submission().recipients() >= dialogue.rules().maxRecipients()) {
            return Answer.of(452, "4.5.3", "too many recipients"); // RFC 5321 §4.5.3.1.10
        }
        Verdict verdict = dialogue.submission().rcpt(new Recipient(recipient.address(), recipient.parameters()));
        if (verdict.isAccepted()) {
            dialogue.enter(Phase.RECIPIENTS);
        }
        return Answer.of(Reply.of(verdict));
    }

    static Answer data(Dialogue dialogue, CommandLine command) throws BadCommand {
        command.requireNoArgument();
        if (dialogue.phase() == Phase.SENDER) {
            return Answer.of(dialogue.submission().withoutRecipients());
        }
        try {
            dialogue.submission().beginContent(dialogue.rules().bareNewlines());
        } catch (SubmissionException e) {
            return Answer.of(Reply.of(e.verdict())); // the client may take back what it wants, or try again
        }
        dialogue.enter(Phase.CONTENT);
        dialogue.giveTo(input -> content(dialogue, input));
        return Answer.of(354, "", "send the message, end with <CRLF>.<CRLF>");
    }

    private static Optional<Answer> content(Dialogue dialogue, ByteBuffer input) {
        return dialogue.submission().receive(input) ? Optional.of(endOfContent(dialogue)) : Optional.empty();
    }

    private static Answer endOfContent(Dialogue dialogue) {
        Submission submission = dialogue.submission();
        Optional<Reply> complaint = submission.complaint(dialogue.rules().bareNewlines());
        if (complaint.isPresent()) {
            dialogue.drop();
            return Answer.of(complaint.get());
        }
        dialogue.enter(Phase.COMMIT);
        return Answer.when(submission.commit(), verdict -> {
            Reply reply = Reply.of(verdict);
            dialogue.drop();
            return Answer.of(reply);
        });
    }

    static Answer rset(Dialogue dialogue, CommandLine command) throws BadCommand {
        command.requireNoArgument();
        dialogue.drop();
        return Answer.of(250, "2.0.0", "reset");
    }
}
