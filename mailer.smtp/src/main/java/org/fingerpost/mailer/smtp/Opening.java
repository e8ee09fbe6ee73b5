package org.fingerpost.mailer.smtp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

import org.apache.mina.core.future.ConnectFuture;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to a new connection: the addresses of the host, the first of them that answers. Its steps follow one another on
 * whatever thread ends the last one; only the clock may come in between, while the host is looked up.
 */
final class Opening {

    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    /** Of a host with more addresses the rest is not tried: one attempt ends in bounded time. */
    private static final int MAX_ADDRESSES = 20;

    private final Delivery delivery;
    private final Destination destination;
    private final NameLookup names;
    private final Network network;
    private final Timeouts timeouts;
    private final Function<RemoteServer, Optional<Connection>> connections;
    private final Consumer<Outcome> failed;

    private final AtomicBoolean lookedUp = new AtomicBoolean();
    private final List<String> failures = new ArrayList<>();
    private Iterator<InetAddress> addresses;

    /**
     * @param connections gives the connection for the server that is tried next; empty if none is wanted any more
     * @param failed      called once if there will be no connection
     */
    Opening(Delivery delivery, Destination destination, NameLookup names, Network network, Timeouts timeouts,
            Function<RemoteServer, Optional<Connection>> connections, Consumer<Outcome> failed) {
        this.delivery = delivery;
        this.destination = destination;
        this.names = names;
        this.network = network;
        this.timeouts = timeouts;
        this.connections = connections;
        this.failed = failed;
    }

    void begin() {
        try {
            delivery.progress();
            Future<?> limit = network.after(timeouts.connect(), this::lookedTooLong);
            network.lookUp(() -> lookUp(limit));
        } catch (RuntimeException e) {
            broken(e);
        }
    }

    private void lookUp(Future<?> limit) {
        Runnable next;
        try {
            List<InetAddress> found = names.addresses(destination.host());
            next = () -> {
                addresses = found.stream().limit(MAX_ADDRESSES).iterator();
                connectNext();
            };
        } catch (UnknownHostException e) {
            // The system's resolver does not tell a name that does not exist from a name server that is down.
            String why = OneLine.of(e); // a name that was not found before is all that it says of that name now
            next = () -> failed.accept(Outcome.deferred("4.4.3", "address of " + destination.host() + " not found"
                    + (why.equals(destination.host()) ? "" : ": " + why)));
        } catch (RuntimeException e) {
            next = () -> broken(e);
        }
        limit.cancel(false);
        if (lookedUp.compareAndSet(false, true)) {
            next.run();
        }
    }

    private void lookedTooLong() {
        if (lookedUp.compareAndSet(false, true)) {
            failed.accept(Outcome.deferred("4.4.3", "looking up " + destination.host() + " took longer than "
                    + timeouts.connect().toMillis() / 1000.0 + " s"));
        }
    }

    private void connectNext() {
        if (!addresses.hasNext()) {
            failed.accept(Outcome.deferred("4.4.1", "no answer from " + destination.host() + ": "
                    + String.join("; ", failures)));
            return;
        }
        try {
            connect(addresses.next());
        } catch (RuntimeException e) {
            broken(e);
        }
    }

    private void connect(InetAddress address) {
        RemoteServer server = new RemoteServer(destination.host(), address.getHostAddress(), destination.port());
        Optional<Connection> next = connections.apply(server);
        if (next.isEmpty()) {
            failed.accept(Outcome.deferred("4.3.2", "the delivery was ended"));
            return;
        }
        delivery.progress();
        network.connect(address, destination.port(), next.get())
                .addListener((ConnectFuture connected) -> connected(server, connected));
    }

    private void connected(RemoteServer server, ConnectFuture connected) {
        if (!connected.isConnected()) {
            failures.add(server.address() + ":" + destination.port() + ": " + OneLine.of(connected.getException()));
            connectNext();
        }
    }

    private void broken(RuntimeException bug) {
        LOG.error("{}: connecting to {} failed", delivery.queueId(), destination.host(), bug);
        failed.accept(Outcome.deferred("4.3.0", "internal error while connecting to " + destination.host()));
    }
}
