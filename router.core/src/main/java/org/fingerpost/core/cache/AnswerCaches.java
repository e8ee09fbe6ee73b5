package org.fingerpost.core.cache;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import org.fingerpost.api.table.CacheState;
import org.fingerpost.api.table.TableCaches;

/** The caches of all tables. Any thread; the monitor guards which there are. */
public final class AnswerCaches implements TableCaches {

    private static final class Shared {

        private final AnswerCache cache;
        private int users;

        Shared(AnswerCache cache) {
            this.cache = cache;
        }
    }

    private final LongSupplier nanos;
    private final Map<Object, Shared> caches = new HashMap<>();

    public AnswerCaches() {
        this(System::nanoTime);
    }

    /** @param nanos the time that passes */
    public AnswerCaches(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * The cache of a table, to be {@linkplain #release released}.
     *
     * @param identity what makes it the same table with the same answers
     * @param source   who answers, for people
     */
    public synchronized AnswerCache use(Object identity, String table, String source, CacheSettings settings) {
        Shared shared = caches.computeIfAbsent(identity, i -> new Shared(new AnswerCache(table, source, settings, nanos)));
        shared.users++;
        return shared.cache;
    }

    /** Ends one use; after the last one the answers are forgotten. */
    public synchronized void release(Object identity) {
        Shared shared = caches.get(identity);
        if (shared != null && --shared.users == 0) {
            caches.remove(identity);
            shared.cache.flush();
        }
    }

    private synchronized List<AnswerCache> all() {
        return caches.values().stream().map(shared -> shared.cache).toList();
    }

    @Override
    public List<CacheState> read() {
        List<CacheState> states = new ArrayList<>();
        all().forEach(cache -> states.add(cache.state()));
        states.sort(Comparator.comparing(CacheState::table));
        return states;
    }

    @Override
    public long flush(String table) {
        List<AnswerCache> named = all().stream()
                .filter(cache -> table.isEmpty() || cache.table().equalsIgnoreCase(table)).toList();
        return named.isEmpty() ? -1 : named.stream().mapToLong(AnswerCache::flush).sum();
    }
}
