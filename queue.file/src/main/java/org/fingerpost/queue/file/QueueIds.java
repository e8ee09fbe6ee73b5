package org.fingerpost.queue.file;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import org.fingerpost.api.mail.QueueId;

/**
 * Gives out ids of 16 digits and capital letters that sort by time: 9 for the milliseconds since 1970 (good until the year
 * 3084), 3 that count within one, 4 at random. The first twelve never repeat while the process lives, whatever the clock does;
 * the random ones tell processes apart that ran at the same time of a clock that was set back. Any thread.
 */
final class QueueIds {

    /** In ASCII order, without letters that are taken for digits or for each other. */
    private static final char[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final int BITS = 5;
    private static final int COUNTER_DIGITS = 3;
    private static final int RANDOM_DIGITS = 4;

    private final LongSupplier clock;
    private final AtomicLong last = new AtomicLong();

    /** @param clock milliseconds since 1970 */
    QueueIds(LongSupplier clock) {
        this.clock = clock;
    }

    QueueId next() {
        long now = clock.getAsLong() << COUNTER_DIGITS * BITS;
        long ordered = last.updateAndGet(before -> Math.max(before + 1, now));
        StringBuilder id = new StringBuilder(16);
        append(ordered, 9 + COUNTER_DIGITS, id);
        append(ThreadLocalRandom.current().nextLong(), RANDOM_DIGITS, id);
        return new QueueId(id.toString());
    }

    private static void append(long value, int digits, StringBuilder to) {
        for (int i = digits - 1; i >= 0; i--) {
            to.append(DIGITS[(int) (value >>> i * BITS) & DIGITS.length - 1]);
        }
    }
}
