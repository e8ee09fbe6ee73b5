package org.fingerpost.core.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.DestinationState;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient.Via;
import org.fingerpost.api.queue.Standing;
import org.fingerpost.core.destination.SettingsByDestination;

/**
 * What is done next: which jobs there are, which are being worked on, at most so many at a time, and whose turn it is. Any
 * thread; its monitor guards the {@link Backlog} and the {@link Lanes} too.
 */
final class Schedule {

    private static final int MAX_LANES = 50_000;

    /** A round whose result the store did not take. */
    private record NotKept(Round round, Instant again) {
    }

    private final Clock clock;
    private final int maxActive;
    private final Priority priority;
    private final Lanes lanes;
    private final Backlog backlog;
    private final Queue<Runnable> continuations = new ArrayDeque<>();
    /** In the order of their times; each counts as active. */
    private final Queue<NotKept> notKept = new ArrayDeque<>();
    private int turn;
    private int active;
    /** Counts mailers that came: one that comes while a job is active may be the one that it was deferred for. */
    private long arrivals;
    /** When somebody wished last that something be tried. */
    private long forcedAt;
    /** When those that sleep look again by themselves, in milliseconds since 1970. */
    private final PriorityQueue<Long> looks = new PriorityQueue<>();
    private boolean closed;
    private boolean ended;

    Schedule(Clock clock, int maxActive, SettingsByDestination settings, Priority priority) {
        this.clock = clock;
        this.maxActive = maxActive;
        this.priority = priority;
        QueueIndex index = new QueueIndex();
        this.lanes = new Lanes(settings, MAX_LANES, new LookAhead(maxActive), index::compare);
        this.backlog = new Backlog(clock, index, lanes);
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
        while (!ended && !(closed && active == 0)) {
            Optional<Due> next = poll();
            if (next.isPresent()) {
                wake(); // there may be more, for another worker
                return next;
            }
            sleep(nextTime());
        }
        return Optional.empty();
    }

    private void sleep(long look) throws InterruptedException {
        looks.add(look);
        try {
            wait(look == Lanes.NEVER ? 0 : Math.max(1, look - clock.millis()));
        } finally {
            looks.remove(look);
        }
    }

    /** What is to be done now, in turns: what has begun, what destinations call for, what is ready. */
    synchronized Optional<Due> poll() {
        long now = clock.millis();
        if (!closed) {
            if (!notKept.isEmpty() && notKept.peek().again().toEpochMilli() <= now) {
                return Optional.of(new Due.ToKeep(notKept.remove().round()));
            }
            backlog.ripen(now);
        }
        for (int i = 0; i < 3; i++) {
            turn = (turn + 1) % 3;
            Optional<Due> next = turn == 0 ? Optional.ofNullable(continuations.poll()).map(Due.ToContinue::new)
                    : closed ? Optional.empty() : turn == 1 ? called(now) : ready();
            if (next.isPresent()) {
                return next;
            }
        }
        return Optional.empty();
    }

    private Optional<Due> called(long now) {
        return lanes.call(active < maxActive, now).map(call -> {
            if (call.resident() == null) {
                return toWork(call.slot(), call.grant());
            }
            Place place = new LanePlace(this, call.grant().orElseThrow());
            return new Due.ToContinue(() -> call.resident().placed(place));
        });
    }

    private Optional<Due> ready() {
        return active < maxActive ? backlog.firstReady().map(slot -> toWork(slot, Optional.empty())) : Optional.empty();
    }

    private Due toWork(int slot, Optional<Lane.Grant> place) {
        boolean forced = backlog.activate(slot);
        active++;
        return new Due.ToWork(backlog.id(slot), backlog.takeFresh(slot), forced, place, arrivals);
    }

    /** When there may be more to do, in milliseconds since 1970: 0 for now, {@link Lanes#NEVER}. All that {@link #poll} gives. */
    private long nextTime() {
        if (!continuations.isEmpty()) {
            return 0;
        }
        if (closed) {
            return Lanes.NEVER;
        }
        boolean more = active < maxActive;
        long calls = lanes.nextCall(more);
        long next = more ? Math.min(calls, backlog.nextReady()) : calls;
        return notKept.isEmpty() ? next : Math.min(next, notKept.peek().again().toEpochMilli());
    }

    /** One worker has something to do, perhaps, unless one looks in time by itself; in the end others wait too. */
    private void wake() {
        if (closed) {
            notifyAll();
        } else if (!looks.isEmpty() && nextTime() < looks.peek()) {
            notify();
        }
    }

    // ---- what an active job asks for: see Turn and Place

    /** @param forced whether somebody wishes a try even of what is down */
    synchronized Optional<Place> enter(Via way, boolean forced) {
        if (forced) {
            lanes.clear(way, forcedAt, clock.millis());
        }
        return closed ? Optional.empty() : lanes.enter(way, clock.millis()).map(grant -> new LanePlace(this, grant));
    }

    synchronized boolean await(Via way, boolean isList, Turn.Waiter waiter) {
        boolean waits = !closed && lanes.await(way, new Lane.Resident(waiter, isList), clock.millis());
        wake();
        return waits;
    }

    synchronized Optional<Instant> leave(Lane.Grant grant, Reach reach, Outcome why) {
        Optional<Turn.Down> down = lanes.leave(grant, reach, why, clock.millis(),
                waiter -> continuations.add(waiter::turnedAway));
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
        continuations.add(work);
        wake();
    }

    // ---- what becomes of an active job

    /**
     * The store has what came of a round of work on it.
     *
     * @param fresh what may be kept in memory of it
     */
    void done(JobWork.Worked worked, Optional<Job> fresh, long arrivalsBefore) {
        Job after = worked.job();
        int handicap = priority.handicap(after);
        synchronized (this) {
            if (after.isDone()) {
                backlog.remove(after.id());
            } else {
                backlog.putBack(worked, fresh, handicap);
                if (Backlog.waitsForMailer(after) && arrivals != arrivalsBefore) {
                    backlog.find(after.id()).ifPresent(backlog::force);
                }
            }
            inactive();
        }
    }

    /**
     * The store did not take what came of it. It stays active: what a full disk makes us remember has the bound of what may be.
     */
    synchronized void keepLater(Round round, Instant again) {
        if (closed) {
            inactive();
        } else {
            notKept.add(new NotKept(round, again));
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
        active--;
        wake();
    }

    // ---- what changes from outside

    synchronized void mailerArrived() {
        arrivals++;
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
        return active;
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

    synchronized Optional<DestinationState> destination(Via way) {
        return lanes.state(way, clock.millis());
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
        Optional<Integer> slot = backlog.find(id).filter(found -> !backlog.isActive(found));
        slot.ifPresent(found -> {
            backlog.activate(found);
            backlog.takeFresh(found);
            active++;
        });
        return slot.isPresent();
    }

    // ---- the end

    /** Nothing more begins. @return rounds that the store has not taken yet; they still are active */
    synchronized List<Round> close() {
        closed = true;
        lanes.turnAway(waiter -> continuations.add(waiter::turnedAway));
        List<Round> left = notKept.stream().map(NotKept::round).toList();
        notKept.clear();
        notifyAll();
        return left;
    }

    /** Waits until nothing is active, or for so long; then there is nothing more to do. @return how many still are */
    synchronized int awaitIdle(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (active > 0 && System.nanoTime() < end) {
                TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ended = true;
        notifyAll();
        return active;
    }
}
