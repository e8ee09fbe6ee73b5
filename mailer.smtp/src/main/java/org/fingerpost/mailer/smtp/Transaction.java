package org.fingerpost.mailer.smtp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.mailer.Outcome;

/**
 * One message in a {@link SmtpSession}: MAIL, RCPT, DATA, the content, and the outcome of each recipient. Without sockets, clocks
 * and threads, as the session is; used once.
 *
 * <p>Invariants: an outcome once decided stays. A recipient is delivered only by a 2xx that came after the final dot was written
 * and that answers it.
 */
final class Transaction {

    /** The session that carries it. */
    interface Exchange {

        /** Writes these at once; the reply to each will come to {@link #replied}. */
        void send(List<CommandLine> lines);

        /** Begins to write the content and the final dot. */
        void sendContent();

        /** Whether commands have been sent whose replies are still to come. */
        boolean isReplyDue();

        /** @param leavesNothing whether the server, too, has done with it */
        void over(boolean leavesNothing);

        /** What the server says can no longer be trusted; all is decided. */
        void outOfStep();
    }

    private final OutgoingMail mail;
    private final Outcomes outcomes;
    private final Deque<CommandLine> unsent = new ArrayDeque<>();
    private RemoteServer server;
    private Exchange exchange;
    private boolean pipelining;
    private boolean reports;
    private boolean heard;
    private int accepted;

    Transaction(OutgoingMail mail) {
        this.mail = mail;
        this.outcomes = new Outcomes(mail.recipients().size());
    }

    /** One for each recipient as soon as all are decided, which may be before the transaction is over. */
    Optional<List<Outcome>> outcomes() {
        return outcomes.areComplete() ? Optional.of(outcomes.list()) : Optional.empty();
    }

    /** Whether the server has answered any of its commands. */
    boolean isHeard() {
        return heard;
    }

    /** For those that have none yet. */
    void decideRest(Outcome outcome) {
        outcomes.decideRest(outcome);
    }

    /** Says what comes first to {@code server}, which is ready for it. */
    void begin(RemoteServer to, Capabilities capabilities, Exchange by) {
        server = to;
        exchange = by;
        pipelining = capabilities.offers("PIPELINING");
        reports = EnvelopeCommands.reports(capabilities);
        if (mail.size() > capabilities.maxSize()) {
            decideRest(Outcome.failed("5.3.4", "message of " + mail.size() + " octets is too big for " + server
                    + ", which takes " + capabilities.maxSize()));
        }
        AddressCheck.sender(mail.sender(), capabilities).ifPresent(outcomes::decideRest);
        for (int i = 0; i < mail.recipients().size(); i++) {
            int recipient = i;
            AddressCheck.recipient(mail.recipients().get(i), capabilities)
                    .ifPresent(failure -> outcomes.decide(recipient, failure));
        }
        if (!outcomes.areComplete()) {
            queueEnvelope(new EnvelopeCommands(mail, capabilities));
        }
        proceed();
    }

    private void queueEnvelope(EnvelopeCommands commands) {
        unsent.add(commands.mail());
        for (int i = 0; i < mail.recipients().size(); i++) {
            if (outcomes.isOpen(i)) {
                unsent.add(commands.recipient(i));
            }
        }
        unsent.add(new CommandLine(Stage.DATA, "DATA"));
    }

    /** The reply to one of its commands, in the order in which they were sent. */
    void replied(CommandLine command, Reply reply) {
        heard = true;
        switch (command.stage()) {
            case MAIL -> mailReplied(reply);
            case RCPT -> rcptReplied(command.recipient(), reply);
            case DATA -> dataReplied(reply);
            case END_OF_DATA -> endOfDataReplied(reply);
            default -> throw new IllegalStateException(command + " is no command of a transaction");
        }
    }

    /** The next step of the envelope, if no reply is due. */
    private void proceed() {
        if (exchange.isReplyDue()) {
            return;
        }
        if (outcomes.areComplete()) {
            exchange.over(false);
            return;
        }
        // RFC 2920 §3.1: MAIL, RCPT and DATA may go together, DATA as the last one.
        int count = pipelining ? unsent.size() : 1;
        List<CommandLine> group = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            group.add(unsent.remove());
        }
        exchange.send(group);
    }

    private void mailReplied(Reply reply) {
        if (reply.category() == 2) {
            proceed();
        } else if (reply.isRefusal()) {
            decideRest(ReplyOutcome.refusal(server, Stage.MAIL, reply));
            proceed();
        } else {
            outOfStep(Stage.MAIL, reply);
        }
    }

    private void rcptReplied(int recipient, Reply reply) {
        if (reply.category() == 2) {
            accepted++;
            proceed();
        } else if (reply.isRefusal()) {
            outcomes.decide(recipient, ReplyOutcome.refusal(server, Stage.RCPT, reply));
            proceed();
        } else {
            outOfStep(Stage.RCPT, reply);
        }
    }

    private void dataReplied(Reply reply) {
        if (reply.code() != 354) {
            refused(Stage.DATA, reply);
        } else if (!outcomes.areComplete()) {
            exchange.sendContent();
        } else if (accepted == 0) {
            // RFC 2920 §3.1: pipelined, DATA may be taken although no recipient was; an empty message ends it.
            exchange.send(List.of(CommandLine.DOT));
        } else {
            // MAIL was refused, yet there are recipients: a dot would deliver an empty message to them.
            exchange.outOfStep();
        }
    }

    private void endOfDataReplied(Reply reply) {
        // RFC 5321 §4.2.1: 22x is about the connection (a greeting, a farewell) and never says that mail was taken.
        boolean taken = reply.category() == 2 && reply.code() / 10 != 22;
        if (taken) {
            decideRest(ReplyOutcome.delivered(server, reply, reports));
            exchange.over(true);
        } else {
            refused(Stage.END_OF_DATA, reply);
        }
    }

    private void refused(Stage answered, Reply reply) {
        if (reply.isRefusal()) {
            decideRest(ReplyOutcome.refusal(server, answered, reply));
            exchange.over(false);
        } else {
            outOfStep(answered, reply);
        }
    }

    private void outOfStep(Stage answered, Reply reply) {
        decideRest(ReplyOutcome.refusal(server, answered, reply));
        exchange.outOfStep();
    }
}
