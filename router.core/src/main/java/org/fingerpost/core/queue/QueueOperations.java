package org.fingerpost.core.queue;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Hold;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.QueueControl;
import org.fingerpost.api.queue.QueueStore;
import org.fingerpost.core.log.MailLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator's hands on the queue. A job is changed only while nobody works on it. Any thread. */
public final class QueueOperations implements QueueControl {

    private static final Logger LOG = LoggerFactory.getLogger(QueueOperations.class);

    /** For one change to reach the disk. */
    private static final long PATIENCE_SECONDS = 30;

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
    public Stream<Entry> list() {
        return Arrays.stream(schedule.ids()).map(this::show).flatMap(Optional::stream);
    }

    @Override
    public Optional<Entry> show(QueueId id) {
        try {
            Optional<Job> job = store.load(id);
            job.ifPresent(schedule::recover); // one of an earlier run may not have been taken up yet
            return job.flatMap(j -> schedule.isActive(id).map(active -> new Entry(j, active)));
        } catch (IOException e) {
            LOG.error("message {} cannot be read from the queue", id, e);
            return Optional.empty();
        }
    }

    @Override
    public int retry(BiPredicate<Job, JobRecipient> wanted) {
        int count = 0;
        for (Iterator<Entry> entries = list().iterator(); entries.hasNext();) {
            Entry entry = entries.next();
            int ofJob = entry.active() || entry.job().held() ? 0
                    : (int) entry.job().pending().filter(r -> wanted.test(entry.job(), r)).count();
            if (ofJob > 0) {
                schedule.hasten(entry.job().id());
            }
            count += ofJob;
        }
        return count;
    }

    @Override
    public boolean hold(QueueId id) {
        return change(id, job -> store.update(job.withHold(new Hold(clock.instant(), "operator", ""))));
    }

    @Override
    public boolean release(QueueId id) {
        Instant now = clock.instant();
        return change(id, job -> store.update(job.released().mapRecipients(r -> r.isPending() ? r.dueAt(now) : r)));
    }

    @Override
    public boolean remove(QueueId id) {
        boolean removed = change(id, job -> store.remove(id));
        if (removed) {
            MailLog.event(id, "removed", "by", "operator");
        }
        return removed;
    }

    private boolean change(QueueId id, Function<Job, CompletionStage<Void>> change) {
        if (show(id).isEmpty() || !schedule.acquire(id)) {
            return false;
        }
        try {
            Optional<Job> job = store.load(id);
            if (job.isPresent()) {
                change.apply(job.get()).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            return job.isPresent();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.error("message {} cannot be changed", id, e);
        } finally {
            queue.putBack(id, Instant.EPOCH);
        }
        return false;
    }
}
