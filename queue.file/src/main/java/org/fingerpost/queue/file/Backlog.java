package org.fingerpost.queue.file;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The changes that are under way, and in their order those that no group has taken yet. Any thread; guarded by its monitor.
 *
 * @param <C> a change
 */
final class Backlog<C> {

    /** A change counts from before it is prepared, for it then holds open files, until its stage has been completed. */
    static final int MAX_CHANGES = 2048;

    /** Larger groups save next to nothing and let their first change wait. */
    private static final int MAX_GROUP = 256;

    private final Semaphore room = new Semaphore(MAX_CHANGES);
    private final Queue<C> waiting = new ArrayDeque<>();
    private boolean urgent;
    /** Whether the thread that takes groups waits for anything, and not just for what is urgent. */
    private boolean idle;
    private boolean closed;

    /** Whether there is room for one more; it then must {@link #leave}. */
    boolean admit() {
        return room.tryAcquire();
    }

    void leave() {
        room.release();
    }

    /**
     * Adds a change for the next group.
     *
     * @param isUrgent whether a group need not {@link #nextGroup linger} because of it
     * @return false if the backlog has been closed
     */
    synchronized boolean add(C change, boolean isUrgent) {
        if (!closed) {
            waiting.add(change);
            urgent |= isUrgent;
            if (isUrgent || idle) {
                notifyAll();
            }
        }
        return !closed;
    }

    /**
     * Everything that waits, up to a group; waits for something. Empty once the backlog is closed and nothing is left. Of
     * one thread.
     *
     * @param linger how long changes of which none is urgent may wait for one that is
     */
    synchronized List<C> nextGroup(Duration linger) {
        awaitUrgent(linger); // in a steady flow this thread is not woken by what is not
        if (waiting.isEmpty() && !closed) {
            idle = true;
            while (waiting.isEmpty() && !closed) {
                pause(1000);
            }
            idle = false;
            awaitUrgent(linger);
        }
        List<C> group = new ArrayList<>();
        while (!waiting.isEmpty() && group.size() < MAX_GROUP) {
            group.add(waiting.remove());
        }
        urgent = !waiting.isEmpty();
        return group;
    }

    /** Takes nothing more; what waits is still given. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private void awaitUrgent(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        for (long left = most.toMillis(); left > 0 && !urgent && !closed;
                left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
            pause(left);
        }
    }

    private void pause(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            // The flush thread belongs to the store and ends by close(). An interrupt that stayed would close the channel by
            // which a folder is flushed.
            Thread.interrupted();
        }
    }
}
