package org.fingerpost.filter.dnsbl;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.dns.Answer;
import org.fingerpost.api.dns.DnsRecord;
import org.fingerpost.api.dns.Resolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks without making anybody wait. The resolver keeps what it was answered. Any thread. */
final class Questions {

    private static final Logger LOG = LoggerFactory.getLogger(Questions.class);

    private final Resolver resolver;
    private final Executor threads;
    private final Duration timeout;

    /** @param threads that the resolver may block, bounded in number and in what waits for them */
    Questions(Resolver resolver, Executor threads, Duration timeout) {
        this.resolver = resolver;
        this.threads = threads;
        this.timeout = timeout;
    }

    /** The values of such records; none if there are none, or nobody says so in time. Completed normally. */
    CompletableFuture<List<String>> ask(String name, String type) {
        CompletableFuture<List<String>> asked = new CompletableFuture<>();
        try {
            threads.execute(() -> asked.complete(records(name, type)));
        } catch (RejectedExecutionException e) {
            LOG.debug("too many questions: {} is not asked for", name);
            asked.complete(List.of());
        }
        return asked.completeOnTimeout(List.of(), timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    private List<String> records(String name, String type) {
        try {
            Answer<DnsRecord> answer = resolver.records(name, type);
            if (answer instanceof Answer.Temporary<DnsRecord> temporary) {
                LOG.info("{}: {}", name, temporary.reason());
            }
            return answer instanceof Answer.Found<DnsRecord> found
                    ? found.values().stream().map(DnsRecord::value).toList() : List.of();
        } catch (RuntimeException | Error e) {
            LOG.warn("{} could not be asked for", name, e);
            return List.of();
        }
    }
}
