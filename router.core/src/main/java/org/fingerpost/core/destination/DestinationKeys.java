package org.fingerpost.core.destination;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one file says, as far as it does.
 *
 * @param name      of the file without its ending
 * @param ofMailers what only mailers can read
 */
record DestinationKeys(String name, DestinationPattern pattern, Optional<Integer> concurrency, Optional<Optional<Rate>> rate,
        Optional<List<Duration>> retry, QueueTimeouts timeouts, Map<String, String> ofMailers) {

    private static final int MOST = 10_000;

    /** @throws IllegalArgumentException with a message that quotes {@code text} and says what is expected */
    static int concurrency(String text) {
        if (!text.strip().matches("\\d{1,5}") || Integer.parseInt(text.strip()) < 1 || Integer.parseInt(text.strip()) > MOST) {
            throw new IllegalArgumentException("\"" + text + "\" where a number from 1 to " + MOST + " is expected");
        }
        return Integer.parseInt(text.strip());
    }

    /**
     * Empty for {@code none}.
     *
     * @throws IllegalArgumentException with a message that quotes {@code text} and says what is expected
     */
    static Optional<Rate> rate(String text) {
        return text.strip().equalsIgnoreCase("none") ? Optional.empty() : Optional.of(Rate.parse(text));
    }

    /** This, and for what it does not say what is said of all. */
    DestinationSettings over(DestinationSettings general) {
        return new DestinationSettings(name, concurrency.orElse(general.concurrency()), rate.orElse(general.rate()),
                retry.map(RetrySchedule::new).orElse(general.retry()), timeouts, general.general(), ofMailers);
    }
}
