package org.fingerpost.core.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a table is to be asked: one that has been unavailable for several keys in a row is down, and then one look-up at a time
 * tries it, with a pause between two. So an outage costs one look-up a second its time-out, not each. One key alone never takes a
 * table down: its entry may be what is wrong. Any thread; the monitor guards all of it.
 */
final class Breaker {

    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);
    private static final int FAILURES = 3;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String table;
    private final LongSupplier nanos;
    private int failures;
    private Object lastKey;
    private String reason = "";
    private long downSince;
    private boolean trying;
    private long tried;

    /** @param nanos the time that passes, as {@link System#nanoTime} */
    Breaker(String table, LongSupplier nanos) {
        this.table = table;
        this.nanos = nanos;
    }

    /** Whether the caller may ask now; then it says {@link #answered} or {@link #failed} afterwards, whatever happens. */
    synchronized boolean mayAsk() {
        if (!isDown()) {
            return true;
        }
        if (trying || nanos.getAsLong() - tried < PAUSE.toNanos()) {
            return false;
        }
        trying = true;
        return true;
    }

    synchronized void answered() {
        if (isDown()) {
            LOG.info("table {} answers again, after {} s", table, Duration.ofNanos(nanos.getAsLong() - downSince).toSeconds());
        }
        failures = 0;
        lastKey = null;
        trying = false;
    }

    /** @param why one line */
    synchronized void failed(Object key, String why) {
        boolean wasDown = isDown();
        if (!wasDown && !key.equals(lastKey)) {
            failures++;
        }
        lastKey = key;
        reason = why;
        trying = false;
        tried = nanos.getAsLong();
        if (isDown() && !wasDown) {
            downSince = tried;
            LOG.warn("table {} does not answer and is asked about once a second until it does: {}", table, why);
        }
    }

    private boolean isDown() {
        return failures >= FAILURES;
    }

    /** Why the table is down; empty if it is not. */
    synchronized Optional<String> down() {
        return isDown() ? Optional.of(reason) : Optional.empty();
    }
}
