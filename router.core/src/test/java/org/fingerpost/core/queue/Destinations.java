package org.fingerpost.core.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.fingerpost.core.destination.DestinationSettings;
import org.fingerpost.core.destination.QueueTimeouts;
import org.fingerpost.core.destination.Rate;
import org.fingerpost.core.destination.RetrySchedule;
import org.fingerpost.core.destination.SettingsByDestination;
import org.fingerpost.core.destination.Timeouts;

/** Settings for tests: tried again after 10 minutes, then each hour; warned of after 4 hours, returned after 5 days. */
public final class Destinations {

    private Destinations() {
    }

    public static SettingsByDestination of(int concurrency) {
        return of(concurrency, Optional.empty());
    }

    public static SettingsByDestination of(int concurrency, Optional<Rate> rate) {
        DestinationSettings settings = new DestinationSettings("queue", concurrency, rate,
                new RetrySchedule(List.of(Duration.ofMinutes(10), Duration.ofHours(1))), QueueTimeouts.NONE,
                new QueueTimeouts(Timeouts.of(Duration.ofHours(4)), Timeouts.of(Duration.ofDays(5))));
        return (mailer, host) -> settings;
    }
}
