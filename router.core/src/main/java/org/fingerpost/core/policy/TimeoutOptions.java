package org.fingerpost.core.policy;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.fingerpost.api.policy.Policy;
import org.fingerpost.core.destination.QueueTimeouts;
import org.fingerpost.core.destination.TimeoutClass;
import org.fingerpost.core.destination.Timeouts;

/**
 * The options {@code Timeout.queuewarn} and {@code Timeout.queuereturn}, each for all classes of messages or for one:
 * {@code Timeout.queuereturn.urgent}.
 */
final class TimeoutOptions {

    private TimeoutOptions() {
    }

    /** A warning time of zero is never; numbers without a unit are hours there, days until the return. */
    static QueueTimeouts of(Policy policy) {
        return new QueueTimeouts(read(policy, "Timeout.queuewarn", "h", time -> true),
                read(policy, "Timeout.queuereturn", "d", time -> !time.isZero()));
    }

    private static Timeouts read(Policy policy, String option, String unit, Predicate<Duration> usable) {
        Map<TimeoutClass, Duration> byClass = new EnumMap<>(TimeoutClass.class);
        for (TimeoutClass each : TimeoutClass.values()) {
            time(policy, option + "." + each.word(), unit).filter(usable).ifPresent(time -> byClass.put(each, time));
        }
        return new Timeouts(time(policy, option, unit).filter(usable), byClass);
    }

    private static Optional<Duration> time(Policy policy, String option, String unit) {
        return policy.option(option).flatMap(text -> OptionTime.parse(text, unit));
    }
}
