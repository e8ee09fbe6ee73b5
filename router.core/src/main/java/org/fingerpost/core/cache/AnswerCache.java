package org.fingerpost.core.cache;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;

import org.fingerpost.api.table.CacheState;
import org.fingerpost.api.table.Lookup;

/** What one table has answered lately, and who is asking it now. Any thread. */
public final class AnswerCache {

    /** A look-up that waits for another one's answer waits a little longer than the router does for any table. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final int OCTETS_OF_AN_ENTRY = 1024;

    private record Question(String key, List<String> arguments) {
    }

    private record Kept(Lookup answer, long since) {

        int weight(Question question) {
            int octets = question.key().length() + (answer instanceof Lookup.Found found ? found.value().length() : 0);
            return 1 + octets / OCTETS_OF_AN_ENTRY;
        }
    }

    private final String table;
    private final String source;
    private final CacheSettings settings;
    private final LongSupplier nanos;
    private final Cache<Question, Kept> entries;
    private final ConcurrentMap<Question, CompletableFuture<Lookup>> underWay = new ConcurrentHashMap<>();
    private final AtomicInteger flushes = new AtomicInteger();
    private final Breaker breaker;
    private final AnswerCounts counts;

    AnswerCache(String table, String source, CacheSettings settings, LongSupplier nanos) {
        this.table = table;
        this.source = source;
        this.settings = settings;
        this.nanos = nanos;
        this.breaker = new Breaker(table, nanos);
        this.counts = new AnswerCounts(table);
        this.entries = Caffeine.newBuilder().maximumWeight(settings.entries())
                .weigher((Question question, Kept kept) -> kept.weight(question))
                .expireAfter(Expiry.writing((Question question, Kept kept) -> fresh(kept.answer()).plus(settings.stale())))
                .ticker(nanos::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    String table() {
        return table;
    }

    /**
     * What is known of the key, or else what the table says. Waits as long as that takes, or for another look-up's answer.
     *
     * @param asking asks the table itself; called at most once, on this thread
     */
    public Lookup lookup(String key, List<String> arguments, Supplier<Lookup> asking) {
        Question question = new Question(key, arguments);
        Kept kept = entries.getIfPresent(question);
        if (isFresh(kept)) {
            counts.hit();
            return kept.answer();
        }
        Lookup answer = asked(question, asking);
        if (answer instanceof Lookup.Unavailable && kept != null && age(kept).compareTo(life(kept.answer())) < 0) {
            counts.stale();
            return kept.answer();
        }
        counts.miss(answer);
        return answer;
    }

    private Duration fresh(Lookup answer) {
        return answer instanceof Lookup.Found ? settings.found() : settings.absent();
    }

    private Duration life(Lookup answer) {
        return fresh(answer).plus(settings.stale());
    }

    private boolean isFresh(Kept kept) {
        return kept != null && age(kept).compareTo(fresh(kept.answer())) < 0;
    }

    private Duration age(Kept kept) {
        return Duration.ofNanos(nanos.getAsLong() - kept.since());
    }

    /** One look-up asks for all that want the same at the same time. */
    private Lookup asked(Question question, Supplier<Lookup> asking) {
        CompletableFuture<Lookup> mine = new CompletableFuture<>();
        CompletableFuture<Lookup> others = underWay.putIfAbsent(question, mine);
        if (others != null) {
            return await(others);
        }
        try {
            Kept meanwhile = entries.getIfPresent(question);
            Lookup answer = isFresh(meanwhile) ? meanwhile.answer() : asked(question, asking, flushes.get());
            mine.complete(answer);
            return answer;
        } finally {
            underWay.remove(question, mine);
            mine.complete(new Lookup.Unavailable("table " + table + " could not be asked")); // if something was thrown
        }
    }

    private Lookup await(CompletableFuture<Lookup> others) {
        try {
            return others.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return new Lookup.Unavailable("table " + table + " has not answered another look-up of the key");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Lookup.Unavailable("table " + table + " had not answered when the router stopped waiting");
        }
    }

    private Lookup asked(Question question, Supplier<Lookup> asking, int flushesBefore) {
        if (!breaker.mayAsk()) {
            return new Lookup.Unavailable("table " + table + " does not answer now: " + breaker.down().orElse("it was tried"));
        }
        Lookup answer = new Lookup.Unavailable("table " + table + " gave no answer");
        long begin = System.nanoTime();
        try {
            answer = asking.get();
        } finally {
            counts.asked(System.nanoTime() - begin);
            if (answer instanceof Lookup.Unavailable unavailable) {
                breaker.failed(question, unavailable.reason());
            } else {
                breaker.answered();
            }
        }
        if (!(answer instanceof Lookup.Unavailable) && !fresh(answer).isZero() && flushesBefore == flushes.get()) {
            entries.put(question, new Kept(answer, nanos.getAsLong()));
            counts.kept(entries.estimatedSize());
        }
        return answer;
    }

    /** How long the answer is kept already that {@link #lookup} would give now without asking; empty if it would ask. */
    public Optional<Duration> age(String key, List<String> arguments) {
        Kept kept = entries.getIfPresent(new Question(key, arguments));
        return isFresh(kept) ? Optional.of(age(kept)) : Optional.empty();
    }

    /** Forgets all answers; what a table is asked now is not kept either. */
    long flush() {
        flushes.incrementAndGet();
        entries.cleanUp();
        long there = entries.estimatedSize();
        entries.invalidateAll();
        counts.kept(0);
        return there;
    }

    CacheState state() {
        entries.cleanUp();
        Optional<Duration> oldest = entries.asMap().values().stream().map(this::age).max(Duration::compareTo);
        return new CacheState(table, source, entries.estimatedSize(), settings.entries(), settings.found(), settings.absent(),
                oldest, counts.hits(), counts.misses(), counts.unavailable(), counts.stales(), breaker.down());
    }
}
