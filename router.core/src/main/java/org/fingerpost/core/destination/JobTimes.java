package org.fingerpost.core.destination;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.fingerpost.api.instance.Durations;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.Via;
import org.fingerpost.core.request.DeliverBy;
import org.fingerpost.core.request.FutureRelease;

/**
 * When what is done for the recipients of one message during one round of work: each by its own destination, all by the class of
 * the message and by what its sender asked for. A recipient that has had no way yet is treated as one of any destination. Any
 * thread.
 */
public final class JobTimes {

    /** What fails in one round comes back together, unless so large a part of the delay is over. */
    private static final double CLOSE = 0.2;
    private static final Via NO_WAY = new Via("", "");

    private record Step(RetrySchedule schedule, int attempts) {
    }

    private final Job job;
    /** From when on anybody waits for it. */
    private final Instant start;
    /** After which it is of no use, if its sender said so. */
    private final Optional<Instant> deadline;
    /** When its sender wants to know that it takes longer, if he said so: then and not before. */
    private final Optional<Instant> notice;
    private final SettingsByDestination settings;
    private final QueueTimeouts policy;
    private final Supplier<TimeoutClass> classifier;
    /** Once it has been asked. */
    private volatile TimeoutClass timeoutClass;
    private final Map<Step, Instant> planned = new HashMap<>();

    /** @param classifier says the class of the message; asked once, when it is needed */
    public JobTimes(Job job, SettingsByDestination settings, QueueTimeouts policy, Supplier<TimeoutClass> classifier) {
        this.job = job;
        this.start = FutureRelease.start(job);
        this.deadline = DeliverBy.end(job);
        this.notice = DeliverBy.notice(job);
        this.settings = settings;
        this.policy = policy;
        this.classifier = classifier;
    }

    /**
     * When a recipient that is deferred now is tried again: at the latest when its time is over, or its sender wants to know.
     *
     * @param attempts that have been begun
     */
    public Instant again(JobRecipient recipient, int attempts, Instant now) {
        Instant next = planned(settings(recipient).retry(), Math.max(1, attempts), now);
        return within(recipient, next, now);
    }

    /** That time, or the end of a recipient's time or the moment when its sender wants to know, if they come before. */
    public Instant within(JobRecipient recipient, Instant then, Instant now) {
        return earlier(earlier(then, end(recipient), now), notice.filter(time -> !job.warned()).orElse(then), now);
    }

    /** That limit, if it is between now and then. */
    private static Instant earlier(Instant then, Instant limit, Instant now) {
        return now.isBefore(limit) && limit.isBefore(then) ? limit : then;
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
        Instant end = start.plus(lifetime(recipient));
        return deadline.filter(end::isAfter).orElse(end);
    }

    /** How long a recipient has at most, in words: what the sender has set is told as such. */
    public String patience(JobRecipient recipient) {
        boolean asked = deadline.isPresent() && end(recipient).equals(deadline.get());
        return Durations.format(Duration.between(start, end(recipient))) + (asked ? ", as its sender asked" : "");
    }

    /** Whether a recipient is not to be tried any more because its sender's time is over. */
    public boolean isPastDeadline(Instant now) {
        return deadline.filter(time -> !now.isBefore(time)).isPresent();
    }

    /** How long a recipient is tried at most. */
    Duration lifetime(JobRecipient recipient) {
        return settings(recipient).lifetime(timeoutClass(), policy);
    }

    /** When something is to be done for a recipient even if nothing is tried: its sender is warned, or it is returned. */
    public Instant limit(JobRecipient recipient, Instant now) {
        Instant end = end(recipient);
        return warning(recipient).filter(late -> !job.warned() && late.isAfter(now) && late.isBefore(end)).orElse(end);
    }

    /** Whether the sender should know that a recipient takes long. */
    public boolean isLate(JobRecipient recipient, Instant now) {
        return warning(recipient).filter(late -> !late.isAfter(now)).isPresent();
    }

    private Optional<Instant> warning(JobRecipient recipient) {
        Duration after = settings(recipient).warning(timeoutClass(), policy);
        return notice.or(() -> after.isZero() ? Optional.empty() : Optional.of(start.plus(after)));
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
