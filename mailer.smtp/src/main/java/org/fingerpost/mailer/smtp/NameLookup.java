package org.fingerpost.mailer.smtp;

import java.net.IDN;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import org.fingerpost.api.dns.Answer;
import org.fingerpost.api.dns.MailExchanger;
import org.fingerpost.api.dns.Resolver;

/**
 * Asks the resolver that is there now, and does not wait for it: what is asked comes later, in bounded time, on any thread. Names
 * are octets; those that are UTF-8 are asked for as A-labels (RFC 5890). A name without a dot is looked for in the domains of the
 * search list first, as a host that people call by its short name; all others are complete.
 */
final class NameLookup {

    private static final String LOCALHOST = "localhost";

    private final Supplier<Optional<Resolver>> resolver;
    private final Network network;
    private final Duration limit;

    /** @param limit for an answer */
    NameLookup(Supplier<Optional<Resolver>> resolver, Network network, Duration limit) {
        this.resolver = resolver;
        this.network = network;
        this.limit = limit;
    }

    CompletableFuture<Answer<MailExchanger>> exchangers(String domain) {
        // RFC 6761 §6.3: no name server is asked for it.
        return domain.equalsIgnoreCase(LOCALHOST) ? CompletableFuture.completedFuture(new Answer.NoData<>())
                : ask(domain, Resolver::mailExchangersAsync);
    }

    CompletableFuture<Answer<InetAddress>> addresses(String host) {
        return ask(host, Resolver::addressesAsync);
    }

    private <T> CompletableFuture<Answer<T>> ask(String name, BiFunction<Resolver, String, CompletionStage<Answer<T>>> question) {
        CompletableFuture<Answer<T>> answer = new CompletableFuture<>();
        Future<?> clock = network.after(limit, () -> answer.complete(new Answer.Temporary<>("looking up " + name
                + " took longer than " + limit.toMillis() / 1000.0 + " s")));
        try {
            network.lookUp(() -> begin(name, question).whenComplete((found, bug) -> {
                clock.cancel(false);
                answer.complete(bug == null && found != null ? found : new Answer.Temporary<>("the resolver failed: " + bug));
            }));
        } catch (RejectedExecutionException e) {
            answer.complete(new Answer.Temporary<>("the mailer has stopped"));
        }
        return answer;
    }

    private <T> CompletionStage<Answer<T>> begin(String name,
            BiFunction<Resolver, String, CompletionStage<Answer<T>>> question) {
        try {
            Optional<Resolver> present = resolver.get();
            if (present.isEmpty()) {
                return CompletableFuture.completedFuture(new Answer.Temporary<>("no resolver is available"));
            }
            return first(present.get(), candidates(present.get(), name), 0, question);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(new Answer.NoSuchName<>()); // no name that anybody could have
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** The answer for the first of the names that exists. */
    private static <T> CompletionStage<Answer<T>> first(Resolver resolver, List<String> names, int index,
            BiFunction<Resolver, String, CompletionStage<Answer<T>>> question) {
        CompletionStage<Answer<T>> answer = question.apply(resolver, names.get(index));
        return index + 1 == names.size() ? answer : answer.thenCompose(found -> found instanceof Answer.NoSuchName
                ? first(resolver, names, index + 1, question) : CompletableFuture.completedFuture(found));
    }

    private static List<String> candidates(Resolver resolver, String written) {
        String name = ascii(written);
        List<String> names = new ArrayList<>(1);
        if (name.indexOf('.') < 0 && !name.equalsIgnoreCase(LOCALHOST)) {
            resolver.searchList().forEach(domain -> names.add(name + "." + domain));
        }
        names.add(name);
        return names;
    }

    /** @throws IllegalArgumentException if there is no such form */
    private static String ascii(String name) {
        return AddressCheck.isEightBit(name)
                ? IDN.toASCII(new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)) : name;
    }
}
