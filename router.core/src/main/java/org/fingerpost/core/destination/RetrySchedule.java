package org.fingerpost.core.destination;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When a recipient is tried again.
 *
 * @param delays before the second, the third … attempt; the last one repeats
 */
public record RetrySchedule(List<Duration> delays) {

    /** Each delay is stretched or shortened by up to a tenth, so that what failed together does not come back together. */
    private static final double JITTER = 0.1;

    public RetrySchedule {
        if (delays.isEmpty()) {
            throw new IllegalArgumentException("at least one delay is expected");
        }
        delays = List.copyOf(delays);
    }

    /** @param attempts how many have been made; at least one */
    public Instant next(Instant now, int attempts) {
        return now.plus(delay(attempts));
    }

    /**
     * How long to wait, with jitter.
     *
     * @param failures in a row; at least one
     */
    public Duration delay(int failures) {
        double factor = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        return Duration.ofMillis((long) (nominal(failures).toMillis() * factor));
    }

    /** The same without jitter. */
    Duration nominal(int failures) {
        return delays.get(Math.min(Math.max(failures, 1), delays.size()) - 1);
    }
}
