package org.fingerpost.core.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.DestinationState;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.Via;
import org.fingerpost.api.queue.Standing;
import org.fingerpost.core.destination.SettingsByDestination;
import org.fingerpost.core.queue.QueueIndex.Flag;

/**
 * Which jobs there are, when each is due, which wait for destinations, and which are being worked on: at most so many at a time.
 * Any thread; guarded by its monitor.
 */
final class Schedule {

    /** The status of a deferral that ends when the mailer comes: see {@code Dispatcher}. */
    static final String MAILER_ABSENT = "4.3.5";

    /** New jobs that may be kept in memory until their first attempt. */
    private static final int MAX_FRESH = 1000;
    private static final int MAX_LANES = 50_000;
    /** Jobs whose time has come that are sorted in at once. */
    private static final int RIPEN = 1000;

    /** A round whose result the store did not take. */
    private record NotKept(Round round, Instant again) {
    }

    private final Clock clock;
    private final int maxActive;
    private final Priority priority;
    private final QueueIndex index = new QueueIndex();
    private final Lanes lanes;
    private final Queue<Runnable> continuations = new ArrayDeque<>();
    /** In the order of their times; each counts as active. */
    private final Queue<NotKept> notKept = new ArrayDeque<>();
    private int turn;
    private int active;
    /** Counts mailers that came: one that comes while a job is active may be the one that it was deferred for. */
    private long arrivals;
    private boolean closed;
    private boolean ended;

    Schedule(Clock clock, int maxActive, SettingsByDestination settings, Priority priority) {
        this.clock = clock;
        this.maxActive = maxActive;
        this.priority = priority;
        this.lanes = new Lanes(settings, MAX_LANES, new LookAhead(maxActive), index::compare);
    }

    // ---- what comes in

    /** Adds a new job. */
    void add(Job job) {
        int later = priority.handicap(job);
        synchronized (this) {
            index.keep(put(job, later), job, MAX_FRESH);
            wake();
        }
    }

    /**
     * Adds a job of an earlier run. What was tried before waits where its last attempt went to: then a backlog for one
     * destination need not be read and routed to be found to wait.
     *
     * @param limit when something is to be done for it even so
     */
    void recover(Job job, Optional<Instant> limit) {
        int later = priority.handicap(job);
        synchronized (this) {
            if (index.find(job.id()) != QueueIndex.NONE) {
                return;
            }
            int slot = put(job, later);
            Instant now = clock.instant();
            List<JobRecipient> due = job.recipients().stream().filter(r -> r.isOpen() && !r.nextAttempt().isAfter(now)).toList();
            if (!due.isEmpty() && !job.held() && due.stream().allMatch(r -> r.isPending() && r.via().isPresent())) {
                Optional<Instant> next = job.pending().map(JobRecipient::nextAttempt).filter(now::isBefore).min(Instant::compareTo);
                park(slot, due.stream().map(r -> r.via().orElseThrow()).collect(Collectors.toSet()),
                        index.time(slot).orElse(now), Stream.concat(next.stream(), limit.stream()).min(Instant::compareTo));
            }
            wake();
        }
    }

    private int put(Job job, int later) {
        int slot = index.put(job.id(), later);
        index.set(slot, Flag.HELD, job.held());
        index.set(slot, Flag.WAITS_FOR_MAILER, waitsForMailer(job));
        // One that is done is only to be removed: the router died between the last outcome and that.
        Optional<Instant> due = job.isDone() && !job.held() ? Optional.of(Instant.EPOCH) : job.nextAttempt();
        due.ifPresent(time -> index.dueAt(slot, time));
        return slot;
    }

    private void park(int slot, Set<Via> waits, Instant since, Optional<Instant> due) {
        index.notDue(slot);
        due.ifPresent(time -> index.dueAt(slot, time));
        lanes.park(slot, waits, index.rank(slot, since), clock.millis());
    }

    private static boolean waitsForMailer(Job job) {
        return job.pending().anyMatch(r -> r.lastOutcome().filter(Schedule::isAbsence).isPresent());
    }

    static boolean isAbsence(Outcome outcome) {
        return outcome.status().toString().equals(MAILER_ABSENT);
    }

    // ---- what is due

    /** Waits for work; empty when there will be none any more. */
    synchronized Optional<Due> next() throws InterruptedException {
        while (!ended) {
            long now = clock.millis();
            Optional<Due> next = next(now);
            if (next.isPresent()) {
                if (untilNext(now) < 0) {
                    wake(); // there is more for another worker
                }
                return next;
            }
            if (closed && active == 0) {
                return Optional.empty();
            }
            wait(Math.max(0, untilNext(now)));
        }
        return Optional.empty();
    }

    /** In turns: what has begun, what destinations call for, what is ready. */
    private Optional<Due> next(long now) {
        if (!closed) {
            if (!notKept.isEmpty() && notKept.peek().again().toEpochMilli() <= now) {
                return Optional.of(new Due.ToKeep(notKept.remove().round()));
            }
            index.ripen(now, RIPEN);
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
            if (call.resident() != null) {
                Place place = new LanePlace(this, call.grant().orElseThrow());
                return new Due.ToContinue(() -> call.resident().placed(place));
            }
            return toWork(call.slot(), call.grant());
        });
    }

    private Optional<Due> ready() {
        return active < maxActive && index.isAnyReady() ? Optional.of(toWork(index.firstReady(), Optional.empty()))
                : Optional.empty();
    }

    private Due toWork(int slot, Optional<Lane.Grant> place) {
        boolean forced = activate(slot);
        return new Due.ToWork(index.id(slot), index.takeFresh(slot), forced, place, arrivals);
    }

    private boolean activate(int slot) {
        lanes.unpark(slot, clock.millis());
        active++;
        return index.activate(slot);
    }

    /** Milliseconds until there may be more to do; 0 for ever, negative for now. */
    private long untilNext(long now) {
        if (!continuations.isEmpty()) {
            return -1;
        }
        if (closed) {
            return 0;
        }
        boolean more = active < maxActive;
        Stream<Long> due = more ? index.isAnyReady() ? Stream.of(now) : index.nextDue().stream() : Stream.empty();
        Stream<Long> again = notKept.isEmpty() ? Stream.empty() : Stream.of(notKept.peek().again().toEpochMilli());
        return Stream.concat(Stream.concat(due, again), lanes.nextCall(more).stream()).min(Long::compare)
                .map(time -> time <= now ? -1 : time - now).orElse(0L);
    }

    // ---- what an active job asks for

    synchronized Optional<Place> enter(Via way) {
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

    /** The store has what came of a round of work on it. */
    void done(Round round) {
        JobWork.Worked worked = round.result();
        Job after = worked.job();
        int later = priority.handicap(after);
        synchronized (this) {
            if (after.isDone()) {
                index.remove(index.find(after.id()));
            } else {
                int slot = put(after, later);
                round.stillFresh().ifPresent(fresh -> index.keep(slot, fresh, MAX_FRESH));
                if (!worked.waits().isEmpty() && !after.held()) {
                    park(slot, worked.waits(), index.time(slot).orElseGet(clock::instant), worked.due());
                }
                if (waitsForMailer(after) && arrivals != round.arrivalsBefore()) {
                    force(slot);
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
        int later = priority.handicap(job);
        synchronized (this) {
            put(job, later);
            inactive();
        }
    }

    /** What the store has cannot be read now. */
    synchronized void putBackUnread(QueueId id, Instant due) {
        index.dueAt(index.put(id), due);
        inactive();
    }

    /** The store no longer has it. */
    synchronized void forget(QueueId id) {
        index.remove(index.find(id));
        inactive();
    }

    private void inactive() {
        active--;
        wake();
    }

    /** One worker has something to do, perhaps; in the end others wait too. */
    private void wake() {
        if (closed) {
            notifyAll();
        } else {
            notify();
        }
    }

    // ---- what changes from outside

    synchronized void mailerArrived() {
        arrivals++;
        lanes.mailerArrived(clock.millis());
        index.eachThatWaitsForMailer(slot -> {
            if (!lanes.isParked(slot)) {
                force(slot);
            }
        });
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

    /** A job that waits is due now, whatever it waits for; an active or a held one is left alone. */
    private void force(int slot) {
        if (!index.is(slot, Flag.ACTIVE) && !index.is(slot, Flag.HELD)) {
            Instant now = clock.instant();
            lanes.clear(slot, now.toEpochMilli());
            if (index.time(slot).filter(time -> !time.isAfter(now)).isEmpty()) {
                index.dueAt(slot, now);
            }
            index.set(slot, Flag.FORCED, true);
        }
    }

    // ---- what an operator does

    synchronized int size() {
        return index.size();
    }

    /** All jobs, in the order of their ids. */
    synchronized QueueId[] ids() {
        return index.ids();
    }

    /** Whether the job is being worked on; empty if there is no such job. */
    synchronized Optional<Boolean> isActive(QueueId id) {
        int slot = index.find(id);
        return slot == QueueIndex.NONE ? Optional.empty() : Optional.of(index.is(slot, Flag.ACTIVE));
    }

    /** What a job waits for; empty if there is no such job. */
    synchronized Optional<Standing> standing(QueueId id) {
        int slot = index.find(id);
        if (slot == QueueIndex.NONE) {
            return Optional.empty();
        }
        if (index.is(slot, Flag.ACTIVE)) {
            return Optional.of(new Standing.Active());
        }
        if (index.is(slot, Flag.HELD)) {
            return Optional.of(new Standing.Held());
        }
        Instant now = clock.instant();
        return Optional.of(lanes.isParked(slot)
                ? new Standing.Waiting(lanes.states(slot, now.toEpochMilli()), index.time(slot))
                : new Standing.Due(index.time(slot).orElse(now)));
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
        int slot = index.find(id);
        if (slot != QueueIndex.NONE) {
            force(slot);
            notifyAll();
        }
    }

    /** Makes the caller the owner of a job that nobody works on: it is active until it is put back. */
    synchronized boolean acquire(QueueId id) {
        int slot = index.find(id);
        if (slot == QueueIndex.NONE || index.is(slot, Flag.ACTIVE)) {
            return false;
        }
        activate(slot);
        index.takeFresh(slot);
        return true;
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
