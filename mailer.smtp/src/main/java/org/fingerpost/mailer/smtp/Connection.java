package org.fingerpost.mailer.smtp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.IoSession;
import org.fingerpost.api.mailer.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to a server: carries what happens on the socket, the disk and the clock to its {@link SmtpSession}, and what that
 * wants back to the socket. It carries one message after the other and is the pool's between them.
 *
 * <p>Its place in the pool is its own from the beginning to {@link #disconnected}; a message that was not heard takes it over.
 *
 * <p>Threads: I/O, disk, clock and delivering threads all come in through {@link #on}, which holds this object's lock; nothing
 * waits while it is held. Owners of messages and the pool are called outside of it.
 */
final class Connection implements Wire, ContentPump.Progress, ConnectionPool.Pooled {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** When we stop, what has got this far is given a little time: cut off now it might be delivered, and then sent again. */
    private static final Set<Stage> NEARLY_DONE = EnumSet.of(Stage.CONTENT, Stage.END_OF_DATA);

    private enum Use {
        /** With a message, or with RSET. */
        BUSY,
        /** The pool's, or on the way to whom the pool has given it. */
        FREE,
        /** Carries no further message. */
        ENDING
    }

    private final ConnectionKey key;
    private final RemoteServer server;
    private final Network network;
    private final Settings settings;
    private final ConnectionPool<ConnectionKey, Connection> pool;
    private final long born = System.nanoTime();

    private final SmtpSession session;
    private final ReplyReader reader = new ReplyReader();
    private final Deadline deadline;
    private Use use = Use.BUSY;
    /** Null while there is none. */
    private Sending sending;
    private ContentPump content;
    private boolean told;
    private IoSession socket;
    private boolean gone;
    private String trouble = "closed by the server";
    /** Something has come about, so that the wait begins anew. */
    private boolean moved;

    /** @param first begins as soon as the connection is there */
    Connection(ConnectionKey key, RemoteServer server, Network network, Settings settings,
            ConnectionPool<ConnectionKey, Connection> pool, Sending first) {
        this.key = key;
        this.server = server;
        this.network = network;
        this.settings = settings;
        this.pool = pool;
        this.session = new SmtpSession(server, key.clientName(), this, first.transaction());
        this.deadline = new Deadline(network::after, this::look);
        carry(first, pump(first));
    }

    /** The connection is there. */
    void opened(IoSession connected) {
        on(() -> {
            socket = connected;
            moved = true;
            if (isClosed()) {
                socket.closeNow();
            }
        });
    }

    /** What the server sent. */
    void received(ByteBuffer octets) {
        on(() -> {
            try {
                takeReplies(octets);
            } catch (MalformedReplyException e) {
                LOG.info("{}: {} sent {}", name(), server, e.getMessage());
                session.malformed(e);
            }
        });
    }

    /** What has been written out. */
    void sent(Object buffer) {
        on(() -> {
            if (content != null) {
                content.sent(buffer);
            }
        });
    }

    /** Something broke; the connection is closed next. */
    void broken(Throwable cause) {
        on(() -> {
            if (cause instanceof IOException) {
                trouble = OneLine.of(cause);
            } else {
                fail(cause);
            }
        });
    }

    /** The connection has ended, by whomever. */
    void disconnected() {
        on(() -> {
            gone = true;
            session.lost(trouble);
        });
        Sending unheard;
        boolean free;
        synchronized (this) {
            unheard = sending;
            sending = null;
            free = use == Use.FREE;
        }
        if (unheard != null) {
            unheard.owner().unheard();
        } else if (!free || pool.remove(this)) {
            pool.leave(key);
        }
    }

    /**
     * Sends another message: for whom the pool has given this connection to.
     *
     * @param mayWait whether this thread may wait for the disk
     */
    void begin(Sending next, boolean mayWait) {
        ContentPump pump = pump(next);
        if (mayWait) {
            pump.prepareHere();
        }
        boolean lost;
        boolean begun;
        synchronized (this) {
            lost = gone;
            begun = !lost && !next.owner().hasEnded();
            if (begun) {
                use = Use.BUSY;
                carry(next, pump);
            } else {
                pump.stop();
                deadline.in(settings.reuse().idle());
            }
        }
        if (begun) {
            on(() -> {
                moved = true;
                session.begin(next.transaction());
            });
        } else if (lost) {
            next.owner().unheard();
        } else {
            offer();
        }
    }

    /** Back to the pool, by who has no use for it. */
    void offer() {
        pool.release(key, this);
        boolean lost;
        synchronized (this) {
            lost = gone;
        }
        if (lost && pool.remove(this)) {
            pool.leave(key);
        }
    }

    @Override
    public void retire() {
        boolean lost;
        synchronized (this) {
            lost = gone;
            use = Use.ENDING;
        }
        if (lost) {
            pool.leave(key);
        } else {
            on(() -> {
                moved = true;
                session.quit();
            });
        }
    }

    /**
     * Ends a message because it is wanted no longer, and the connection with it.
     *
     * @param now also if it is nearly through
     * @return false if it has not begun; then it will not, if its owner has ended
     */
    boolean end(Sending ended, boolean now, Outcome outcome) {
        boolean[] begun = new boolean[1];
        on(() -> {
            begun[0] = ended == sending || ended.transaction().outcomes().isPresent();
            if (ended == sending && (now || !NEARLY_DONE.contains(session.stage()))) {
                session.end(outcome);
            }
        });
        return begun[0];
    }

    @Override
    public void send(List<CommandLine> lines) {
        if (LOG.isDebugEnabled()) {
            lines.forEach(line -> LOG.debug("{}: {} < {}", name(), server, line.text()));
        }
        if (lines.get(0).stage() == Stage.MAIL) {
            content.prepare();
        }
        socket.write(IoBuffer.wrap(CommandLine.toBytes(lines)));
    }

    @Override
    public void sendContent() {
        content.start(socket);
    }

    @Override
    public void close() {
        deadline.clear();
        if (content != null) {
            content.stop();
        }
        if (socket != null) {
            socket.closeNow();
        }
    }

    @Override
    public void written(boolean last) {
        moved = true;
        if (last) {
            session.contentWritten();
        }
    }

    @Override
    public void unreadable(Exception cause) {
        LOG.error("{}: the message cannot be read", name(), cause);
        session.end(Outcome.deferred("4.3.0", "the message cannot be read from the queue"));
    }

    private ContentPump pump(Sending of) {
        return new ContentPump(of.content(), network::onDisk, this::on, this);
    }

    private void carry(Sending next, ContentPump pump) {
        sending = next;
        content = pump;
        told = false;
    }

    /** The one door: whoever comes holds the lock; a bug in here defers the mail and ends the connection. */
    private void on(Runnable event) {
        Sending present;
        Optional<List<Outcome>> decided;
        boolean free;
        synchronized (this) {
            try {
                event.run();
            } catch (RuntimeException e) {
                fail(e);
            }
            present = sending;
            decided = news();
            free = settle();
            awaitNext(decided.isEmpty() ? present : null);
        }
        if (free) {
            offer(); // before it is told: who sends one message after the other finds the connection
        }
        decided.ifPresent(outcomes -> present.owner().decided(outcomes));
    }

    private void fail(Throwable bug) {
        LOG.error("{}: delivery to {} failed", name(), server, bug);
        session.end(Outcome.deferred("4.3.0", "internal error while talking to " + server));
    }

    private boolean isClosed() {
        return session.stage() == Stage.CLOSED;
    }

    private String name() {
        return sending == null ? "-" : sending.delivery().queueId().toString();
    }

    private void takeReplies(ByteBuffer octets) throws MalformedReplyException {
        while (!isClosed()) {
            Optional<Reply> reply = reader.next(octets);
            if (reply.isEmpty()) {
                return;
            }
            if (LOG.isDebugEnabled()) {
                LOG.debug("{}: {} > {}", name(), server, reply.get().oneLine());
            }
            session.replied(reply.get());
            moved = true;
        }
    }

    /** The outcomes, once. */
    private Optional<List<Outcome>> news() {
        if (sending == null || told) {
            return Optional.empty();
        }
        Optional<List<Outcome>> decided = sending.transaction().outcomes();
        told = decided.isPresent();
        return decided;
    }

    /** What becomes of the connection when its message is done. @return whether it is free for another one */
    private boolean settle() {
        Stage stage = session.stage();
        boolean over = stage == Stage.READY || stage == Stage.QUIT || stage == Stage.CLOSED;
        if (use != Use.BUSY || !over || sending != null && !told) {
            return false;
        }
        sending = null;
        if (content != null) {
            content.stop();
            content = null;
        }
        if (stage != Stage.READY || isExhausted()) {
            use = Use.ENDING;
            if (stage == Stage.READY) {
                session.quit();
            }
        } else if (!session.isClean()) {
            session.reset();
        } else {
            use = Use.FREE;
        }
        return use == Use.FREE;
    }

    private boolean isExhausted() {
        Reuse reuse = settings.reuse();
        return reuse.idle().isZero() || session.transactions() >= reuse.messages()
                || System.nanoTime() - born >= reuse.age().toNanos();
    }

    /** Something has happened: the wait begins anew, ours and the router's. */
    private void awaitNext(Sending waiting) {
        Stage stage = session.stage();
        if (!moved || stage == Stage.CLOSED) {
            return;
        }
        moved = false;
        deadline.in(use == Use.FREE ? settings.reuse().idle() : settings.timeouts().at(stage));
        if (waiting != null) {
            waiting.delivery().progress();
        }
    }

    /** The clock's call. */
    private void look() {
        if (isIdleForTooLong() && pool.remove(this)) {
            retire();
        }
    }

    private boolean isIdleForTooLong() {
        boolean[] idle = new boolean[1];
        on(() -> {
            boolean passed = deadline.hasPassed();
            idle[0] = passed && use == Use.FREE;
            if (passed && !idle[0]) {
                session.timedOut();
            }
        });
        return idle[0];
    }
}
