package org.fingerpost.listener.smtp;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

import org.fingerpost.api.mail.ClientHost;
import org.fingerpost.api.submit.Arrival;
import org.fingerpost.listener.smtp.ProxyHeaderReader.Endpoints;

/** A connection that a proxy passes on: the header says of whom it is, and that one is counted, named and judged. */
final class Passage {

    private final Caller client;
    private final Connections connections;
    private final ClientNames names;
    private final Duration nameTimeout;
    private final Function<Connections.Admitted.In, Arrival> arrivals;
    private final CompletableFuture<Optional<Endpoints>> known = new CompletableFuture<>();

    Passage(Caller client, Connections connections, ClientNames names, Duration nameTimeout,
            Function<Connections.Admitted.In, Arrival> arrivals) {
        this.client = client;
        this.connections = connections;
        this.names = names;
        this.nameTimeout = nameTimeout;
        this.arrivals = arrivals;
    }

    /** What is known of the client's host, after the header has come. */
    CompletableFuture<ClientHost> host(Supplier<CompletableFuture<ClientHost>> ofProxy) {
        return known.thenCompose(ends -> ends.map(this::host).orElseGet(ofProxy));
    }

    private CompletableFuture<ClientHost> host(Endpoints ends) {
        return names.find(ends.source(), nameTimeout).thenApply(found -> new ClientHost(found.name(), found.standing(),
                ends.sourcePort(), ClientAddress.text(ends.destination())));
    }

    ProxyHeaderReader header() {
        return new ProxyHeaderReader(this::arrived);
    }

    /** On the connection's task. */
    private void arrived(Optional<Endpoints> ends) {
        ends.ifPresent(from -> {
            Connections.Admitted admitted = connections.transfer(client.quota(), from.source());
            if (admitted instanceof Connections.Admitted.In in) {
                client.cameFrom(ClientAddress.text(from.source()), in.quota(), arrivals.apply(in));
            } else if (admitted instanceof Connections.Admitted.Out out) {
                client.turnAway(out.reply());
            }
        });
        known.complete(ends);
    }
}
