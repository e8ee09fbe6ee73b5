package org.fingerpost.core.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.DestinationState;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient.Via;
import org.fingerpost.api.queue.Standing;
import org.fingerpost.core.destination.SettingsByDestination;

/**
 * Which jobs there are, which are being worked on, and whose turn it is: the one door to the {@link Backlog}, the {@link Lanes}
 * and the {@link Agenda}, which its monitor guards. Workers sleep here until there is something to do. Any thread.
 */
final class Schedule {

    private static final int MAX_LANES = 50_000;

    private final Clock clock;
    private final Priority priority;
    private final Lanes lanes;
    private final Backlog backlog;
    private final Agenda agenda;
    /** When somebody wished last that something be tried. */
    private long forcedAt;
    /** When those that sleep look again by themselves, in milliseconds since 1970. */
    private final PriorityQueue<Long> looks = new PriorityQueue<>();
    private boolean ended;

    Schedule(Clock clock, int maxActive, SettingsByDestination settings, Priority priority) {
        this.clock = clock;
        this.priority = priority;
        QueueIndex index = new QueueIndex();
        this.lanes = new Lanes(settings, MAX_LANES, new LookAhead(maxActive), index::compare);
        this.backlog = new Backlog(clock, index, lanes);
        this.agenda = new Agenda(maxActive, backlog, lanes, grant -> new LanePlace(this, grant));
    }

    // ---- what comes in

    /** Adds a new job. */
    void add(Job job) {
        int handicap = priority.handicap(job);
        synchronized (this) {
            backlog.add(job, handicap);
            wake();
        }
    }

    /**
     * Adds a job of an earlier run.
     *
     * @param limit when something is to be done for it even if its destinations have no room
     */
    void recover(Job job, Optional<Instant> limit) {
        int handicap = priority.handicap(job);
        synchronized (this) {
            backlog.recover(job, handicap, limit);
            wake();
        }
    }

    // ---- what is next

    /** Waits for something to do; empty when there will be nothing any more. */
    synchronized Optional<Due> next() throws InterruptedException {
        while (!ended && !(agenda.isClosed() && agenda.active() == 0)) {
            Optional<Due> next = poll();
            if (next.isPresent()) {
                wake(); // there may be more, for another worker
                return next;
            }
            sleep(agenda.nextTime());
        }
        return Optional.empty();
    }

    private void sleep(long look) throws InterruptedException {
        looks.add(look);
        try {
            wait(look == Agenda.NEVER ? 0 : Math.max(1, look - clock.millis()));
        } finally {
            looks.remove(look);
        }
    }

    /** What is to be done now. */
    synchronized Optional<Due> poll() {
        return agenda.poll(clock.millis());
    }

    /** One worker has something to do, perhaps, unless one looks in time by itself; in the end others wait too. */
    private void wake() {
        if (agenda.isClosed()) {
            notifyAll();
        } else if (!looks.isEmpty() && agenda.nextTime() < looks.peek()) {
            notify();
        }
    }

    // ---- what an active job asks for: see Turn and Place

    /** @param forced whether somebody wishes a try even of what is down */
    synchronized Optional<Place> enter(Via way, boolean forced) {
        if (forced) {
            lanes.clear(way, forcedAt, clock.millis());
        }
        return agenda.isClosed() ? Optional.empty() : lanes.enter(way, clock.millis()).map(grant -> new LanePlace(this, grant));
    }

    synchronized boolean await(Via way, boolean isList, Turn.Waiter waiter) {
        boolean waits = !agenda.isClosed() && lanes.await(way, new Lane.Resident(waiter, isList), clock.millis());
        wake();
        return waits;
    }

    synchronized Optional<Instant> leave(Lane.Grant grant, Reach reach, Outcome why) {
        Optional<Turn.Down> down = lanes.leave(grant, reach, why, clock.millis(), waiter -> agenda.add(waiter::turnedAway));
        wake();
        return reach == Reach.UNREACHED ? down.map(Turn.Down::until) : Optional.empty();
    }

    synchronized void giveBack(Lane.Grant grant) {
        lanes.giveBack(grant, clock.millis());
        wake();
    }

    synchronized boolean isOf(Lane.Grant grant, Via way) {
        return lanes.isOf(grant.lane(), way);
    }

    synchronized Optional<Turn.Down> down(Via way) {
        return lanes.down(way);
    }

    synchronized void later(Runnable work) {
        agenda.add(work);
        wake();
    }

    // ---- what becomes of an active job

    /**
     * The store has what came of a round of work on it.
     *
     * @param fresh  what may be kept in memory of it
     * @param forced whether it was tried by somebody's wish; what found no place then still is wished for
     */
    void done(JobWork.Worked worked, Optional<Job> fresh, boolean forced, long arrivalsBefore) {
        Job after = worked.job();
        int handicap = priority.handicap(after);
        synchronized (this) {
            if (after.isDone()) {
                backlog.remove(after.id());
            } else {
                backlog.putBack(worked, fresh, forced, handicap, arrivalsBefore);
            }
            inactive();
        }
    }

    /**
     * The store did not take what came of it. It stays active: what a full disk makes us remember has the bound of what may be.
     */
    synchronized void keepLater(Round round, Instant again) {
        if (agenda.isClosed()) {
            inactive();
        } else {
            agenda.keepLater(round, again);
            wake();
        }
    }

    /** It is as the store has it. */
    void putBack(Job job) {
        int handicap = priority.handicap(job);
        synchronized (this) {
            backlog.put(job, handicap);
            inactive();
        }
    }

    /** What the store has cannot be read now. */
    synchronized void putBackUnread(QueueId id, Instant due) {
        backlog.putUnread(id, due);
        inactive();
    }

    /** The store no longer has it. */
    synchronized void forget(QueueId id) {
        backlog.remove(id);
        inactive();
    }

    private void inactive() {
        agenda.deactivate();
        wake();
    }

    // ---- what changes from outside

    synchronized void mailerArrived() {
        backlog.mailerArrived();
        notifyAll();
    }

    /** What is parked is routed afresh. */
    synchronized void policyChanged() {
        lanes.policyChanged(clock.millis());
        notifyAll();
    }

    /** There may be other limits. */
    synchronized void settingsChanged() {
        lanes.settingsChanged(clock.millis());
        notifyAll();
    }

    // ---- what an operator does

    synchronized int size() {
        return backlog.size();
    }

    synchronized int active() {
        return agenda.active();
    }

    /** Some of the jobs, in the order of their ids: see {@link QueueIndex#idsAfter}. */
    synchronized List<QueueId> idsAfter(QueueId last, int most) {
        return backlog.idsAfter(last, most);
    }

    /** Whether the job is being worked on; empty if there is no such job. */
    synchronized Optional<Boolean> isActive(QueueId id) {
        return backlog.find(id).map(backlog::isActive);
    }

    /** The priority of a job: see {@link Priority}. */
    long points(Job job) {
        return priority.points(job);
    }

    /** What a job waits for; empty if there is no such job. */
    synchronized Optional<Standing> standing(QueueId id) {
        return backlog.find(id).map(backlog::standing);
    }

    /** Those that are in use, waited for or down, in no order. */
    synchronized List<DestinationState> destinations() {
        return lanes.states(clock.millis()).toList();
    }

    /** Makes a waiting job due now, and the destinations that it waits for worth a try. */
    synchronized void hasten(QueueId id) {
        forcedAt = clock.millis();
        backlog.find(id).ifPresent(backlog::force);
        notifyAll();
    }

    /** Makes the caller the owner of a job that nobody works on: it is active until it is put back. */
    synchronized boolean acquire(QueueId id) {
        return agenda.acquire(id);
    }

    // ---- the end

    /** Nothing more begins. @return rounds that the store has not taken yet; they still are active */
    synchronized List<Round> close() {
        List<Round> left = agenda.close();
        lanes.turnAway(waiter -> agenda.add(waiter::turnedAway));
        notifyAll();
        return left;
    }

    /** Waits until nothing is active, or for so long; then there is nothing more to do. @return how many still are */
    synchronized int awaitIdle(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (agenda.active() > 0 && System.nanoTime() < end) {
                TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ended = true;
        notifyAll();
        return agenda.active();
    }
}
