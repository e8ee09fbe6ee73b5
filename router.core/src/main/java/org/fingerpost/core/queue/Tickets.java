package org.fingerpost.core.queue;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Who waits for which lane: a ticket is a pair of a job's slot and a lane's number, 28 octets, in the lane's own order. Not
 * thread-safe.
 */
final class Tickets {

    static final int NONE = -1;

    private static final int MIN_CAPACITY = 16;

    /** The ranks of tickets: each is in the heap of its lane. */
    private final KeyedHeap.Keys ranks = new KeyedHeap.Keys();
    private int[] slot = {};
    private int[] lane = {};
    /** Of the same slot; of a ticket that was given back, the next of those. */
    private int[] next = {};
    private int free = NONE;
    private int used;
    /** By slot. */
    private int[] first = {};

    KeyedHeap.Keys ranks() {
        return ranks;
    }

    int slot(int ticket) {
        return slot[ticket];
    }

    int lane(int ticket) {
        return lane[ticket];
    }

    boolean isAny(int ofSlot) {
        return ofSlot < first.length && first[ofSlot] != NONE;
    }

    int add(int ofSlot, int ofLane) {
        int ticket = take();
        growSlots(ofSlot);
        slot[ticket] = ofSlot;
        lane[ticket] = ofLane;
        next[ticket] = first[ofSlot];
        first[ofSlot] = ticket;
        return ticket;
    }

    /** Gives each ticket of a slot to {@code heard}, then back. */
    void removeAll(int ofSlot, IntConsumer heard) {
        if (!isAny(ofSlot)) {
            return;
        }
        int ticket = first[ofSlot];
        first[ofSlot] = NONE;
        while (ticket != NONE) {
            heard.accept(ticket);
            int following = next[ticket];
            next[ticket] = free;
            free = ticket;
            ticket = following;
        }
    }

    /** The numbers of the lanes that a slot has tickets for. */
    IntStream lanes(int ofSlot) {
        return IntStream.iterate(isAny(ofSlot) ? first[ofSlot] : NONE, ticket -> ticket != NONE, ticket -> next[ticket])
                .map(ticket -> lane[ticket]);
    }

    private int take() {
        if (free != NONE) {
            int ticket = free;
            free = next[ticket];
            return ticket;
        }
        if (used == slot.length) {
            int length = Math.max(MIN_CAPACITY, used + used / 2);
            slot = Arrays.copyOf(slot, length);
            lane = Arrays.copyOf(lane, length);
            next = Arrays.copyOf(next, length);
        }
        return used++;
    }

    private void growSlots(int ofSlot) {
        int before = first.length;
        if (ofSlot >= before) {
            first = Arrays.copyOf(first, Math.max(MIN_CAPACITY, Math.max(ofSlot + 1, before + before / 2)));
            Arrays.fill(first, before, first.length, NONE);
        }
    }
}
