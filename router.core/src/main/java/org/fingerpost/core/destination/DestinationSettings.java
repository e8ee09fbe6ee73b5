package org.fingerpost.core.destination;

import java.time.Duration;
import java.util.Optional;

/**
 * How a destination is treated. Immutable.
 *
 * @param name        of the file that says so, for the log: {@code queue} for what applies to all
 * @param concurrency attempts at once, at least one
 * @param rate        attempts that may begin in some time; empty for any number
 * @param retry       when mail for it is tried again
 * @param own         times for this destination alone: they come before those of the policy
 * @param general     times for all; they have each class
 */
public record DestinationSettings(String name, int concurrency, Optional<Rate> rate, RetrySchedule retry, QueueTimeouts own,
        QueueTimeouts general) {

    /** After this a sender is told, once, that a recipient has not been reached yet; zero for never. */
    public Duration warning(TimeoutClass timeoutClass, QueueTimeouts policy) {
        return own.warning().of(timeoutClass).or(() -> policy.warning().of(timeoutClass))
                .or(() -> general.warning().of(timeoutClass)).orElse(Duration.ZERO);
    }

    /** After this a recipient that has never been reached is returned. */
    public Duration lifetime(TimeoutClass timeoutClass, QueueTimeouts policy) {
        return own.lifetime().of(timeoutClass).or(() -> policy.lifetime().of(timeoutClass))
                .or(() -> general.lifetime().of(timeoutClass)).orElseThrow();
    }
}
