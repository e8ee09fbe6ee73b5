package org.fingerpost.core.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.fingerpost.api.queue.JobRecipient.Via;

/**
 * The lanes by destination and by number. There are so many at most; those that nobody needs are dropped first, and should all be
 * needed, further destinations share one. Not thread-safe.
 */
final class LaneTable {

    /** Stands for all that are too many. */
    static final Via OTHERS = new Via("", "");

    private final int most;
    private final Supplier<KeyedHeap> heaps;
    private final Map<Via, Lane> byWay = new HashMap<>();
    /** Null where there is none. */
    private final List<Lane> byNumber = new ArrayList<>();
    private final Deque<Integer> freeNumbers = new ArrayDeque<>();
    /** Of those that nobody needs, the one first that has not been needed for the longest time. */
    private final Set<Lane> idle = new LinkedHashSet<>();

    /** @param heaps for the tickets of one lane each */
    LaneTable(int most, Supplier<KeyedHeap> heaps) {
        this.most = most;
        this.heaps = heaps;
    }

    /** The lane of a destination; made if there is none and there is room for it. */
    Lane of(Via way) {
        Lane known = byWay.get(way);
        if (known != null) {
            return known;
        }
        if (byWay.size() >= most && !way.equals(OTHERS)) {
            if (idle.isEmpty()) {
                return of(OTHERS);
            }
            drop(idle.iterator().next());
        }
        Lane made = new Lane(way, number(), heaps.get());
        byWay.put(way, made);
        byNumber.set(made.number(), made);
        idle.add(made);
        return made;
    }

    /** As {@link #of}, but none is made. */
    Optional<Lane> find(Via way) {
        return Optional.ofNullable(byWay.getOrDefault(way, byWay.get(OTHERS)));
    }

    Lane of(int number) {
        return byNumber.get(number);
    }

    Collection<Lane> all() {
        return byWay.values();
    }

    /** After each change of a lane. */
    void note(Lane lane) {
        if (!lane.isIdle()) {
            idle.remove(lane);
        } else if (byWay.get(lane.way()) == lane) {
            idle.add(lane);
        }
    }

    /**
     * Takes what is parked out of a lane: it is in a lane of its own now, in which nothing else ever happens, with the number
     * that its tickets have.
     */
    Lane detachParked(Lane lane) {
        Lane detached = new Lane(lane.way(), lane.number(), lane.parked());
        byNumber.set(detached.number(), detached);
        lane.renew(number(), heaps.get());
        byNumber.set(lane.number(), lane);
        return detached;
    }

    void drop(Lane lane) {
        byWay.remove(lane.way(), lane);
        idle.remove(lane);
        byNumber.set(lane.number(), null);
        freeNumbers.push(lane.number());
    }

    private int number() {
        if (!freeNumbers.isEmpty()) {
            return freeNumbers.pop();
        }
        byNumber.add(null);
        return byNumber.size() - 1;
    }
}
