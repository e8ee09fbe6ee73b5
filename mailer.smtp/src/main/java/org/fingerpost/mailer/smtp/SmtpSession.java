package org.fingerpost.mailer.smtp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.mailer.Outcome;

/**
 * The client's side of one SMTP session (RFC 5321): greeting, EHLO, one {@link Transaction} after the other, QUIT; without
 * sockets, clocks and threads. It is told what happens and tells its {@link Wire} what to do. It owns what holds for the whole
 * connection: what the server offers, and which commands still wait for their replies.
 *
 * <p>Invariants. Replies are matched with commands strictly in order. After whatever is out of step (a reply nobody asked for, a
 * wrong kind of reply) the session ends, because no later reply could be trusted to answer what it seems to answer. A transaction
 * that is undecided when the session ends was <em>not heard</em>, none of its commands answered, so it can be sent again at once:
 * by another connection to this server if this one had been used before, else, if there is an {@link #obstacle}, to another
 * server. Confined to one thread at a time by its owner.
 */
final class SmtpSession implements Transaction.Exchange {

    private final RemoteServer server;
    private final String clientName;
    private final Wire wire;
    private final Deque<CommandLine> unanswered = new ArrayDeque<>();
    private Capabilities capabilities = Capabilities.NONE;
    /** What is waited for while no reply to a command is due. */
    private Stage otherwise = Stage.GREETING;
    /** Null between two of them. */
    private Transaction transaction;
    private int transactions = 1;
    private boolean clean = true;
    /** Null if there is none. */
    private Outcome obstacle;

    /**
     * A session that waits for the greeting.
     *
     * @param clientName what we call ourselves
     * @param first      begins as soon as the server is ready
     */
    SmtpSession(RemoteServer server, String clientName, Wire wire, Transaction first) {
        this.server = server;
        this.clientName = clientName;
        this.wire = wire;
        this.transaction = first;
    }

    /** What is waited for now. */
    Stage stage() {
        return unanswered.isEmpty() ? otherwise : unanswered.element().stage();
    }

    /** How many have begun, the present one included. */
    int transactions() {
        return transactions;
    }

    /** Whether the server has nothing left of the last transaction; else {@link #reset} comes before the next one. */
    boolean isClean() {
        return clean;
    }

    /** What is wrong with this server if it has not heard the transaction that came first; that is what comes of it in the end. */
    Optional<Outcome> obstacle() {
        return Optional.ofNullable(obstacle);
    }

    /** Begins the next one: when {@link Stage#READY} and clean. On a closed session nothing of it is heard. */
    void begin(Transaction next) {
        transaction = next;
        transactions++;
        if (stage() == Stage.READY) {
            next.begin(server, capabilities, this);
        }
    }

    /** Makes the server forget the last transaction; when {@link Stage#READY}. */
    void reset() {
        send(List.of(new CommandLine(Stage.RSET, "RSET")));
    }

    /** Ends it politely; when {@link Stage#READY}. Harmless when closed. */
    void quit() {
        transaction = null;
        if (stage() != Stage.CLOSED) {
            send(List.of(new CommandLine(Stage.QUIT, "QUIT")));
        }
    }

    /** The next reply. */
    void replied(Reply reply) {
        Stage answered = stage();
        if (answered == Stage.CLOSED) {
            return;
        }
        // RFC 5321 §3.8: 421 may come in reply to any command and means that the server goes away; so does a 221 before QUIT.
        if (reply.code() == 421 || reply.code() == 221 && answered != Stage.QUIT) {
            breakOff(ReplyOutcome.refusal(server, answered, reply));
            return;
        }
        CommandLine command = unanswered.poll();
        switch (answered) {
            case GREETING -> greeted(reply);
            case EHLO -> ehloReplied(reply);
            case HELO -> heloReplied(reply);
            case MAIL, RCPT, DATA, END_OF_DATA -> transaction.replied(command, reply);
            // Too early to be an acceptance, whatever it says; a refusal may be believed.
            case CONTENT -> end(ReplyOutcome.refusal(server, answered, reply));
            case RSET -> resetReplied(reply);
            case READY, QUIT, CLOSED -> close();
        }
    }

    /** The content and its final dot are out. */
    void contentWritten() {
        if (stage() == Stage.CONTENT) {
            otherwise = Stage.READY;
            unanswered.add(CommandLine.DOT);
        }
    }

    /** The connection is gone. */
    void lost(String reason) {
        if (stage() != Stage.CLOSED) {
            breakOff(Outcome.deferred("4.4.2",
                    "connection to " + server + " lost while waiting for " + awaited() + ": " + reason));
        }
    }

    /** What was waited for did not come in time. */
    void timedOut() {
        giveUp(Outcome.deferred("4.4.2", server + " took too long: waited for " + awaited()));
    }

    /** What came is no reply. */
    void malformed(MalformedReplyException reason) {
        giveUp(Outcome.deferred("4.5.0", server + " sent " + reason.getMessage()));
    }

    /** Decides what is undecided and drops the connection: a message whose final dot has not been sent is not delivered. */
    void end(Outcome outcome) {
        decideRest(outcome);
        if (stage() != Stage.CLOSED) {
            close();
        }
    }

    @Override
    public void send(List<CommandLine> lines) {
        otherwise = Stage.READY;
        unanswered.addAll(lines);
        wire.send(lines);
    }

    @Override
    public void sendContent() {
        otherwise = Stage.CONTENT;
        wire.sendContent();
    }

    @Override
    public boolean isReplyDue() {
        return !unanswered.isEmpty();
    }

    @Override
    public void over(boolean leavesNothing) {
        transaction = null;
        clean = leavesNothing;
        otherwise = Stage.READY;
    }

    @Override
    public void outOfStep() {
        close();
    }

    private String awaited() {
        return stage() == Stage.CONTENT ? "it to take the content" : "the reply to " + stage();
    }

    /** A connection that has been used before may have been given up by the server when the message was already on its way. */
    private void breakOff(Outcome outcome) {
        boolean unheard = transactions > 1 && transaction != null && !transaction.isHeard();
        if (!unheard) {
            passOver(outcome);
        }
        close();
    }

    /** The server is there but no use: what comes next from it, if anything, is not waited for. */
    private void giveUp(Outcome outcome) {
        passOver(outcome);
        if (stage() != Stage.CLOSED) {
            close();
        }
    }

    /** Leaves a transaction that was not heard to another server; one that was heard, or has waited here before, is decided. */
    private void passOver(Outcome outcome) {
        if (transaction != null && transactions == 1 && !transaction.isHeard()) {
            obstacle = outcome;
        } else {
            decideRest(outcome);
        }
    }

    private void decideRest(Outcome outcome) {
        if (transaction != null) {
            transaction.decideRest(outcome);
        }
    }

    private void close() {
        unanswered.clear();
        otherwise = Stage.CLOSED;
        wire.close();
    }

    private void greeted(Reply reply) {
        if (reply.code() == 220) {
            send(List.of(new CommandLine(Stage.EHLO, "EHLO " + clientName)));
        } else {
            refused(Stage.GREETING, reply);
        }
    }

    private void ehloReplied(Reply reply) {
        if (reply.category() == 2) {
            capabilities = Capabilities.of(reply);
            transaction.begin(server, capabilities, this);
        } else if (reply.category() == 5) {
            // RFC 5321 §3.2: a server that does not know EHLO still knows HELO.
            send(List.of(new CommandLine(Stage.HELO, "HELO " + clientName)));
        } else {
            refused(Stage.EHLO, reply);
        }
    }

    private void heloReplied(Reply reply) {
        if (reply.category() == 2) {
            transaction.begin(server, capabilities, this);
        } else {
            refused(Stage.HELO, reply);
        }
    }

    /** A server that refuses this has lost its way, and so might we. */
    private void resetReplied(Reply reply) {
        clean = reply.category() == 2;
        if (!clean) {
            quit();
        }
    }

    /** A refusal is followed by a polite end; what is no refusal either is out of step. */
    private void refused(Stage answered, Reply reply) {
        passOver(ReplyOutcome.refusal(server, answered, reply));
        if (reply.isRefusal()) {
            quit();
        } else {
            close();
        }
    }
}
