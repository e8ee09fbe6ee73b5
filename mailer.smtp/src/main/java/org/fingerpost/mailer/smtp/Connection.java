package org.fingerpost.mailer.smtp;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.fingerpost.api.mailer.Outcome;

/**
 * A connection to a server: it carries one message after the other and is the pool's between them.
 *
 * <p>Its place in the pool is its own from the beginning to {@link #disconnected}; a message that was not heard takes it over.
 *
 * <p>Threads: I/O, disk, clock and delivering threads all come in through {@link #on}, which holds this object's lock and so
 * guards the {@link SocketWire} with its session; nothing waits while it is held. Owners of messages and the pool are called
 * outside of it.
 */
final class Connection implements ConnectionPool.Pooled {

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
    private final Network network;
    private final Settings settings;
    private final ConnectionPool<ConnectionKey, Connection> pool;
    private final long born = System.nanoTime();

    private final Deadline deadline;
    private final SocketWire wire;
    private final SmtpSession session;
    private Use use = Use.BUSY;
    private boolean gone;

    /** @param first begins as soon as the connection is there */
    Connection(ConnectionKey key, RemoteServer server, Network network, Settings settings,
            ConnectionPool<ConnectionKey, Connection> pool, Sending first) {
        this.key = key;
        this.network = network;
        this.settings = settings;
        this.pool = pool;
        this.deadline = new Deadline(network::after, this::look);
        this.wire = new SocketWire(server, key.terms(), first.transaction(), deadline,
                new SocketWire.Surroundings(network::tls, network.disk(), this::on));
        this.session = wire.session();
        wire.carry(cargo(first));
    }

    // ---- what happens on the socket

    /** The connection is there. */
    void opened(Transport connected) {
        on(() -> wire.opened(connected));
    }

    /** What the server sent. */
    void received(ByteBuffer octets) {
        on(() -> wire.received(octets));
    }

    /** What has been written out. */
    void sent(ByteBuffer octets) {
        on(() -> wire.sent(octets));
    }

    /** Something broke; the connection is closed next. */
    void broken(Throwable cause) {
        on(() -> wire.broken(cause));
    }

    /** The connection has ended, by whomever. */
    void disconnected() {
        on(() -> {
            gone = true;
            wire.disconnected();
        });
        Optional<Cargo> unheard;
        boolean free;
        synchronized (this) {
            unheard = wire.unload();
            free = use == Use.FREE;
        }
        if (unheard.isPresent()) {
            unheard.get().sending().owner().unheard();
        } else if (!free || pool.remove(this)) {
            pool.leave(key);
        }
    }

    // ---- what its users want

    /**
     * Sends another message: for whom the pool has given this connection to.
     *
     * @param mayWait whether this thread may wait for the disk
     */
    void begin(Sending next, boolean mayWait) {
        Cargo cargo = cargo(next);
        if (mayWait) {
            cargo.content().prepareHere();
        }
        boolean lost;
        boolean begun;
        synchronized (this) {
            lost = gone;
            begun = !lost && !next.owner().hasEnded();
            if (begun) {
                use = Use.BUSY;
                wire.carry(cargo);
            } else {
                cargo.content().stop();
                deadline.in(settings.reuse().idle());
            }
        }
        if (begun) {
            on(() -> wire.begin(next.transaction()));
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
            on(wire::quit);
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
            boolean carried = wire.cargo() != null && wire.cargo().sending() == ended;
            begun[0] = carried || ended.transaction().outcomes().isPresent();
            if (carried && (now || !NEARLY_DONE.contains(session.stage()))) {
                session.end(outcome);
            }
        });
        return begun[0];
    }

    private Cargo cargo(Sending next) {
        return new Cargo(next, network.disk(), this::on, wire);
    }

    // ---- what follows

    /** The one door: whoever comes holds the lock; a bug in here defers the mail and ends the connection. */
    private void on(Runnable event) {
        Cargo present;
        Optional<List<Outcome>> decided;
        boolean free;
        Optional<Runnable> elsewhere;
        synchronized (this) {
            try {
                event.run();
            } catch (RuntimeException e) {
                wire.fail(e);
            }
            present = wire.cargo();
            decided = present == null ? Optional.empty() : present.news();
            elsewhere = decided.isEmpty() ? passOver() : Optional.empty();
            free = settle();
            awaitNext(decided.isEmpty() && elsewhere.isEmpty() ? present : null);
        }
        if (free) {
            offer(); // before it is told: who sends one message after the other finds the connection
        }
        elsewhere.ifPresent(Runnable::run);
        decided.ifPresent(outcomes -> present.sending().owner().decided(outcomes));
    }

    /** Puts down a message that this server would not have. @return tells its owner */
    private Optional<Runnable> passOver() {
        return session.obstacle().flatMap(why -> wire.unload()).map(passed -> {
            use = Use.ENDING;
            return () -> passed.sending().owner().passedOver(session.obstacle().orElseThrow(), session.clearMayDo());
        });
    }

    /** What becomes of the connection when its message is done. @return whether it is free for another one */
    private boolean settle() {
        Stage stage = session.stage();
        boolean over = stage == Stage.READY || stage == Stage.QUIT || stage == Stage.CLOSED;
        if (use != Use.BUSY || !over || wire.cargo() != null && !wire.cargo().isTold()) {
            return false;
        }
        wire.unload();
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
        return reuse.idle().isZero() || session.isExhausted(reuse.messages())
                || System.nanoTime() - born >= reuse.age().toNanos();
    }

    /** Something has happened: the wait begins anew, ours and the router's. */
    private void awaitNext(Cargo waiting) {
        boolean anew = wire.awaitNext(use == Use.FREE ? settings.reuse().idle() : settings.timeouts().at(session.stage()));
        if (anew && waiting != null) {
            waiting.sending().delivery().progress();
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
