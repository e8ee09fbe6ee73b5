package org.fingerpost.core.destination;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A time by class of message, as far as one place has said.
 *
 * @param any     for each class that is not named
 * @param byClass for those that are
 */
public record Timeouts(Optional<Duration> any, Map<TimeoutClass, Duration> byClass) {

    public static final Timeouts NONE = new Timeouts(Optional.empty(), Map.of());

    public Timeouts {
        byClass = Map.copyOf(byClass);
    }

    /** The same for all. */
    public static Timeouts of(Duration any) {
        return new Timeouts(Optional.of(any), Map.of());
    }

    /** Empty if nothing is said of the class. */
    public Optional<Duration> of(TimeoutClass timeoutClass) {
        Duration own = byClass.get(timeoutClass);
        return own != null ? Optional.of(own) : any;
    }
}
