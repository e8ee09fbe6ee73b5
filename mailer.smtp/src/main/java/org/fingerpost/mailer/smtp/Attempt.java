package org.fingerpost.mailer.smtp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import org.apache.mina.core.future.ConnectFuture;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one delivery to its {@link Conversation}: a place among the connections, the addresses of the host, the first of
 * them that answers. It is over when the connection has ended, or as soon as there can be none.
 *
 * <p>Threads: its steps follow one another on whatever thread ends the last one; the clock and {@link #stop} may come at any
 * time. Its lock guards its fields and is not held while others are called, places least of all: leaving one lets another
 * attempt begin.
 */
final class Attempt {

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    /** Of a host with more addresses the rest is not tried: one attempt ends in bounded time. */
    private static final int MAX_ADDRESSES = 20;

    private final Delivery delivery;
    private final Destination destination;
    private final ConnectionPlaces places;
    private final NameLookup names;
    private final Network network;
    private final Timeouts timeouts;

    private final CompletableFuture<List<Outcome>> result = new CompletableFuture<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final Runnable placed = this::placed;
    private final List<String> failures = new ArrayList<>();

    private boolean stopping;
    private boolean ended;
    private boolean hasPlace;
    private Future<?> deadline = CompletableFuture.completedFuture(null);
    /** The number of the present wait: a deadline that comes while it is being cancelled no longer counts. */
    private long wait;
    private Iterator<InetAddress> addresses;
    private Conversation conversation;

    Attempt(Delivery delivery, Destination destination, ConnectionPlaces places, NameLookup names, Network network,
            Timeouts timeouts) {
        this.delivery = delivery;
        this.destination = destination;
        this.places = places;
        this.names = names;
        this.network = network;
        this.timeouts = timeouts;
    }

    CompletableFuture<List<Outcome>> result() {
        return result;
    }

    /** Completed when nothing of it is left: no place, no connection. */
    CompletableFuture<Void> over() {
        return over;
    }

    void start() {
        if (!await(timeouts.place(), "4.3.2", "waiting for a free connection to " + destination.host())) {
            return;
        }
        if (!places.enter(destination.key(), placed)) {
            end(Outcome.deferred("4.3.2", "too many deliveries are waiting for a connection"));
        }
    }

    /** Ends it because the mailer stops; a message that is on its way only if {@code now}. */
    void stop(boolean now, Outcome outcome) {
        Conversation talking;
        synchronized (this) {
            stopping = true;
            talking = conversation;
        }
        if (talking == null || !talking.stop(now, outcome)) {
            end(outcome);
        }
    }

    private void placed() {
        if (!takePlace()) {
            places.leave(destination.key());
        } else if (await(timeouts.connect(), "4.4.3", "looking up " + destination.host())) {
            delivery.progress();
            network.lookUp(this::lookUp);
        }
    }

    private void lookUp() {
        try {
            List<InetAddress> found = names.addresses(destination.host());
            if (arrived()) {
                addresses = found.stream().limit(MAX_ADDRESSES).iterator();
                connectNext();
            }
        } catch (UnknownHostException e) {
            // The system's resolver does not tell a name that does not exist from a name server that is down.
            String why = OneLine.of(e); // a name that was not found before is all that it says of that name now
            end(Outcome.deferred("4.4.3", "address of " + destination.host() + " not found"
                    + (why.equals(destination.host()) ? "" : ": " + why)));
        } catch (RuntimeException e) {
            LOG.error("{}: connecting to {} failed", delivery.queueId(), destination.host(), e);
            end(Outcome.deferred("4.3.0", "internal error while connecting to " + destination.host()));
        }
    }

    private void connectNext() {
        if (!addresses.hasNext()) {
            end(Outcome.deferred("4.4.1", "no answer from " + destination.host() + ": " + String.join("; ", failures)));
            return;
        }
        InetAddress address = addresses.next();
        RemoteServer server = new RemoteServer(destination.host(), address.getHostAddress());
        Conversation next = new Conversation(delivery, server, network, timeouts, result, this::finish);
        if (converse(next)) {
            delivery.progress();
            network.connect(address, destination.port(), next)
                    .addListener((ConnectFuture connected) -> connected(server, connected));
        }
    }

    private void connected(RemoteServer server, ConnectFuture connected) {
        if (!connected.isConnected()) {
            failures.add(server.address() + ":" + destination.port() + ": " + OneLine.of(connected.getException()));
            connectNext();
        }
    }

    private synchronized boolean takePlace() {
        hasPlace = !ended;
        return hasPlace;
    }

    /** The next conversation is this one. @return false if this attempt is being stopped, so that there must be none */
    private synchronized boolean converse(Conversation next) {
        if (stopping || ended) {
            return false;
        }
        conversation = next;
        return true;
    }

    /** Begins to wait for the next thing. @return false if this attempt has ended */
    private synchronized boolean await(Duration limit, String status, String what) {
        deadline.cancel(false);
        if (ended) {
            return false;
        }
        long present = ++wait;
        Outcome late = Outcome.deferred(status, what + " took longer than " + limit.toMillis() / 1000.0 + " s");
        deadline = network.after(limit, () -> late(present, late));
        return true;
    }

    /** What was waited for is there. @return false if it comes too late */
    private synchronized boolean arrived() {
        deadline.cancel(false);
        wait++;
        return !ended;
    }

    private void late(long expired, Outcome outcome) {
        synchronized (this) {
            if (wait != expired || ended) {
                return;
            }
            ended = true;
        }
        result.complete(delivery.all(outcome));
        cleanUp();
    }

    private void end(Outcome outcome) {
        result.complete(delivery.all(outcome));
        finish();
    }

    private void finish() {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
        }
        cleanUp();
    }

    /** Once, by whoever set {@link #ended}. */
    private void cleanUp() {
        boolean leave;
        synchronized (this) {
            deadline.cancel(false);
            leave = hasPlace;
        }
        if (leave) {
            places.leave(destination.key());
        } else {
            places.withdraw(destination.key(), placed);
        }
        over.complete(null);
    }
}
