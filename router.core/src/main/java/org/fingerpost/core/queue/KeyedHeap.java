package org.fingerpost.core.queue;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;

/**
 * Small numbers by a key, the least first: a binary heap that knows where each number is in it. Heaps that share their {@link
 * Keys} share their numbers too: each number is in one of them at most. Not thread-safe.
 */
final class KeyedHeap {

    private static final int NOWHERE = -1;
    private static final int MIN_CAPACITY = 16;

    /** The key of each number, and its place in the heap that it is in. */
    static final class Keys {

        private long[] key = {};
        private int[] place = {};

        private void grow(int number) {
            int before = place.length;
            if (number >= before) {
                int length = Math.max(MIN_CAPACITY, Math.max(number + 1, before + before / 2));
                key = Arrays.copyOf(key, length);
                place = Arrays.copyOf(place, length);
                Arrays.fill(place, before, length, NOWHERE);
            }
        }
    }

    private final Keys keys;
    /** Negative if the first number is to come before the second one that has the same key. */
    private final IntBinaryOperator order;
    private int[] heap = {};
    private int size;

    KeyedHeap(Keys keys, IntBinaryOperator order) {
        this.keys = keys;
        this.order = order;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** The number with the least key. */
    int first() {
        return heap[0];
    }

    /** The key of a number that is in this heap. */
    long key(int number) {
        return keys.key[number];
    }

    boolean contains(int number) {
        return number < keys.place.length && keys.place[number] != NOWHERE && keys.place[number] < size
                && heap[keys.place[number]] == number;
    }

    /** Adds a number that is in no other heap of these keys, or gives it another key. */
    void put(int number, long key) {
        keys.grow(number);
        keys.key[number] = key;
        if (keys.place[number] == NOWHERE) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, Math.max(MIN_CAPACITY, size + size / 2));
            }
            set(size++, number);
        }
        down(up(keys.place[number]));
    }

    void remove(int number) {
        if (contains(number)) {
            int hole = keys.place[number];
            keys.place[number] = NOWHERE;
            int last = heap[--size];
            if (last != number) {
                set(hole, last);
                down(up(hole));
            }
            if (size < heap.length / 4 && heap.length > MIN_CAPACITY) {
                heap = Arrays.copyOf(heap, heap.length / 2); // after a backlog its room is given back
            }
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
        long keyOfA = keys.key[a];
        long keyOfB = keys.key[b];
        return keyOfA != keyOfB ? keyOfA < keyOfB : order.applyAsInt(a, b) < 0;
    }

    private void swap(int a, int b) {
        int number = heap[a];
        set(a, heap[b]);
        set(b, number);
    }

    private void set(int at, int number) {
        heap[at] = number;
        keys.place[number] = at;
    }
}
