package org.fingerpost.core.queue;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;

/** Slots by the time at which they are due: a binary heap that knows where each slot is in it. Not thread-safe. */
final class DueHeap {

    private static final int NOWHERE = -1;
    private static final int MIN_CAPACITY = 64;

    /** Negative if the first slot is to come before the second one that is due at the same time. */
    private final IntBinaryOperator order;
    private int[] heap = new int[MIN_CAPACITY];
    private int size;
    /** By slot. */
    private long[] due = {};
    private int[] place = {};

    DueHeap(IntBinaryOperator order) {
        this.order = order;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The slot that is due first. */
    int first() {
        return heap[0];
    }

    /** When a slot that is in the heap is due, in milliseconds since 1970. */
    long due(int slot) {
        return due[slot];
    }

    boolean contains(int slot) {
        return slot < place.length && place[slot] != NOWHERE;
    }

    /** Adds a slot, or gives it another time. */
    void put(int slot, long time) {
        grow(slot);
        due[slot] = time;
        if (place[slot] == NOWHERE) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, 2 * size);
            }
            set(size++, slot);
        }
        down(up(place[slot]));
    }

    void remove(int slot) {
        if (contains(slot)) {
            int hole = place[slot];
            place[slot] = NOWHERE;
            int last = heap[--size];
            if (last != slot) {
                set(hole, last);
                down(up(hole));
            }
        }
    }

    private void grow(int slot) {
        int before = place.length;
        if (slot >= before) {
            int length = Math.max(MIN_CAPACITY, Math.max(slot + 1, 2 * before));
            due = Arrays.copyOf(due, length);
            place = Arrays.copyOf(place, length);
            Arrays.fill(place, before, length, NOWHERE);
        }
    }

    private int up(int from) {
        int at = from;
        while (at > 0 && isBefore(heap[at], heap[(at - 1) / 2])) {
            swap(at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
        return at;
    }

    private void down(int from) {
        int at = from;
        for (int child = smallerChild(at); child < size && isBefore(heap[child], heap[at]); child = smallerChild(at)) {
            swap(at, child);
            at = child;
        }
    }

    private int smallerChild(int at) {
        int left = 2 * at + 1;
        return left + 1 < size && isBefore(heap[left + 1], heap[left]) ? left + 1 : left;
    }

    private boolean isBefore(int a, int b) {
        return due[a] != due[b] ? due[a] < due[b] : order.applyAsInt(a, b) < 0;
    }

    private void swap(int a, int b) {
        int slot = heap[a];
        set(a, heap[b]);
        set(b, slot);
    }

    private void set(int at, int slot) {
        heap[at] = slot;
        place[slot] = at;
    }
}
