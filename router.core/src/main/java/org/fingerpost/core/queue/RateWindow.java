package org.fingerpost.core.queue;

import java.util.Optional;

import org.fingerpost.core.destination.Rate;

/**
 * When the latest attempts began, so that in no stretch of time as long as the rate's there are more than it says. Times are
 * milliseconds since 1970. Not thread-safe.
 */
final class RateWindow {

    /** Of a higher rate a part is kept that has the same quotient. */
    private static final int MOST_KEPT = 10_000;

    /** A ring of as many as have been needed so far. */
    private long[] begun = {};
    private int oldest;
    private int size;

    /** The first moment, not before {@code now}, at which another attempt may begin. */
    long next(Optional<Rate> rate, long now) {
        if (rate.isEmpty() || size < most(rate.get())) {
            return now;
        }
        long last = begun[(oldest + size - most(rate.get())) % begun.length];
        return Math.max(now, last + millis(rate.get()));
    }

    void begin(Optional<Rate> rate, long now) {
        if (rate.isEmpty()) {
            size = 0;
            return;
        }
        while (size > 0 && (size >= most(rate.get()) || begun[oldest] + millis(rate.get()) <= now)) {
            oldest = (oldest + 1) % begun.length;
            size--;
        }
        if (size == begun.length) {
            grow();
        }
        begun[(oldest + size++) % begun.length] = now;
    }

    private void grow() {
        long[] grown = new long[Math.max(4, 2 * size)];
        for (int i = 0; i < size; i++) {
            grown[i] = begun[(oldest + i) % size];
        }
        begun = grown;
        oldest = 0;
    }

    private static int most(Rate rate) {
        return Math.min(rate.attempts(), MOST_KEPT);
    }

    private static long millis(Rate rate) {
        return Math.max(1, (long) (rate.time().toMillis() * ((double) most(rate) / rate.attempts())));
    }
}
