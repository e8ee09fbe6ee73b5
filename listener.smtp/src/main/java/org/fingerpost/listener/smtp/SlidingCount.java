package org.fingerpost.listener.smtp;

/**
 * How often something has happened in the last window of time: what was counted in this one and, in proportion, in the one
 * before. Not for several threads.
 */
final class SlidingCount {

    private long window = Long.MIN_VALUE;
    private int now;
    private int before;

    /** One more. */
    void add(long nanoTime, long windowNanos) {
        turnTo(nanoTime, windowNanos);
        now++;
    }

    int value(long nanoTime, long windowNanos) {
        turnTo(nanoTime, windowNanos);
        double left = 1.0 - (double) Math.floorMod(nanoTime, windowNanos) / windowNanos;
        return now + (int) (before * left);
    }

    private void turnTo(long nanoTime, long windowNanos) {
        long current = Math.floorDiv(nanoTime, windowNanos);
        if (current != window) {
            before = current == window + 1 ? now : 0;
            now = 0;
            window = current;
        }
    }
}
