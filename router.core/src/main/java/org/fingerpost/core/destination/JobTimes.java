package org.fingerpost.core.destination;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.Via;

/**
 * When what is done for the recipients of one message during one round of work: each by its own destination, all by the class of
 * the message. A recipient that has had no way yet is treated as one of any destination. Any thread.
 */
public final class JobTimes {

    /** What fails in one round comes back together, unless so large a part of the delay is over. */
    private static final double CLOSE = 0.2;
    private static final Via NO_WAY = new Via("", "");

    private record Step(RetrySchedule schedule, int attempts) {
    }

    private final Job job;
    private final SettingsByDestination settings;
    private final QueueTimeouts policy;
    private final Supplier<TimeoutClass> classifier;
    /** Once it has been asked. */
    private volatile TimeoutClass timeoutClass;
    private final Map<Step, Instant> planned = new HashMap<>();

    /** @param classifier says the class of the message; asked once, when it is needed */
    public JobTimes(Job job, SettingsByDestination settings, QueueTimeouts policy, Supplier<TimeoutClass> classifier) {
        this.job = job;
        this.settings = settings;
        this.policy = policy;
        this.classifier = classifier;
    }

    /**
     * When a recipient that is deferred now is tried again: at the latest when its time is over.
     *
     * @param attempts that have been begun
     */
    public Instant again(JobRecipient recipient, int attempts, Instant now) {
        Instant next = planned(settings(recipient).retry(), Math.max(1, attempts), now);
        Instant end = end(recipient);
        return now.isBefore(end) && end.isBefore(next) ? end : next;
    }

    private Instant planned(RetrySchedule schedule, int attempts, Instant now) {
        Duration least = Duration.ofMillis((long) (schedule.nominal(attempts).toMillis() * (1 - CLOSE)));
        synchronized (planned) {
            return planned.compute(new Step(schedule, attempts), (step, before) ->
                    before != null && !before.isBefore(now.plus(least)) ? before : schedule.next(now, attempts));
        }
    }

    /** When a recipient that has never been reached is returned. */
    public Instant end(JobRecipient recipient) {
        return job.arrived().plus(lifetime(recipient));
    }

    /** How long a recipient is tried at most. */
    public Duration lifetime(JobRecipient recipient) {
        return settings(recipient).lifetime(timeoutClass(), policy);
    }

    /** When something is to be done for a recipient even if nothing is tried: its sender is warned, or it is returned. */
    public Instant limit(JobRecipient recipient, Instant now) {
        Instant end = end(recipient);
        Duration warning = settings(recipient).warning(timeoutClass(), policy);
        Instant late = job.arrived().plus(warning);
        return !warning.isZero() && !job.warned() && late.isAfter(now) && late.isBefore(end) ? late : end;
    }

    /** Whether the sender should know that a recipient takes long. */
    public boolean isLate(JobRecipient recipient, Instant now) {
        Duration warning = settings(recipient).warning(timeoutClass(), policy);
        return !warning.isZero() && !job.arrived().plus(warning).isAfter(now);
    }

    private TimeoutClass timeoutClass() {
        TimeoutClass known = timeoutClass;
        if (known == null) {
            known = classifier.get();
            timeoutClass = known;
        }
        return known;
    }

    private DestinationSettings settings(JobRecipient recipient) {
        Via way = recipient.via().orElse(NO_WAY);
        return settings.of(way.mailer(), way.host());
    }
}
