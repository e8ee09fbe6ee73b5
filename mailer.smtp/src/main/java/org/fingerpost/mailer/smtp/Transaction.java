package org.fingerpost.mailer.smtp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.mailer.Outcome;

/**
 * One message in a {@link SmtpSession}: MAIL, RCPT, DATA or BDAT, the content, and the outcome of each recipient; once more for
 * further recipients where the server takes so many at once only. Without sockets, clocks and threads, as the session is.
 *
 * <p>Invariants: an outcome once decided stays. A recipient is delivered only by a 2xx that came after the final dot (the last
 * chunk) was written and that answers it; by LMTP, its own.
 */
final class Transaction {

    /** The session that carries it. */
    interface Exchange {

        /** Writes these at once; the reply to each will come to {@link #replied}. */
        void send(List<CommandLine> lines);

        /** Begins to write the content and the final dot. */
        void sendContent();

        /** Writes the next chunk of the content. */
        void sendChunk();

        /** Whether commands have been sent whose replies are still to come, or a chunk is on its way. */
        boolean isReplyDue();

        /** @param leavesNothing whether the server, too, has done with it */
        void over(boolean leavesNothing);

        /** What the server says can no longer be trusted; all is decided. */
        void outOfStep();
    }

    private final OutgoingMail mail;
    private final Outcomes outcomes;
    private final Deque<CommandLine> unsent = new ArrayDeque<>();
    /** The recipients that the server has taken for the content that comes next. */
    private final List<Integer> accepted = new ArrayList<>();
    private Peer peer;
    private Exchange exchange;
    private EnvelopeCommands commands;
    private ContentForm form = ContentForm.DOTS;
    private boolean pipelining;
    private boolean heard;
    private boolean chunkRefused;
    private boolean taken;
    private int next;

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

    /** How the content goes; known once it has begun. */
    ContentForm form() {
        return form;
    }

    /** For those that have none yet. */
    void decideRest(Outcome outcome) {
        outcomes.decideRest(outcome);
    }

    /** Says what comes first to {@code server}, which is ready for it. */
    void begin(Peer server, Exchange by) {
        peer = server;
        exchange = by;
        pipelining = server.offers("PIPELINING");
        form = mail.isBinary() ? ContentForm.BINARY
                : server.terms().chunking() && server.offers("CHUNKING") ? ContentForm.CHUNKS : ContentForm.DOTS;
        Demands.unmet(mail, server).ifPresent(outcomes::decideRest);
        for (int i = 0; i < mail.recipients().size(); i++) {
            int recipient = i;
            AddressCheck.recipient(mail.recipients().get(i), server.capabilities())
                    .ifPresent(failure -> outcomes.decide(recipient, failure));
        }
        if (!outcomes.areComplete()) {
            commands = new EnvelopeCommands(mail, server);
            queuePortion();
        }
        proceed();
    }

    private void queuePortion() {
        Portion portion = Portion.of(mail, outcomes, next, peer.capabilities());
        next = portion.next();
        accepted.clear();
        unsent.clear();
        unsent.add(commands.mail());
        portion.recipients().forEach(recipient -> unsent.add(commands.recipient(recipient)));
        if (!form.isChunked()) {
            unsent.add(CommandLine.DATA);
        }
    }

    /** The reply to one of its commands, in the order in which they were sent. */
    void replied(CommandLine command, Reply reply) {
        heard = true;
        switch (command.stage()) {
            case MAIL -> mailReplied(reply);
            case RCPT -> rcptReplied(command.recipient(), reply);
            case DATA -> dataReplied(reply);
            case CHUNK -> chunkReplied(reply);
            case END_OF_DATA -> endOfDataReplied(command.recipient(), reply);
            case RSET -> resetReplied(reply);
            default -> throw new IllegalStateException(command + " is no command of a transaction");
        }
    }

    /** The content, or a chunk of it, is out. @return what waits for a reply now */
    List<CommandLine> written(boolean last) {
        if (!last) {
            return List.of(CommandLine.CHUNK);
        }
        return peer.terms().lmtp() ? accepted.stream().map(CommandLine::dot).toList() : List.of(CommandLine.DOT);
    }

    /** After {@link #written}: the next chunk, if the server need not answer this one before. */
    void proceedWithContent(boolean last) {
        if (!last && pipelining && !chunkRefused) {
            exchange.sendChunk();
        }
    }

    /** The next step of the envelope, if no reply is due. */
    private void proceed() {
        if (exchange.isReplyDue()) {
            return;
        }
        if (outcomes.areComplete()) {
            exchange.over(taken);
        } else if (accepted.isEmpty() && isEnvelopeAnswered()) {
            exchange.send(List.of(CommandLine.RSET));
        } else if (unsent.isEmpty()) {
            taken = false;
            exchange.sendChunk();
        } else {
            sendEnvelope();
        }
    }

    /** All of it but DATA, which needs a recipient. */
    private boolean isEnvelopeAnswered() {
        return unsent.isEmpty() || unsent.peek() == CommandLine.DATA;
    }

    private void sendEnvelope() {
        // RFC 2920 §3.1: MAIL, RCPT and DATA may go together, DATA as the last one.
        int count = pipelining ? unsent.size() : 1;
        List<CommandLine> group = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            group.add(unsent.remove());
        }
        taken = false;
        exchange.send(group);
    }

    private void mailReplied(Reply reply) {
        if (reply.category() == 2) {
            proceed();
        } else if (reply.isRefusal()) {
            decideRest(ReplyOutcome.refusal(peer.server(), Stage.MAIL, reply));
            proceed();
        } else {
            outOfStep(Stage.MAIL, reply);
        }
    }

    private void rcptReplied(int recipient, Reply reply) {
        if (reply.category() == 2) {
            accepted.add(recipient);
            proceed();
        } else if (reply.isRefusal()) {
            outcomes.decide(recipient, ReplyOutcome.refusal(peer.server(), Stage.RCPT, reply));
            proceed();
        } else {
            outOfStep(Stage.RCPT, reply);
        }
    }

    private void dataReplied(Reply reply) {
        if (reply.code() != 354) {
            dataRefused(reply);
        } else if (accepted.isEmpty() && !peer.terms().lmtp()) {
            // RFC 2920 §3.1: pipelined, DATA may be taken although no recipient was; an empty message ends it.
            exchange.send(List.of(CommandLine.DOT));
        } else if (outcomes.areComplete() || accepted.isEmpty()) {
            // MAIL was refused, yet there are recipients: a dot would deliver an empty message to them. LMTP would not answer it.
            outOfStep(Stage.DATA, reply);
        } else {
            exchange.sendContent();
        }
    }

    private void dataRefused(Reply reply) {
        if (!reply.isRefusal()) {
            outOfStep(Stage.DATA, reply);
            return;
        }
        if (!accepted.isEmpty()) {
            decideRest(ReplyOutcome.refusal(peer.server(), Stage.DATA, reply));
        }
        proceed();
    }

    private void chunkReplied(Reply reply) {
        if (isTaken(reply)) {
            if (!exchange.isReplyDue() && !chunkRefused) {
                exchange.sendChunk();
            } else if (chunkRefused) {
                proceed();
            }
        } else if (reply.isRefusal()) {
            chunkRefused = true;
            decideRest(ReplyOutcome.refusal(peer.server(), Stage.CHUNK, reply));
            proceed();
        } else {
            outOfStep(Stage.CHUNK, reply);
        }
    }

    /** RFC 5321 §4.2.1: 22x is about the connection (a greeting, a farewell) and never says that mail was taken. */
    private static boolean isTaken(Reply reply) {
        return reply.category() == 2 && reply.code() / 10 != 22;
    }

    /** @param recipient the one that it is about; -1 for all that were accepted */
    private void endOfDataReplied(int recipient, Reply reply) {
        List<Integer> subject = recipient < 0 ? accepted : List.of(recipient);
        if (isTaken(reply)) {
            taken = true;
            Outcome delivered = ReplyOutcome.delivered(peer, reply, EnvelopeCommands.reports(peer));
            subject.forEach(one -> outcomes.decide(one, delivered));
        } else if (!reply.isRefusal()) {
            outOfStep(Stage.END_OF_DATA, reply);
            return;
        } else if (recipient >= 0) {
            outcomes.decide(recipient, ReplyOutcome.refusal(peer.server(), Stage.END_OF_DATA, reply));
        } else if (!accepted.isEmpty()) {
            decideRest(ReplyOutcome.refusal(peer.server(), Stage.END_OF_DATA, reply));
        }
        if (!exchange.isReplyDue()) {
            contentAnswered();
        }
    }

    private void contentAnswered() {
        if (outcomes.areComplete() || !taken) {
            accepted.clear();
            unsent.clear();
            proceed();
        } else {
            queuePortion();
            proceed();
        }
    }

    private void resetReplied(Reply reply) {
        if (reply.category() == 2) {
            queuePortion();
            proceed();
        } else {
            outOfStep(Stage.RSET, reply);
        }
    }

    private void outOfStep(Stage answered, Reply reply) {
        decideRest(ReplyOutcome.refusal(peer.server(), answered, reply));
        exchange.outOfStep();
    }
}
