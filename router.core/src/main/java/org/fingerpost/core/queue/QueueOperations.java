package org.fingerpost.core.queue;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterators;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.DestinationState;
import org.fingerpost.api.queue.Hold;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.api.queue.JobRecipient.Via;
import org.fingerpost.api.queue.QueueControl;
import org.fingerpost.api.queue.QueueStore;
import org.fingerpost.api.queue.Selector;
import org.fingerpost.api.queue.Standing;
import org.fingerpost.core.log.MailLog;
import org.fingerpost.core.queue.Sweep.Storing;
import org.fingerpost.core.request.FutureRelease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator's hands on the queue. A job is changed only while nobody works on it. Any thread. */
public final class QueueOperations implements QueueControl {

    private static final Logger LOG = LoggerFactory.getLogger(QueueOperations.class);

    private final Queue queue;
    private final Schedule schedule;
    private final QueueStore store;
    private final Clock clock;

    public QueueOperations(Queue queue, QueueStore store, Clock clock) {
        this.queue = queue;
        this.schedule = queue.schedule();
        this.store = store;
        this.clock = clock;
    }

    @Override
    public int size() {
        return schedule.size();
    }

    @Override
    public boolean isComplete() {
        return queue.isComplete();
    }

    /** How many messages are being worked on. */
    public int active() {
        return schedule.active();
    }

    @Override
    public Stream<Entry> list(Selector which) {
        QueueIds ids = new QueueIds(schedule, which);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(ids, 0), false).filter(which::mayMatch)
                .map(this::show).flatMap(Optional::stream).filter(entry -> which.matches(entry.job()));
    }

    @Override
    public Optional<Entry> show(QueueId id) {
        try {
            Optional<Job> job = store.load(id);
            job.ifPresent(queue::recover); // one of an earlier run may not have been taken up yet
            return job.flatMap(j -> schedule.standing(id)
                    .map(standing -> new Entry(withWays(j, standing), standing, schedule.points(j))));
        } catch (IOException e) {
            LOG.error("message {} cannot be read from the queue", id, e);
            return Optional.empty();
        }
    }

    /**
     * What was routed and found no place has not been tried, so its recipients know no way; if all of it waits for one
     * destination, that is the way.
     */
    static Job withWays(Job job, Standing standing) {
        if (!(standing instanceof Standing.Waiting waiting) || waiting.destinations().size() != 1
                || waiting.destinations().get(0).way().mailer().isEmpty()) {
            return job;
        }
        Via way = waiting.destinations().get(0).way();
        return job.mapRecipients(r -> r.isPending() && r.via().isEmpty() ? r.withVia(way) : r);
    }

    @Override
    public List<DestinationState> destinations(int atMost) {
        return schedule.destinations().stream().sorted(Comparator.comparing(DestinationState::waiting).reversed()
                .thenComparing(state -> state.way().mailer()).thenComparing(state -> state.way().host())).limit(atMost).toList();
    }

    @Override
    public Tally hold(Selector which, Order order) {
        return sweep(which, order, job -> job.held() ? Optional.empty()
                : Optional.of(kept(job.withHold(new Hold(clock.instant(), order.by(), order.reason())), count(job),
                        () -> log(job, "held", order))));
    }

    @Override
    public Tally release(Selector which, Order order) {
        return sweep(which, order, job -> !job.held() ? Optional.empty()
                : Optional.of(kept(due(job.released()), count(job), () -> log(job, "released", order))));
    }

    @Override
    public Tally retry(Selector which, Order order) {
        return new Sweep(queue, store, which, order).hasten(job -> true, job -> log(job, "hastened", order));
    }

    @Override
    public Tally requeue(Selector which, Order order) {
        return sweep(which, order, job -> count(job) == 0 ? Optional.empty()
                : Optional.of(kept(job.afresh(clock.instant()), count(job), () -> log(job, "requeued", order))));
    }

    @Override
    public Tally remove(Selector which, Order order) {
        return sweep(which, order, job -> Optional.of(removed(job, which, order)));
    }

    /** Whoever did not want all of a message removed keeps the rest. */
    private Sweep.Result removed(Job job, Selector which, Order order) {
        List<JobRecipient> meant = which.recipients(job);
        if (!which.isAboutRecipients()) {
            return new Sweep.Result(job, Storing.REMOVE, meant.size(), () -> log(job, "removed", order));
        }
        Set<Integer> numbers = meant.stream().map(JobRecipient::number).collect(Collectors.toSet());
        Job left = job.mapRecipients(r -> numbers.contains(r.number()) ? r.withState(State.REMOVED) : r);
        return new Sweep.Result(left, left.isDone() ? Storing.REMOVE : Storing.UPDATE, meant.size(), () -> {
            meant.forEach(r -> MailLog.event(job.id(), "removed", "rcpt", "<" + r.display() + ">", "by", order.by(),
                    "reason", reason(order)));
            if (left.isDone()) {
                log(job, "removed", order);
            }
        });
    }

    private Tally sweep(Selector which, Order order, Sweep.Change change) {
        return new Sweep(queue, store, which, order).run(change);
    }

    private static Sweep.Result kept(Job job, int recipients, Runnable log) {
        return new Sweep.Result(job, Storing.UPDATE, recipients, log);
    }

    /** Now, or when its sender wants it to be let go. */
    private Job due(Job job) {
        Instant now = clock.instant();
        Instant time = FutureRelease.isHeld(job, now) ? FutureRelease.start(job) : now;
        return job.mapRecipients(r -> r.isOpen() ? r.dueAt(time) : r);
    }

    private static int count(Job job) {
        return (int) job.pending().count();
    }

    private static void log(Job job, String event, Order order) {
        MailLog.event(job.id(), event, "reason", reason(order), "by", order.by());
    }

    private static String reason(Order order) {
        return order.reason().isEmpty() ? null : order.reason();
    }
}
