package org.fingerpost.queue.file;

import java.util.Arrays;

/**
 * Which names there are in a folder: 8 octets each, for there may be millions. First all are added, then it is asked. It knows a
 * name by a number of 64 bits, and so may take one that is not there for another that is. One thread.
 */
final class NameSet {

    /** FNV-1a, 64 bits. */
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private long[] numbers = new long[1024];
    private int size;
    private boolean sorted;

    void add(String name) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        numbers[size++] = number(name);
        sorted = false;
    }

    /** False only if the name has not been added. */
    boolean mayContain(String name) {
        if (!sorted) {
            Arrays.sort(numbers, 0, size);
            sorted = true;
        }
        return Arrays.binarySearch(numbers, 0, size, number(name)) >= 0;
    }

    private static long number(String name) {
        long number = OFFSET;
        for (int i = 0; i < name.length(); i++) {
            number = (number ^ name.charAt(i)) * PRIME;
        }
        return number;
    }
}
