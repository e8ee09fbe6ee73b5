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
 * The way of one delivery: from one server to the next, at each to a connection that is free or to a place for a new one, and
 * then to its outcomes.
 *
 * <p>Threads: its steps follow one another on whatever thread ends the last one; the clock and {@link #stop} may come at any
 * time. Its lock guards its fields and is not held while others are called.
 */
final class Attempt implements ConnectionPool.Applicant<Connection>, Sending.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final Delivery delivery;
    private final Terms terms;
    private final Search search;
    private final Surroundings around;
    private final CompletableFuture<List<Outcome>> result = new CompletableFuture<>();
    /** Its thread may wait for the disk; all others may not. */
    private final Thread beginner = Thread.currentThread();

    /** The one that is tried; null before the first one. */
    private Candidate candidate;
    private ConnectionKey key;
    private Future<?> patience;
    private boolean waits;
    /** Null until it has to end. */
    private Outcome end;
    /** Null while it has no connection. */
    private Connection carrier;
    private Sending sending;

    /** What all attempts share. */
    record Surroundings(ConnectionPool<ConnectionKey, Connection> pool, RecentServers recent, Network network,
            Settings settings) {
    }

    Attempt(Delivery delivery, Terms terms, Search search, Surroundings around) {
        this.delivery = delivery;
        this.terms = terms;
        this.search = search;
        this.around = around;
    }

    /** Completed when all outcomes are known. */
    CompletableFuture<List<Outcome>> result() {
        return result;
    }

    void start() {
        Optional<Candidate> recent = search.memory().flatMap(around.recent()::of);
        if (recent.isPresent() && turnTo(recent.get(), terms) && around.pool().reuse(key, this)) {
            return;
        }
        searchNext();
    }

    /** @return false if it has ended */
    private synchronized boolean turnTo(Candidate next, Terms on) {
        candidate = next;
        key = ConnectionKey.of(on, next.server());
        waits = true;
        return !hasEnded();
    }

    private void searchNext() {
        try {
            delivery.progress();
            search.next().whenComplete((next, bug) -> {
                if (bug != null) {
                    broken(bug);
                } else if (next.isEmpty()) {
                    complete(search.verdict());
                } else {
                    enter(next.get(), terms);
                }
            });
        } catch (RuntimeException e) {
            broken(e);
        }
    }

    private void enter(Candidate next, Terms on) {
        if (!turnTo(next, on)) {
            return;
        }
        if (!around.pool().enter(key, this)) {
            complete(Outcome.deferred("4.3.2", "too many deliveries are waiting for a connection"));
            return;
        }
        boolean ended;
        synchronized (this) {
            ended = hasEnded();
            if (waits && !ended) {
                patience = around.network().after(around.settings().timeouts().place(), this::waitedTooLong);
            }
        }
        if (ended) {
            around.pool().withdraw(key, this);
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
        ConnectionKey waitedFor;
        synchronized (this) {
            if (now || carrier == null) {
                end = outcome;
            }
            by = carrier;
            sent = sending;
            waitedFor = key;
        }
        boolean carried = by != null && by.end(sent, now, outcome);
        if (!carried && hasEnded()) {
            if (waitedFor != null) {
                around.pool().withdraw(waitedFor, this);
            }
            complete(outcome);
        }
    }

    @Override
    public void connect() {
        cancelPatience();
        try {
            Optional<Connection> connection = connectionTo(candidate.server());
            if (connection.isPresent()) {
                delivery.progress();
                candidate.connector().connect(candidate.server(), connection.get(), this::unreachable);
            } else {
                around.pool().leave(key);
                complete(Outcome.deferred("4.3.2", "the delivery was ended"));
            }
        } catch (RuntimeException e) {
            around.pool().leave(key);
            broken(e);
        }
    }

    /** The connection to be opened next; none if it has ended. */
    private Optional<Connection> connectionTo(RemoteServer server) {
        Sending next = Sending.of(delivery, this);
        Connection connection = new Connection(key, server, around.network(), around.settings(), around.pool(), next);
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
    private void unreachable(String reason) {
        RemoteServer server = candidate.server();
        search.unreachable(server, reason);
        around.pool().leave(key);
        goOn();
    }

    @Override
    public void passedOver(Outcome why, boolean clearMayDo) {
        boolean again;
        synchronized (this) {
            carrier = null;
            again = clearMayDo && end == null;
        }
        if (again) {
            LOG.warn("{}: {}; trying without TLS", delivery.queueId(), why.text());
            enter(candidate, terms.inTheClear());
        } else {
            search.passedOver(why);
            goOn();
        }
    }

    private void goOn() {
        Outcome over;
        synchronized (this) {
            carrier = null;
            over = end;
        }
        if (over == null) {
            searchNext();
        } else {
            complete(over);
        }
    }

    @Override
    public void reuse(Connection connection) {
        cancelPatience();
        Sending next;
        try {
            next = Sending.of(delivery, this);
        } catch (RuntimeException e) {
            broken(e);
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
        search.memory().ifPresent(route -> around.recent().note(route, candidate));
        result.complete(outcomes);
    }

    @Override
    public void unheard() {
        synchronized (this) {
            carrier = null;
        }
        connect();
    }

    @Override
    public synchronized boolean hasEnded() {
        return end != null || result.isDone();
    }

    private void waitedTooLong() {
        if (around.pool().withdraw(key, this)) {
            complete(Outcome.deferred("4.3.2", "waiting for a free connection to " + candidate.server() + " took longer than "
                    + around.settings().timeouts().place().toMillis() / 1000.0 + " s"));
        }
    }

    private synchronized void cancelPatience() {
        waits = false;
        if (patience != null) {
            patience.cancel(false);
            patience = null;
        }
    }

    private void broken(Throwable bug) {
        LOG.error("{}: the way to {} failed", delivery.queueId(), search.name(), bug);
        complete(Outcome.deferred("4.3.0", "internal error before talking to " + search.name()));
    }

    /** What it ends with, unless it had to end before. */
    private void complete(Outcome outcome) {
        Outcome first;
        synchronized (this) {
            first = end == null ? outcome : end;
        }
        result.complete(delivery.all(first));
    }
}
