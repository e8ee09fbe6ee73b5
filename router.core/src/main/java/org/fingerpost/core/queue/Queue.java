package org.fingerpost.core.queue;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.fingerpost.api.instance.DaemonThreads;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.Origin;
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
 * thread {@code queue-scheduler} hands jobs that are due to the workers, at most {@code maxActive} at a time, and sleeps until the next one is.
 *
 * <p>Nothing that goes wrong here loses a job: it stays in the store, and in the index with a later due time.
 */
public final class Queue implements Intake, MailerArrival, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Queue.class);

    /** New jobs that may be kept in memory until their first attempt. */
    private static final int MAX_FRESH = 1000;
    /** After trouble on our own side a job is left alone for so long. */
    private static final Duration OWN_TROUBLE = Duration.ofMinutes(1);
    /** Between two tries to store what has become of a message: until then it is in memory only. */
    private static final Duration NOT_KEPT = Duration.ofSeconds(10);
    private static final Duration CLOSING = Duration.ofSeconds(10);
    /** The status of a deferral that ends when the mailer comes: see {@code Dispatcher}. */
    public static final String MAILER_ABSENT = "4.3.5";

    /** A round whose result the store did not take. */
    private record NotKept(Round round, Instant again) {
    }

    private final QueueStore store;
    private final JobWork work;
    private final Clock clock;
    private final int maxActive;
    private final ThreadPoolExecutor workers;
    private final Thread scheduler;

    private final Round.Ending endings = new Endings();
    private final Object lock = new Object();
    private final QueueIndex index = new QueueIndex();
    /** In the order of their times; each counts as active. */
    private final java.util.Queue<NotKept> notKept = new ArrayDeque<>();
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
        this.workers = new ThreadPoolExecutor(workerThreads, workerThreads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                new DaemonThreads("queue-worker"));
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
        workers.prestartAllCoreThreads(); // so that a machine without room for another thread later costs us none
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
            logAccepted(job);
            synchronized (lock) {
                boolean keep = fresh < MAX_FRESH;
                fresh += keep ? 1 : 0;
                index.addFresh(job, keep);
                lock.notifyAll();
            }
        });
    }

    private static void logAccepted(Job job) {
        Origin origin = job.origin();
        MailLog.event(job.id(), "accepted", "from", job.sender(), "nrcpts", job.recipients().size(), "size", job.bodySize(),
                "proto", origin.protocol(), "client", origin.address().isEmpty() ? null : origin.address(),
                "user", origin.user().isEmpty() ? null : origin.user(),
                "msgid", job.header().first("Message-Id").map(HeaderField::value).orElse(null));
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
            for (Runnable task = awaitDue(); task != null; task = awaitDue()) {
                workers.execute(task);
            }
        } catch (InterruptedException e) {
            LOG.debug("the queue's scheduler ends");
        } catch (RuntimeException | Error e) {
            LOG.error("the queue's scheduler has died; restart the router", e);
            throw e;
        }
    }

    /** Waits for work; null when the queue is closed. */
    private Runnable awaitDue() throws InterruptedException {
        synchronized (lock) {
            while (!closed) {
                Instant now = clock.instant();
                if (!notKept.isEmpty() && !notKept.peek().again().isAfter(now)) {
                    return notKept.remove().round()::keep;
                }
                Optional<QueueIndex.Entry> due = active < maxActive ? index.takeDue(now) : Optional.empty();
                if (due.isPresent()) {
                    active++;
                    Round round = new Round(due.get(), arrivals, store, work, endings);
                    return () -> begin(round);
                }
                lock.wait(untilNext(now));
            }
            return null;
        }
    }

    /** Milliseconds, 0 for ever. */
    private long untilNext(Instant now) {
        Optional<Instant> again = Optional.ofNullable(notKept.peek()).map(NotKept::again);
        Optional<Instant> due = active < maxActive ? index.firstDue() : Optional.empty();
        return Stream.concat(again.stream(), due.stream()).min(Comparator.naturalOrder())
                .map(next -> Math.max(1, Duration.between(now, next).toMillis())).orElse(0L);
    }

    private void begin(Round round) {
        QueueIndex.Entry entry = round.entry();
        try {
            Optional<Job> job = job(entry);
            if (job.isEmpty()) {
                gone(entry);
            } else if (job.get().held()) {
                putBack(entry.id(), Instant.EPOCH);
            } else if (job.get().isDone()) {
                round.keep(job.get());
            } else {
                round.run(dueNow(job.get()));
            }
        } catch (Throwable e) { // whatever it is: the worker goes on, and the job does not stay active for ever
            endings.failed(round, e);
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

    private final class Endings implements Round.Ending {

        @Override
        public void kept(Round round) {
            Job after = round.result();
            if (round.unreported() != null) {
                LOG.error("the failure of message {} could not be reported to its sender; this is tried again in {} s", after.id(),
                        OWN_TROUBLE.toSeconds(), round.unreported());
                after = notBefore(after, clock.instant().plus(OWN_TROUBLE));
            }
            synchronized (lock) {
                if (after.isDone()) {
                    index.remove(after.id());
                } else {
                    QueueIndex.Entry back = index.put(after, waitsForMailer(after));
                    if (waitsForMailer(after) && arrivals != round.arrivalsBefore()) {
                        index.hasten(back, clock.instant());
                    }
                }
                inactive();
            }
            if (after.isDone()) {
                MailLog.event(after.id(), "removed", "delay", Duration.between(after.arrived(), clock.instant()).toSeconds() + "s");
            }
        }

        /** The job stays active, and counts as such: what a full disk makes us remember has the bound of what may be active. */
        @Override
        public void notKept(Round round, Throwable why) {
            LOG.error("what has become of message {} cannot be stored; it is remembered and stored as soon as possible", round.entry().id(), why);
            synchronized (lock) {
                if (closed) {
                    inactive();
                } else {
                    notKept.add(new NotKept(round, clock.instant().plus(NOT_KEPT)));
                    lock.notifyAll();
                }
            }
        }

        /** The job is as the store has it; it comes up again later. */
        @Override
        public void failed(Round round, Throwable why) {
            LOG.error("message {} is left alone for {} s after trouble of our own", round.entry().id(), OWN_TROUBLE.toSeconds(), why);
            putBack(round.entry().id(), clock.instant().plus(OWN_TROUBLE));
        }
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
        Optional<Job> stored;
        try {
            stored = store.load(id);
        } catch (IOException | RuntimeException e) {
            // It may be a lack of file descriptors: nothing that lets us forget the message.
            LOG.error("message {} cannot be read from the queue; this is tried again in {} s", id, OWN_TROUBLE.toSeconds(), e);
            synchronized (lock) {
                index.putUnread(id, clock.instant().plus(OWN_TROUBLE));
                inactive();
            }
            return;
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
        List<NotKept> last;
        synchronized (lock) {
            closed = true;
            last = List.copyOf(notKept);
            notKept.clear();
            lock.notifyAll();
        }
        last.forEach(left -> left.round().keep());
        synchronized (lock) {
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
