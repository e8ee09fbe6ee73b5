package org.fingerpost.table.passwd;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Answers of the name service, kept for a while; of too many the ones go that were asked for longest ago. Any thread. */
final class Recent {

    static final int MAX_ENTRIES = 10_000;

    private record Answer(Optional<Entry> entry, long expires) {
    }

    private final long keepNanos;
    private final LongSupplier nanoTime;
    private final Map<Question, Answer> answers = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Answer> eldest) {
            return size() > MAX_ENTRIES;
        }
    };

    /** @param nanoTime a clock as {@link System#nanoTime} */
    Recent(Duration keep, LongSupplier nanoTime) {
        this.keepNanos = keep.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Null if nobody has asked lately; empty if the answer was that there is no such entry. */
    synchronized Optional<Entry> get(Question question) {
        Answer answer = answers.get(question);
        return answer == null || nanoTime.getAsLong() - answer.expires >= 0 ? null : answer.entry;
    }

    synchronized void put(Question question, Optional<Entry> entry) {
        answers.put(question, new Answer(entry, nanoTime.getAsLong() + keepNanos));
    }
}
