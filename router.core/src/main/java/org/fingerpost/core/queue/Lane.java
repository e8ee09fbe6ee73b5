package org.fingerpost.core.queue;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.DestinationState;
import org.fingerpost.api.queue.DestinationState.Condition;
import org.fingerpost.api.queue.JobRecipient.Via;
import org.fingerpost.core.destination.DestinationSettings;

/**
 * The way to one destination: how many attempts are under way, whether it is up, and who waits. Times are milliseconds since
 * 1970. Not thread-safe.
 */
final class Lane {

    /** One that waits in memory. */
    record Resident(Turn.Waiter waiter, boolean isList) {
    }

    private static final long UP = 0;

    private final Via way;
    private final Queue<Resident> residents = new ArrayDeque<>();
    private final RateWindow begun = new RateWindow();
    private int number;
    /** Tickets. */
    private KeyedHeap parked;
    private int lists;
    /** Whether next a parked job gets a place, if both wait. */
    private boolean parkedsTurn;
    private int active;
    /** Attempts that reached it, ever. */
    private long reached;
    /** In a row, since it is down. */
    private int failures;
    private long downSince = UP;
    private long downUntil = UP;
    private long failedAt;
    private Outcome reason;
    private boolean probed;

    Lane(Via way, int number, KeyedHeap parked) {
        this.way = way;
        this.number = number;
        this.parked = parked;
    }

    Via way() {
        return way;
    }

    int number() {
        return number;
    }

    KeyedHeap parked() {
        return parked;
    }

    /** It goes on under another number, and nobody is parked in it. */
    void renew(int otherNumber, KeyedHeap otherParked) {
        number = otherNumber;
        parked = otherParked;
    }

    /** How many wait in memory: lists, or single attempts. */
    int residents(boolean ofLists) {
        return ofLists ? lists : residents.size() - lists;
    }

    boolean hasResidents() {
        return !residents.isEmpty();
    }

    void add(Resident resident) {
        residents.add(resident);
        lists += resident.isList() ? 1 : 0;
    }

    Resident nextResident() {
        Resident next = residents.remove();
        lists -= next.isList() ? 1 : 0;
        return next;
    }

    boolean isWaitedFor() {
        return !parked.isEmpty() || !residents.isEmpty();
    }

    boolean isIdle() {
        return active == 0 && !isWaitedFor();
    }

    boolean isDown() {
        return downSince != UP;
    }

    /** Whether a resident gets the next place. */
    boolean isResidentsTurn() {
        return !residents.isEmpty() && (parked.isEmpty() || !parkedsTurn);
    }

    // ---- places

    /** Whether an attempt may begin now. */
    boolean hasRoom(DestinationSettings settings, long now) {
        if (isDown()) {
            return !probed && downUntil <= now;
        }
        return active < settings.concurrency() && begun.next(settings.rate(), now) <= now;
    }

    /** When there may be room without anything happening before; empty if something has to. */
    Optional<Long> roomAt(DestinationSettings settings, long now) {
        if (isDown()) {
            return probed ? Optional.empty() : Optional.of(downUntil);
        }
        return active < settings.concurrency() ? Optional.of(begun.next(settings.rate(), now)) : Optional.empty();
    }

    /** @param resident whether one of those got the last place */
    void hadTurn(boolean resident) {
        parkedsTurn = resident;
    }

    /** Takes a place. @return what {@link #leave} is to be given */
    Grant enter(DestinationSettings settings, long now, long arrivals) {
        active++;
        begun.begin(settings.rate(), now);
        probed = isDown();
        return new Grant(this, probed, reached, arrivals);
    }

    /**
     * The right to one attempt.
     *
     * @param probe         whether it is the one that finds out whether the destination is still down
     * @param reachedBefore how many attempts had reached it when this one began
     * @param arrivals      how many mailers had come
     */
    record Grant(Lane lane, boolean probe, long reachedBefore, long arrivals) {
    }

    void giveBack(Grant grant) {
        active--;
        if (grant.probe()) {
            probed = false;
        }
    }

    // ---- up and down

    /** It has been reached. @return whether it had been down */
    boolean up() {
        reached++;
        return clear();
    }

    /** Is as if nothing had failed. @return whether it had been down */
    boolean clear() {
        boolean wasDown = isDown();
        downSince = UP;
        downUntil = UP;
        failures = 0;
        reason = null;
        probed = false;
        return wasDown;
    }

    /**
     * An attempt has not reached it. One that began when it was up says nothing if others reached it meanwhile, or if it is
     * known already.
     *
     * @return whether it has just gone down, or is still down
     */
    boolean unreached(Grant grant, Outcome why, DestinationSettings settings, long now) {
        if (isDown() ? !grant.probe() : reached > grant.reachedBefore()) {
            return false;
        }
        downSince = isDown() ? downSince : now;
        failedAt = now;
        failures++;
        downUntil = now + settings.retry().delay(failures).toMillis();
        reason = why == null ? reason : why;
        return true;
    }

    /** When it was found to be down for the last time. */
    long failedAt() {
        return failedAt;
    }

    Optional<Turn.Down> down() {
        return isDown() ? Optional.of(new Turn.Down(Instant.ofEpochMilli(downUntil), reason)) : Optional.empty();
    }

    // ---- for people

    DestinationState state(DestinationSettings settings, long now) {
        Optional<Long> roomAt = roomAt(settings, now).filter(time -> time > now);
        Condition condition = isDown() ? probed ? Condition.PROBED : Condition.DOWN
                : active >= settings.concurrency() ? Condition.FULL
                : roomAt.isPresent() ? Condition.RATE : Condition.OPEN;
        return new DestinationState(way, condition, active, settings.concurrency(), parked.size() + residents.size(),
                isDown() ? Optional.of(Instant.ofEpochMilli(downSince)) : Optional.empty(), roomAt.map(Instant::ofEpochMilli),
                Optional.ofNullable(reason));
    }

    @Override
    public String toString() {
        return "destination " + way.mailer() + " " + way.host();
    }
}
