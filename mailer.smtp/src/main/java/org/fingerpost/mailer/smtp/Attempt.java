package org.fingerpost.mailer.smtp;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one delivery: to a connection that is free or to a place for a new one, and then to its outcomes.
 *
 * <p>Threads: its steps follow one another on whatever thread ends the last one; the clock and {@link #stop} may come at any
 * time. Its lock guards its fields and is not held while others are called.
 */
final class Attempt implements ConnectionPool.Applicant<Connection>, Sending.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final Delivery delivery;
    private final Destination destination;
    private final ConnectionKey key;
    private final ConnectionPool<ConnectionKey, Connection> pool;
    private final NameLookup names;
    private final Network network;
    private final Settings settings;
    private final CompletableFuture<List<Outcome>> result = new CompletableFuture<>();
    /** Its thread may wait for the disk; all others may not. */
    private final Thread beginner = Thread.currentThread();

    private Future<?> patience;
    private boolean hasConnection;
    /** Null until it has to end. */
    private Outcome end;
    /** Null while it waits for a connection. */
    private Connection carrier;
    private Sending sending;

    Attempt(Delivery delivery, Destination destination, Terms terms, ConnectionPool<ConnectionKey, Connection> pool, NameLookup names,
            Network network, Settings settings) {
        this.delivery = delivery;
        this.destination = destination;
        this.key = ConnectionKey.of(terms, destination);
        this.pool = pool;
        this.names = names;
        this.network = network;
        this.settings = settings;
    }

    /** Completed when all outcomes are known. */
    CompletableFuture<List<Outcome>> result() {
        return result;
    }

    void start() {
        if (!pool.enter(key, this)) {
            complete(Outcome.deferred("4.3.2", "too many deliveries are waiting for a connection"));
            return;
        }
        synchronized (this) {
            if (!hasConnection && !result.isDone()) {
                patience = network.after(settings.timeouts().place(), this::waitedTooLong);
            }
        }
    }

    /**
     * Ends it.
     *
     * @param now else a message that is nearly through may go on
     */
    void stop(boolean now, Outcome outcome) {
        Connection by;
        Sending sent;
        synchronized (this) {
            if (now || carrier == null) {
                end = outcome;
            }
            by = carrier;
            sent = sending;
        }
        boolean carried = by != null && by.end(sent, now, outcome);
        if (!carried && hasEnded()) {
            pool.withdraw(key, this);
            complete(outcome);
        }
    }

    @Override
    public void connect() {
        cancelPatience();
        new Opening(delivery, destination, names, network, settings.timeouts(), this::connectionTo, this::failed).begin();
    }

    @Override
    public void reuse(Connection connection) {
        cancelPatience();
        Sending next;
        try {
            next = Sending.of(delivery, this);
        } catch (RuntimeException e) {
            LOG.error("{}: delivery to {} failed", delivery.queueId(), destination.host(), e);
            complete(Outcome.deferred("4.3.0", "internal error before talking to " + destination.host()));
            connection.offer();
            return;
        }
        synchronized (this) {
            carrier = connection;
            sending = next;
        }
        connection.begin(next, Thread.currentThread() == beginner);
    }

    @Override
    public void decided(List<Outcome> outcomes) {
        result.complete(outcomes);
    }

    @Override
    public void unheard() {
        boolean ended;
        synchronized (this) {
            ended = hasEnded();
            carrier = null;
        }
        if (ended) {
            failed(Outcome.deferred("4.3.2", "the delivery was ended"));
        } else {
            connect();
        }
    }

    @Override
    public void passedOver(Outcome why, boolean clearMayDo) {
        complete(why);
    }

    @Override
    public synchronized boolean hasEnded() {
        return end != null || result.isDone();
    }

    /** The connection to be opened next; {@link #failed} if there is none. */
    private Optional<Connection> connectionTo(RemoteServer server) {
        Sending next = Sending.of(delivery, this);
        Connection connection = new Connection(key, server, network, settings, pool, next, false);
        synchronized (this) {
            if (hasEnded()) {
                return Optional.empty();
            }
            carrier = connection;
            sending = next;
        }
        return Optional.of(connection);
    }

    /** There is no connection; the place is still ours. */
    private void failed(Outcome outcome) {
        Outcome first;
        synchronized (this) {
            first = end == null ? outcome : end;
        }
        complete(first);
        pool.leave(key);
    }

    private void waitedTooLong() {
        if (pool.withdraw(key, this)) {
            complete(Outcome.deferred("4.3.2", "waiting for a free connection to " + destination.host() + " took longer than "
                    + settings.timeouts().place().toMillis() / 1000.0 + " s"));
        }
    }

    private synchronized void cancelPatience() {
        hasConnection = true;
        if (patience != null) {
            patience.cancel(false);
            patience = null;
        }
    }

    private void complete(Outcome outcome) {
        result.complete(delivery.all(outcome));
    }
}
