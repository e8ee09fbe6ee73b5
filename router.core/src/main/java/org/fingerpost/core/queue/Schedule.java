package org.fingerpost.core.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.Job;

/**
 * Which jobs there are, when each is due, and which are being worked on: at most so many at a time. Any thread; guarded by its
 * monitor.
 */
final class Schedule {

    /** New jobs that may be kept in memory until their first attempt. */
    private static final int MAX_FRESH = 1000;
    /** The status of a deferral that ends when the mailer comes: see {@code Dispatcher}. */
    static final String MAILER_ABSENT = "4.3.5";

    /** What is to be done next. */
    sealed interface Due {

        /**
         * A job is to be worked on; it now is active.
         *
         * @param fresh          the job, if it is new
         * @param arrivalsBefore how many mailers had come
         */
        record ToWork(QueueId id, Optional<Job> fresh, long arrivalsBefore) implements Due {
        }

        /** What came of a job is to be stored, after an earlier try failed. */
        record ToKeep(Round round) implements Due {
        }
    }

    /** A round whose result the store did not take. */
    private record NotKept(Round round, Instant again) {
    }

    private final Clock clock;
    private final int maxActive;
    private final QueueIndex index = new QueueIndex();
    /** In the order of their times; each counts as active. */
    private final Queue<NotKept> notKept = new ArrayDeque<>();
    private int active;
    /** Counts mailers that came: one that comes while a job is active may be the one that it was deferred for. */
    private long arrivals;
    private boolean closed;

    Schedule(Clock clock, int maxActive) {
        this.clock = clock;
        this.maxActive = maxActive;
    }

    // ---- what comes in

    /** Adds a new job. */
    synchronized void add(Job job) {
        index.addFresh(job, MAX_FRESH);
        notifyAll();
    }

    /** Adds a job of an earlier run. */
    synchronized void recover(Job job) {
        if (!index.contains(job.id())) {
            index.put(job, waitsForMailer(job));
            notifyAll();
        }
    }

    synchronized void mailerArrived() {
        arrivals++;
        index.hastenThoseThatWaitForMailer(clock.instant());
        notifyAll();
    }

    // ---- what is due

    /** Waits for work; empty when the schedule is closed. */
    synchronized Optional<Due> next() throws InterruptedException {
        while (!closed) {
            Instant now = clock.instant();
            if (!notKept.isEmpty() && !notKept.peek().again().isAfter(now)) {
                return Optional.of(new Due.ToKeep(notKept.remove().round()));
            }
            Optional<QueueId> due = active < maxActive ? index.takeDue(now) : Optional.empty();
            if (due.isPresent()) {
                active++;
                return due.map(id -> new Due.ToWork(id, index.takeFresh(id), arrivals));
            }
            wait(untilNext(now));
        }
        return Optional.empty();
    }

    /** Milliseconds, 0 for ever. */
    private long untilNext(Instant now) {
        Optional<Instant> again = Optional.ofNullable(notKept.peek()).map(NotKept::again);
        Optional<Instant> due = active < maxActive ? index.firstDue() : Optional.empty();
        return Stream.concat(again.stream(), due.stream()).min(Comparator.naturalOrder())
                .map(next -> Math.max(1, Duration.between(now, next).toMillis())).orElse(0L);
    }

    // ---- what becomes of an active job

    /** The store has what came of a round of work on it. */
    synchronized void done(Job after, long arrivalsBefore) {
        if (after.isDone()) {
            index.remove(after.id());
        } else {
            index.put(after, waitsForMailer(after));
            if (waitsForMailer(after) && arrivals != arrivalsBefore) {
                index.hasten(after.id(), clock.instant());
            }
        }
        inactive();
    }

    /**
     * The store did not take what came of it. It stays active: what a full disk makes us remember has the bound of what may be.
     */
    synchronized void keepLater(Round round, Instant again) {
        if (closed) {
            inactive();
        } else {
            notKept.add(new NotKept(round, again));
            notifyAll();
        }
    }

    /** It is as the store has it. */
    synchronized void putBack(Job job) {
        index.put(job, waitsForMailer(job));
        inactive();
    }

    /** What the store has cannot be read now. */
    synchronized void putBackUnread(QueueId id, Instant due) {
        index.putUnread(id, due);
        inactive();
    }

    /** The store no longer has it. */
    synchronized void forget(QueueId id) {
        index.remove(id);
        inactive();
    }

    private void inactive() {
        active--;
        notifyAll();
    }

    private static boolean waitsForMailer(Job job) {
        return job.pending().anyMatch(r -> r.lastOutcome().map(Outcome::status).filter(s -> s.toString().equals(MAILER_ABSENT))
                .isPresent());
    }

    // ---- what an operator does

    synchronized int active() {
        return active;
    }

    synchronized int size() {
        return index.size();
    }

    /** Some of the jobs, in the order of their ids: see {@link QueueIndex#idsAfter}. */
    synchronized List<QueueId> idsAfter(QueueId last, int most) {
        return index.idsAfter(last, most);
    }

    /** Whether the job is being worked on; empty if there is no such job. */
    synchronized Optional<Boolean> isActive(QueueId id) {
        return index.isActive(id);
    }

    /** Makes a waiting job due now. */
    synchronized void hasten(QueueId id) {
        index.hasten(id, clock.instant());
        notifyAll();
    }

    /** Makes the caller the owner of a job that nobody works on: it is active until it is put back. */
    synchronized boolean acquire(QueueId id) {
        boolean acquired = index.activate(id);
        if (acquired) {
            index.takeFresh(id);
            active++;
        }
        return acquired;
    }

    // ---- the end

    /** Gives nothing more to do. @return rounds that the store has not taken yet; they still are active */
    synchronized List<Round> close() {
        closed = true;
        List<Round> left = notKept.stream().map(NotKept::round).toList();
        notKept.clear();
        notifyAll();
        return left;
    }

    /** Waits until nothing is active, or for so long. @return how many still are */
    synchronized int awaitIdle(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (active > 0 && System.nanoTime() < end) {
                TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return active;
    }
}
