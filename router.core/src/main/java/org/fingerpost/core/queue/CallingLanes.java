package org.fingerpost.core.queue;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import org.fingerpost.core.destination.DestinationSettings;

/**
 * Lanes that are waited for and have room, in the order of their turns, and when others will have room. Times are milliseconds
 * since 1970. Not thread-safe.
 */
final class CallingLanes {

    /** Those where one is next who waits in memory. */
    private final Set<Lane> residents = new LinkedHashSet<>();
    /** Those where one is next who is parked. */
    private final Set<Lane> parked = new LinkedHashSet<>();
    /** Numbers of lanes by the time at which there is room. */
    private final KeyedHeap timers = new KeyedHeap(new KeyedHeap.Keys(), Integer::compare);

    /** A lane is waited for, or still is after something has changed; its turn comes after all others'. */
    void put(Lane lane, DestinationSettings limits, long now) {
        remove(lane);
        if (lane.hasRoom(limits, now)) {
            (lane.isResidentsTurn() ? residents : parked).add(lane);
        } else {
            lane.roomAt(limits, now).ifPresent(time -> timers.put(lane.number(), time));
        }
    }

    void remove(Lane lane) {
        residents.remove(lane);
        parked.remove(lane);
        timers.remove(lane.number());
    }

    /** The number of a lane that has room since its time has come; it is to be put again then. */
    Optional<Integer> ripe(long now) {
        return nextTime().filter(time -> time <= now).map(time -> timers.first());
    }

    /** When the next lane has room; empty if that is up to what happens. */
    Optional<Long> nextTime() {
        return timers.isEmpty() ? Optional.empty() : Optional.of(timers.key(timers.first()));
    }

    /** @param anywhere even where it would be the turn of a parked job */
    Optional<Lane> forResident(boolean anywhere) {
        return first(residents).or(() -> anywhere ? parked.stream().filter(Lane::hasResidents).findFirst() : Optional.empty());
    }

    Optional<Lane> forParked() {
        return first(parked);
    }

    private static Optional<Lane> first(Set<Lane> lanes) {
        Iterator<Lane> all = lanes.iterator();
        return all.hasNext() ? Optional.of(all.next()) : Optional.empty();
    }
}
