package org.fingerpost.table.passwd;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Answers of the name service, kept for a while; of too many the ones go that were asked for longest ago. Any thread. */
final class Recent {

    static final int MAX_ENTRIES = 10_000;

    private record Answer(Optional<Account> account, long expires) {
    }

    private final long keepNanos;
    private final LongSupplier nanoTime;
    private final Map<String, Answer> answers = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
            return size() > MAX_ENTRIES;
        }
    };

    /** @param nanoTime a clock as {@link System#nanoTime} */
    Recent(Duration keep, LongSupplier nanoTime) {
        this.keepNanos = keep.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Null if nobody has asked lately; empty if the answer was that there is no such account. */
    synchronized Optional<Account> get(String name) {
        Answer answer = answers.get(name);
        return answer == null || nanoTime.getAsLong() - answer.expires >= 0 ? null : answer.account;
    }

    synchronized void put(String name, Optional<Account> account) {
        answers.put(name, new Answer(account, nanoTime.getAsLong() + keepNanos));
    }
}
