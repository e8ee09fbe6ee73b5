package org.fingerpost.mailer.smtp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.fingerpost.api.mailer.Outcome;

/**
 * The client's side of one SMTP or LMTP session (RFC 5321, RFC 2033): an {@link Introduction}, one {@link Transaction} after the
 * other, QUIT; without sockets, clocks and threads. It is told what happens and tells its {@link Wire} what to do.
 *
 * <p>Invariants. Replies are matched with commands strictly in order. After whatever is out of step (a reply nobody asked for, a
 * wrong kind of reply) the session ends, because no later reply could be trusted to answer what it seems to answer. A transaction
 * that is undecided when the session ends was <em>not heard</em>, none of its commands answered, so it can be sent again at once:
 * by another connection to this server if this one had been used before, else, if there is an {@link #obstacle}, to another
 * server. Confined to one thread at a time by its owner.
 */
final class SmtpSession implements Transaction.Exchange, Introduction.Exchange {

    private final RemoteServer server;
    private final Wire wire;
    private final Introduction introduction;
    private final Deque<CommandLine> unanswered = new ArrayDeque<>();
    /** Null until it is introduced. */
    private Peer peer;
    /** What is waited for while no reply to a command is due. */
    private Stage otherwise = Stage.GREETING;
    /** Null between two of them. */
    private Transaction transaction;
    /** Null if there is none. */
    private Outcome obstacle;
    private boolean clearMayDo;
    private int transactions = 1;
    private boolean clean = true;

    /**
     * A session that waits for the connection, and then for the greeting.
     *
     * @param first begins as soon as the server is ready
     */
    SmtpSession(RemoteServer server, Terms terms, Wire wire, Transaction first) {
        this.server = server;
        this.wire = wire;
        this.introduction = new Introduction(server, terms, wire, this);
        this.transaction = first;
    }

    /** What is waited for now. */
    Stage stage() {
        return unanswered.isEmpty() ? otherwise : unanswered.element().stage();
    }

    /**
     * What is wrong with this server if it has not heard the transaction that came first; that is what comes of it in the end.
     */
    Optional<Outcome> obstacle() {
        return Optional.ofNullable(obstacle);
    }

    /** Whether the obstacle is TLS that is not required: a new connection in the clear would do. */
    boolean clearMayDo() {
        return clearMayDo;
    }

    /** Whether it carries no further transaction: as many have begun as the server or we want. */
    boolean isExhausted(int most) {
        return transactions >= most || peer != null && transactions >= peer.capabilities().limit("MAILMAX");
    }

    /** Whether the server has nothing left of the last transaction; else {@link #reset} comes before the next one. */
    boolean isClean() {
        return clean;
    }

    /** Begins the next one: when {@link Stage#READY} and clean. On a closed session nothing of it is heard. */
    void begin(Transaction next) {
        transaction = next;
        transactions++;
        if (stage() == Stage.READY) {
            next.begin(peer, this);
        }
    }

    /** Makes the server forget the last transaction; when {@link Stage#READY}. */
    void reset() {
        send(List.of(CommandLine.RSET));
    }

    /** Ends it politely; when {@link Stage#READY}. Harmless when closed. */
    void quit() {
        transaction = null;
        sayGoodbye();
    }

    private void sayGoodbye() {
        if (stage() != Stage.CLOSED) {
            send(List.of(CommandLine.QUIT));
        }
    }

    /** The connection is there. */
    void opened() {
        introduction.opened();
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
            case GREETING, EHLO, HELO, STARTTLS, AUTH -> introduction.replied(answered, reply);
            case MAIL, RCPT, DATA, CHUNK, END_OF_DATA -> transaction.replied(command, reply);
            // Too early to be an acceptance, whatever it says; a refusal may be believed.
            case CONTENT, HANDSHAKE, PROOF -> giveUp(ReplyOutcome.refusal(server, answered, reply));
            case RSET -> resetReplied(reply);
            case READY, QUIT, CLOSED -> close();
        }
    }

    /** TLS is agreed upon. */
    void secured(Security by) {
        if (stage() == Stage.HANDSHAKE) {
            otherwise = Stage.GREETING;
            introduction.secured(by);
        }
    }

    /** The content and its final dot are out, or a chunk and perhaps not the last one. */
    void contentWritten(boolean last) {
        if (otherwise == Stage.CONTENT) {
            otherwise = Stage.READY;
            unanswered.addAll(transaction.written(last));
            transaction.proceedWithContent(last);
        }
    }

    /** The connection is gone, or what it is by TLS. */
    void lost(String reason) {
        if (stage() == Stage.HANDSHAKE) {
            introduction.insecure(reason);
        } else if (stage() != Stage.CLOSED) {
            breakOff(ReplyOutcome.lost(server, stage(), reason));
        }
    }

    /** What was waited for did not come in time. */
    void timedOut() {
        if (stage() == Stage.HANDSHAKE) {
            introduction.insecure("it took too long");
        } else {
            giveUp(ReplyOutcome.tooLate(server, stage()));
        }
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
    public void sendChunk() {
        otherwise = Stage.CONTENT;
        wire.sendChunk();
    }

    @Override
    public boolean isReplyDue() {
        return !unanswered.isEmpty() || otherwise == Stage.CONTENT;
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

    @Override
    public void secure() {
        otherwise = Stage.HANDSHAKE;
        wire.secure();
    }

    @Override
    public <T> void compute(Supplier<T> work, Consumer<T> then) {
        otherwise = Stage.PROOF;
        wire.compute(work, result -> {
            if (stage() == Stage.PROOF) {
                then.accept(result);
            }
        });
    }

    @Override
    public void introduced(Peer with) {
        peer = with;
        otherwise = Stage.READY;
        transaction.begin(peer, this);
    }

    @Override
    public void passOver(Outcome why, boolean inTheClear, boolean politely) {
        clearMayDo = inTheClear;
        leaveOrDecide(why);
        if (politely) {
            sayGoodbye();
        } else {
            close();
        }
    }

    /** A connection that has been used before may have been given up by the server when the message was already on its way. */
    private void breakOff(Outcome outcome) {
        boolean unheard = transactions > 1 && transaction != null && !transaction.isHeard();
        if (!unheard) {
            leaveOrDecide(outcome);
        }
        close();
    }

    /** The server is there but no use: what comes next from it, if anything, is not waited for. */
    private void giveUp(Outcome outcome) {
        if (stage() != Stage.CLOSED) {
            leaveOrDecide(outcome);
            close();
        }
    }

    /** Leaves a transaction that was not heard to another server; one that was heard, or has waited here before, is decided. */
    private void leaveOrDecide(Outcome outcome) {
        if (transaction != null && transactions == 1 && !transaction.isHeard() && transaction.outcomes().isEmpty()) {
            obstacle = obstacle == null ? outcome : obstacle;
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

    /** A server that refuses this has lost its way, and so might we. */
    private void resetReplied(Reply reply) {
        if (transaction != null) {
            transaction.replied(CommandLine.RSET, reply);
            return;
        }
        clean = reply.category() == 2;
        if (!clean) {
            quit();
        }
    }
}
