package org.fingerpost.core.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When a recipient is tried again, and when it has been tried for long enough.
 *
 * @param delays   before the second, the third … attempt; the last one repeats
 * @param warning  after this a sender is told that a recipient has not been reached yet; zero for never
 * @param lifetime after this a recipient that has never been reached is returned
 */
public record RetrySchedule(List<Duration> delays, Duration warning, Duration lifetime) {

    /** Each delay is stretched or shortened by up to a tenth, so that what failed together does not come back together. */
    private static final double JITTER = 0.1;

    public RetrySchedule {
        if (delays.isEmpty()) {
            throw new IllegalArgumentException("at least one delay is expected");
        }
        delays = List.copyOf(delays);
    }

    /** The same delays for another time. */
    public RetrySchedule withLifetime(Duration changed) {
        return new RetrySchedule(delays, warning, changed);
    }

    /** @param attempts how many have been made; at least one */
    public Instant next(Instant now, int attempts) {
        Duration delay = delays.get(Math.min(Math.max(attempts, 1), delays.size()) - 1);
        double factor = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        return now.plusMillis((long) (delay.toMillis() * factor));
    }

    /** Whether the sender should know that it takes long. */
    public boolean isLate(Instant arrived, Instant now) {
        return !warning.isZero() && !arrived.plus(warning).isAfter(now);
    }

    public boolean isExpired(Instant arrived, Instant now) {
        return arrived.plus(lifetime).isBefore(now);
    }
}
