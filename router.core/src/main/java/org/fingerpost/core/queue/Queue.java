package org.fingerpost.core.queue;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.instance.DaemonThreads;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.Draft;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.QueueStore;
import org.fingerpost.core.log.MailLog;
import org.fingerpost.core.services.MailerArrival;
import org.fingerpost.core.submit.Intake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue. Its lock guards the index; a job itself belongs to whoever has it active: a worker, or an operator's command. The
 * thread {@code queue} hands jobs that are due to the workers, at most {@code maxActive} at a time, and sleeps until the next one is.
 *
 * <p>Nothing that goes wrong here loses a job: it stays in the store, and in the index with a later due time.
 */
public final class Queue implements Intake, MailerArrival, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Queue.class);

    /** New jobs that may be kept in memory until their first attempt. */
    private static final int MAX_FRESH = 1000;
    /** After trouble on our own side a job is left alone for so long. */
    private static final Duration OWN_TROUBLE = Duration.ofMinutes(1);
    private static final Duration CLOSING = Duration.ofSeconds(10);
    /** The status of a deferral that ends when the mailer comes: see {@code Dispatcher}. */
    public static final String MAILER_ABSENT = "4.3.5";

    private final QueueStore store;
    private final JobWork work;
    private final Clock clock;
    private final int maxActive;
    private final ExecutorService workers;
    private final Thread scheduler;

    private final Object lock = new Object();
    private final QueueIndex index = new QueueIndex();
    private int active;
    private int fresh;
    /** Counts mailers that came: one that comes while a job is active may be the one that it was deferred for. */
    private long arrivals;
    private boolean closed;

    public Queue(QueueStore store, JobWork work, Clock clock, int workerThreads, int maxActive) {
        this.store = store;
        this.work = work;
        this.clock = clock;
        this.maxActive = maxActive;
        this.workers = Executors.newFixedThreadPool(workerThreads, new DaemonThreads("queue-worker"));
        this.scheduler = new DaemonThreads("queue-scheduler").newThread(this::schedule);
    }

    /** Takes up what is in the store and begins to work. */
    public void open() throws IOException {
        store.recover(job -> {
            synchronized (lock) {
                index.put(job, waitsForMailer(job));
            }
        });
        LOG.info("the queue is open with {} messages", size());
        scheduler.start();
    }

    // ---- what comes in

    @Override
    public Draft create() throws IOException {
        return store.create();
    }

    @Override
    public CompletionStage<Void> commit(Draft draft, Job job) {
        return draft.commit(job).thenRun(() -> {
            synchronized (lock) {
                boolean keep = fresh < MAX_FRESH;
                fresh += keep ? 1 : 0;
                index.addFresh(job, keep);
                lock.notifyAll();
            }
        });
    }

    @Override
    public void mailerArrived(String name) {
        synchronized (lock) {
            arrivals++;
            Instant now = clock.instant();
            index.waitingForMailer().forEach(entry -> index.hasten(entry, now));
            lock.notifyAll();
        }
    }

    // ---- what is due

    private void schedule() {
        try {
            while (true) {
                QueueIndex.Entry entry;
                long arrivalsBefore;
                synchronized (lock) {
                    entry = awaitDue();
                    if (entry == null) {
                        return;
                    }
                    active++;
                    arrivalsBefore = arrivals;
                }
                workers.execute(() -> begin(entry, arrivalsBefore));
            }
        } catch (InterruptedException e) {
            LOG.debug("the queue's scheduler ends");
        } catch (RuntimeException | Error e) {
            LOG.error("the queue's scheduler has died; restart the router", e);
            throw e;
        }
    }

    /** Waits under the lock; null when the queue is closed. */
    private QueueIndex.Entry awaitDue() throws InterruptedException {
        while (!closed) {
            Instant now = clock.instant();
            Optional<QueueIndex.Entry> due = active < maxActive ? index.takeDue(now) : Optional.empty();
            if (due.isPresent()) {
                return due.get();
            }
            long wait = active >= maxActive ? 0
                    : index.firstDue().map(first -> Math.max(1, Duration.between(now, first).toMillis())).orElse(0L);
            lock.wait(wait);
        }
        return null;
    }

    private void begin(QueueIndex.Entry entry, long arrivalsBefore) {
        try {
            Optional<Job> job = job(entry);
            if (job.isEmpty()) {
                gone(entry);
                return;
            }
            work.work(dueNow(job.get()), store::update)
                    .thenCompose(work::report)
                    .thenCompose(after -> (after.isDone() ? store.remove(after.id()) : store.update(after)).thenApply(done -> after))
                    .whenComplete((after, trouble) -> settle(entry, job.get(), after, trouble, arrivalsBefore));
        } catch (Exception | LinkageError | StackOverflowError e) {
            ownTrouble(entry, e);
        }
    }

    private Optional<Job> job(QueueIndex.Entry entry) throws IOException {
        Job kept;
        synchronized (lock) {
            kept = entry.takeFresh();
            fresh -= kept == null ? 0 : 1;
        }
        return kept != null ? Optional.of(kept) : store.load(entry.id());
    }

    /** The index may have brought the job forward: then all that waits is due. */
    private Job dueNow(Job job) {
        Instant now = clock.instant();
        boolean anyDue = job.nextAttempt().filter(next -> !next.isAfter(now)).isPresent();
        return anyDue ? job : job.mapRecipients(r -> r.isPending() ? r.dueAt(now) : r);
    }

    private void settle(QueueIndex.Entry entry, Job before, Job after, Throwable trouble, long arrivalsBefore) {
        if (trouble != null) {
            ownTrouble(entry, trouble);
            return;
        }
        synchronized (lock) {
            if (after.isDone()) {
                index.remove(after.id());
            } else {
                QueueIndex.Entry back = index.put(after, waitsForMailer(after));
                if (waitsForMailer(after) && arrivals != arrivalsBefore) {
                    index.hasten(back, clock.instant());
                }
            }
            inactive();
        }
        if (after.isDone()) {
            MailLog.event(after.id(), "removed", "delay", Duration.between(after.arrived(), clock.instant()).toSeconds() + "s");
        }
    }

    /** The job is as the store has it; it comes up again later. */
    private void ownTrouble(QueueIndex.Entry entry, Throwable trouble) {
        LOG.error("message {} is left alone for {} s after trouble of our own", entry.id(), OWN_TROUBLE.toSeconds(), trouble);
        putBack(entry.id(), clock.instant().plus(OWN_TROUBLE));
    }

    private void gone(QueueIndex.Entry entry) {
        LOG.error("message {} has gone from the store", entry.id());
        synchronized (lock) {
            index.remove(entry.id());
            inactive();
        }
    }

    private void inactive() {
        active--;
        lock.notifyAll();
    }

    private static boolean waitsForMailer(Job job) {
        return job.pending().anyMatch(r -> r.lastOutcome().map(Outcome::status).filter(s -> s.toString().equals(MAILER_ABSENT)).isPresent());
    }

    // ---- what an operator does: see QueueOperations

    List<QueueId> ids() {
        synchronized (lock) {
            return index.ids();
        }
    }

    int size() {
        synchronized (lock) {
            return index.size();
        }
    }

    /** Whether the job is being worked on; empty if there is no such job. */
    Optional<Boolean> isActive(QueueId id) {
        synchronized (lock) {
            return index.find(id).map(QueueIndex.Entry::isActive);
        }
    }

    /** Makes a waiting job due now. */
    void hasten(QueueId id) {
        synchronized (lock) {
            index.find(id).ifPresent(entry -> index.hasten(entry, clock.instant()));
            lock.notifyAll();
        }
    }

    /** Makes the caller the owner of a job that nobody works on, until it is {@link #putBack}. */
    boolean acquire(QueueId id) {
        synchronized (lock) {
            Optional<QueueIndex.Entry> entry = index.find(id).filter(e -> !e.isActive());
            entry.ifPresent(e -> {
                fresh -= e.takeFresh() == null ? 0 : 1;
                index.activate(e);
                active++;
            });
            return entry.isPresent();
        }
    }

    /** Ends an ownership: from now on the index says what the store says, and nothing is due before {@code earliest}. */
    void putBack(QueueId id, Instant earliest) {
        Optional<Job> stored = Optional.empty();
        try {
            stored = store.load(id);
        } catch (IOException | RuntimeException e) {
            LOG.error("message {} cannot be read from the queue; it is looked at again when the router starts", id, e);
        }
        synchronized (lock) {
            stored.ifPresentOrElse(job -> index.put(notBefore(job, earliest), waitsForMailer(job)), () -> index.remove(id));
            inactive();
        }
    }

    private static Job notBefore(Job job, Instant earliest) {
        return job.mapRecipients(r -> r.isOpen() && r.nextAttempt().isBefore(earliest) ? r.dueAt(earliest) : r);
    }

    /** Ends: no new attempts; those under way have a little time. What they do not finish is done again after the next start. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
            long end = System.nanoTime() + CLOSING.toNanos();
            while (active > 0 && System.nanoTime() < end) {
                try {
                    TimeUnit.NANOSECONDS.timedWait(lock, end - System.nanoTime());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    break;
                }
            }
            LOG.info("the queue is closed with {} messages, {} of them being worked on", index.size(), active);
        }
        workers.shutdown();
    }
}
