package org.fingerpost.core.queue;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;

import org.fingerpost.api.mail.QueueId;

/**
 * What workers do next, in turns: what has begun goes on, destinations call for what waits for them, and what is ready begins,
 * as long as no more is being worked on than may be. Times are milliseconds since 1970. Guarded by its owner's lock.
 */
final class Agenda {

    /** A time that does not come. */
    static final long NEVER = Long.MAX_VALUE;

    /** A round whose result the store did not take. */
    private record NotKept(Round round, Instant again) {
    }

    private final int maxActive;
    private final Backlog backlog;
    private final Lanes lanes;
    private final Function<Lane.Grant, Place> places;
    private final Queue<Runnable> continuations = new ArrayDeque<>();
    /** In the order of their times; each counts as active. */
    private final Queue<NotKept> notKept = new ArrayDeque<>();
    private int turn;
    private int active;
    private boolean closed;

    /** @param places makes of a right to an attempt what a job's work is given */
    Agenda(int maxActive, Backlog backlog, Lanes lanes, Function<Lane.Grant, Place> places) {
        this.maxActive = maxActive;
        this.backlog = backlog;
        this.lanes = lanes;
        this.places = places;
    }

    /** How many jobs are being worked on. */
    int active() {
        return active;
    }

    /** Somebody works on a job now. @return whether it was forced */
    boolean activate(int slot) {
        active++;
        return backlog.activate(slot);
    }

    /** The same for whoever is no worker, if nobody works on it. @return whether that is so */
    boolean acquire(QueueId id) {
        Optional<Integer> slot = backlog.find(id).filter(found -> !backlog.isActive(found));
        slot.ifPresent(found -> {
            activate(found);
            backlog.takeFresh(found);
        });
        return slot.isPresent();
    }

    /** Nobody works on some job any more. */
    void deactivate() {
        active--;
    }

    /** An active job goes on, after others have had their turn. */
    void add(Runnable work) {
        continuations.add(work);
    }

    /** What came of an active job is to be stored then. */
    void keepLater(Round round, Instant again) {
        notKept.add(new NotKept(round, again));
    }

    /** What is to be done now. */
    Optional<Due> poll(long now) {
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
            Place place = places.apply(call.grant().orElseThrow());
            return new Due.ToContinue(() -> call.resident().placed(place));
        });
    }

    private Optional<Due> ready() {
        return active < maxActive ? backlog.firstReady().map(slot -> toWork(slot, Optional.empty())) : Optional.empty();
    }

    private Due toWork(int slot, Optional<Lane.Grant> place) {
        boolean forced = activate(slot);
        return new Due.ToWork(backlog.id(slot), backlog.takeFresh(slot), forced, place, lanes.arrivals());
    }

    /** When there may be more to do, in milliseconds since 1970: 0 for now, {@link #NEVER}. All that {@link #poll} gives. */
    long nextTime() {
        if (!continuations.isEmpty()) {
            return 0;
        }
        if (closed) {
            return NEVER;
        }
        boolean more = active < maxActive;
        long calls = lanes.nextCall(more);
        long next = more ? Math.min(calls, backlog.nextReady()) : calls;
        return notKept.isEmpty() ? next : Math.min(next, notKept.peek().again().toEpochMilli());
    }

    boolean isClosed() {
        return closed;
    }

    /** Nothing more begins; what is active may go on. @return rounds that the store has not taken yet */
    List<Round> close() {
        closed = true;
        List<Round> left = notKept.stream().map(NotKept::round).toList();
        notKept.clear();
        return left;
    }
}
