package org.fingerpost.table.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.table.Replicas;
import org.fingerpost.api.table.Replicas.Replica;

/**
 * The servers of a table: the first one that says what is there, or that nothing is, counts. Any thread.
 */
final class Servers {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final Replicas<UrlTemplate> replicas;
    private final FieldPath field;
    private final Optional<Authorization> authorization;
    private final Clients clients;

    Servers(List<UrlTemplate> urls, FieldPath field, Optional<Authorization> authorization, Clients clients) {
        this.replicas = new Replicas<>(urls);
        this.field = field;
        this.authorization = authorization;
        this.clients = clients;
    }

    /**
     * The values for a key, octets; none if it is absent.
     *
     * @throws IOException if no server can say; the message names the last one that was asked
     */
    List<String> values(String key, List<String> arguments) throws IOException {
        long deadline = System.nanoTime() + clients.settings().limit().toNanos();
        IOException failure = null;
        for (Replica<UrlTemplate> replica : replicas.inOrder()) {
            Optional<URI> url = replica.server().url(key, arguments);
            long left = deadline - System.nanoTime();
            if (url.isEmpty()) {
                return List.of();
            }
            if (left <= 0) {
                break;
            }
            try {
                List<String> values = ask(url.get(), Duration.ofNanos(Math.min(left, clients.settings().timeout().toNanos())));
                replica.answered();
                return values;
            } catch (IOException e) {
                replica.failed();
                failure = new IOException(replica.server() + ": " + e.getMessage(), e);
            }
        }
        throw failure == null ? new IOException("no answer in time") : failure;
    }

    private List<String> ask(URI url, Duration limit) throws IOException {
        Optional<String> value = authorization.isEmpty() ? Optional.empty() : Optional.of(authorization.get().value());
        HttpResponse<byte[]> answer = clients.client().get(url, value, limit);
        return switch (answer.statusCode()) {
            case OK -> field.values(answer.body());
            case NOT_FOUND, GONE -> List.of();
            default -> throw new IOException("status " + answer.statusCode());
        };
    }
}
