package org.fingerpost.table.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The servers of a table, which all know the same: the first one that says what is there, or that nothing is, counts. One that
 * has failed is asked after the others for a while. Any thread.
 */
final class Servers {

    private static final Duration SET_BACK = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    /** A server and until when it comes after the others. */
    private static final class Member {

        private final UrlTemplate url;
        private volatile long setBackUntil = System.nanoTime();

        Member(UrlTemplate url) {
            this.url = url;
        }

        boolean isSetBack() {
            return setBackUntil - System.nanoTime() > 0;
        }
    }

    private final List<Member> members;
    private final FieldPath field;
    private final Optional<Authorization> authorization;
    private final Clients clients;

    Servers(List<UrlTemplate> urls, FieldPath field, Optional<Authorization> authorization, Clients clients) {
        this.members = urls.stream().map(Member::new).toList();
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
        for (Member member : inOrder()) {
            Optional<URI> url = member.url.url(key, arguments);
            long left = deadline - System.nanoTime();
            if (url.isEmpty()) {
                return List.of();
            }
            if (left <= 0) {
                break;
            }
            try {
                List<String> values = ask(url.get(), Duration.ofNanos(Math.min(left, clients.settings().timeout().toNanos())));
                member.setBackUntil = System.nanoTime();
                return values;
            } catch (IOException e) {
                member.setBackUntil = System.nanoTime() + SET_BACK.toNanos();
                failure = new IOException(member.url + ": " + e.getMessage(), e);
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

    private List<Member> inOrder() {
        List<Member> order = new ArrayList<>(members.size());
        members.stream().filter(member -> !member.isSetBack()).forEach(order::add);
        members.stream().filter(member -> !order.contains(member)).forEach(order::add);
        return order;
    }
}
