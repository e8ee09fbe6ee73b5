package org.fingerpost.mailer.smtp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.mailer.Outcome;

/**
 * The client's side of one SMTP dialogue (RFC 5321), without sockets, clocks and threads: it is told what happens and tells its
 * {@link Wire} what to do.
 *
 * <p>Invariants: an outcome once decided stays. A recipient is delivered only by a 2xx that came after the final dot was written
 * and that answers it. After whatever is out of step (a reply nobody asked for, a wrong kind of reply) the dialogue ends, because
 * no later reply could be trusted to answer what it seems to answer. Confined to one thread at a time by its owner.
 */
final class SmtpClientDialogue {

    private final OutgoingMail mail;
    private final RemoteServer server;
    private final Wire wire;
    private final Outcomes outcomes;
    private final Deque<CommandLine> unsent = new ArrayDeque<>();
    private final Deque<CommandLine> unanswered = new ArrayDeque<>();
    private Capabilities capabilities = Capabilities.NONE;
    private Stage stage = Stage.GREETING;
    private int accepted;

    /** A dialogue that waits for the greeting. */
    SmtpClientDialogue(OutgoingMail mail, RemoteServer server, Wire wire) {
        this.mail = mail;
        this.server = server;
        this.wire = wire;
        this.outcomes = new Outcomes(mail.recipients().size());
    }

    /** What is waited for now. */
    Stage stage() {
        return stage;
    }

    /** One for each recipient as soon as all are decided, which may be before the dialogue is over. */
    Optional<List<Outcome>> outcomes() {
        return outcomes.areComplete() ? Optional.of(outcomes.list()) : Optional.empty();
    }

    /** The next reply. */
    void replied(Reply reply) {
        // RFC 5321 §3.8: 421 may come in reply to any command and means that the server goes away.
        if (reply.code() == 421) {
            end(ReplyOutcome.refusal(server, stage, reply));
            return;
        }
        CommandLine answered = unanswered.poll();
        switch (stage) {
            case GREETING -> greeted(reply);
            case EHLO -> ehloReplied(reply);
            case HELO -> heloReplied(reply);
            case MAIL -> mailReplied(reply);
            case RCPT -> rcptReplied(answered.recipient(), reply);
            case DATA -> dataReplied(reply);
            // Too early to be an acceptance, whatever it says; a refusal may be believed.
            case CONTENT -> end(ReplyOutcome.refusal(server, stage, reply));
            case END_OF_DATA -> endOfDataReplied(reply);
            case QUIT -> close();
            case CLOSED -> { }
        }
    }

    /** The content and its final dot are out. */
    void contentWritten() {
        if (stage == Stage.CONTENT) {
            stage = Stage.END_OF_DATA;
        }
    }

    /** The connection is gone. */
    void lost(String reason) {
        end(Outcome.deferred("4.4.2", "connection to " + server + " lost while waiting for " + awaited() + ": " + reason));
    }

    /** What was waited for did not come in time. */
    void timedOut() {
        end(Outcome.deferred("4.4.2", server + " took too long: waited for " + awaited()));
    }

    /** What came is no reply. */
    void malformed(MalformedReplyException reason) {
        end(Outcome.deferred("4.5.0", server + " sent " + reason.getMessage()));
    }

    /** Decides what is undecided and drops the connection: a message whose final dot has not been sent is not delivered. */
    void end(Outcome outcome) {
        outcomes.decideRest(outcome);
        if (stage != Stage.CLOSED) {
            close();
        }
    }

    private String awaited() {
        return stage == Stage.CONTENT ? "it to take the content" : "the reply to " + stage;
    }

    private void close() {
        stage = Stage.CLOSED;
        wire.close();
    }

    private void greeted(Reply reply) {
        if (reply.code() == 220) {
            send(List.of(new CommandLine(Stage.EHLO, "EHLO " + mail.clientName())));
        } else {
            refuseRest(reply);
        }
    }

    private void ehloReplied(Reply reply) {
        if (reply.category() == 2) {
            capabilities = Capabilities.of(reply);
            beginEnvelope();
        } else if (reply.category() == 5) {
            // RFC 5321 §3.2: a server that does not know EHLO still knows HELO.
            send(List.of(new CommandLine(Stage.HELO, "HELO " + mail.clientName())));
        } else {
            refuseRest(reply);
        }
    }

    private void heloReplied(Reply reply) {
        if (reply.category() == 2) {
            beginEnvelope();
        } else {
            refuseRest(reply);
        }
    }

    private void beginEnvelope() {
        if (mail.size() > capabilities.maxSize()) {
            outcomes.decideRest(Outcome.failed("5.3.4", "message of " + mail.size() + " octets is too big for " + server
                    + ", which takes " + capabilities.maxSize()));
        }
        AddressCheck.sender(mail.sender(), capabilities).ifPresent(outcomes::decideRest);
        for (int i = 0; i < mail.recipients().size(); i++) {
            int recipient = i;
            AddressCheck.recipient(mail.recipients().get(i), capabilities)
                    .ifPresent(failure -> outcomes.decide(recipient, failure));
        }
        if (!outcomes.areComplete()) {
            queueEnvelope();
        }
        proceed();
    }

    private void queueEnvelope() {
        unsent.add(new CommandLine(Stage.MAIL, "MAIL FROM:<" + mail.sender() + ">" + mailParameters()));
        for (int i = 0; i < mail.recipients().size(); i++) {
            if (outcomes.isOpen(i)) {
                unsent.add(new CommandLine(Stage.RCPT, i, "RCPT TO:<" + mail.recipients().get(i) + ">"
                        + (reports() ? mail.dsn().recipients().get(i) : "")));
            }
        }
        unsent.add(new CommandLine(Stage.DATA, "DATA"));
    }

    private String mailParameters() {
        StringBuilder parameters = new StringBuilder();
        if (capabilities.offers("SIZE")) {
            parameters.append(" SIZE=").append(mail.size());
        }
        if (capabilities.offers("8BITMIME")) {
            parameters.append(" BODY=8BITMIME");
        }
        if (AddressCheck.isEightBit(mail.sender() + String.join("", mail.recipients())) && capabilities.offers("SMTPUTF8")) {
            parameters.append(" SMTPUTF8");
        }
        return parameters.append(reports() ? mail.dsn().mail() : "").toString();
    }

    /** Whether the server takes over to tell the sender (RFC 3461). */
    private boolean reports() {
        return capabilities.offers("DSN");
    }

    /** The next step of the envelope, if no reply is due. */
    private void proceed() {
        if (!unanswered.isEmpty()) {
            stage = unanswered.element().stage();
        } else if (outcomes.areComplete()) {
            quit();
        } else {
            // RFC 2920 §3.1: MAIL, RCPT and DATA may go together, DATA as the last one.
            int count = capabilities.offers("PIPELINING") ? unsent.size() : 1;
            List<CommandLine> group = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                group.add(unsent.remove());
            }
            send(group);
        }
    }

    private void mailReplied(Reply reply) {
        if (reply.category() == 2) {
            proceed();
        } else if (reply.isRefusal()) {
            outcomes.decideRest(ReplyOutcome.refusal(server, stage, reply));
            proceed();
        } else {
            end(ReplyOutcome.refusal(server, stage, reply));
        }
    }

    private void rcptReplied(int recipient, Reply reply) {
        if (reply.category() == 2) {
            accepted++;
            proceed();
        } else if (reply.isRefusal()) {
            outcomes.decide(recipient, ReplyOutcome.refusal(server, stage, reply));
            proceed();
        } else {
            end(ReplyOutcome.refusal(server, stage, reply));
        }
    }

    private void dataReplied(Reply reply) {
        if (reply.code() != 354) {
            refuseRest(reply);
        } else if (!outcomes.areComplete()) {
            stage = Stage.CONTENT;
            wire.sendContent();
        } else if (accepted == 0) {
            // RFC 2920 §3.1: pipelined, DATA may be taken although no recipient was; an empty message ends it.
            send(List.of(new CommandLine(Stage.END_OF_DATA, ".")));
        } else {
            // MAIL was refused, yet there are recipients: a dot would deliver an empty message to them.
            close();
        }
    }

    private void endOfDataReplied(Reply reply) {
        // RFC 5321 §4.2.1: 22x is about the connection (a greeting, a farewell) and never says that mail was taken.
        boolean taken = reply.category() == 2 && reply.code() / 10 != 22;
        if (taken) {
            outcomes.decideRest(ReplyOutcome.delivered(server, reply, reports()));
            quit();
        } else {
            refuseRest(reply);
        }
    }

    /** A refusal is followed by a polite end; what is no refusal either is out of step. */
    private void refuseRest(Reply reply) {
        Outcome outcome = ReplyOutcome.refusal(server, stage, reply);
        if (reply.isRefusal()) {
            outcomes.decideRest(outcome);
            quit();
        } else {
            end(outcome);
        }
    }

    private void quit() {
        send(List.of(new CommandLine(Stage.QUIT, "QUIT")));
    }

    private void send(List<CommandLine> lines) {
        unanswered.addAll(lines);
        stage = lines.get(0).stage();
        wire.send(lines);
    }
}
