package org.fingerpost.core.destination;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a destination is treated. Immutable.
 *
 * @param name        of the file that says so, for the log: {@code queue} for what applies to all
 * @param concurrency attempts at once, at least one
 * @param rate        attempts that may begin in some time; empty for any number
 * @param retry       when mail for it is tried again
 * @param own         times for this destination alone: they come before those of the policy
 * @param general     times for all; they have each class
 * @param ofMailers   what only mailers can read, each key with the name of its mailer before it
 */
public record DestinationSettings(String name, int concurrency, Optional<Rate> rate, RetrySchedule retry, QueueTimeouts own,
        QueueTimeouts general, Map<String, String> ofMailers) {

    public DestinationSettings {
        ofMailers = Map.copyOf(ofMailers);
    }

    /** One without anything for mailers. */
    public DestinationSettings(String name, int concurrency, Optional<Rate> rate, RetrySchedule retry, QueueTimeouts own,
            QueueTimeouts general) {
        this(name, concurrency, rate, retry, own, general, Map.of());
    }

    /**
     * What is said for a mailer, by its whole keys.
     *
     * @param service the mailer's own name, as {@code smtp}: not that of its definition in the policy
     */
    public Map<String, String> of(String service) {
        return ofMailers.isEmpty() ? ofMailers : ofMailers.entrySet().stream()
                .filter(each -> each.getKey().startsWith(service + "."))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

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
