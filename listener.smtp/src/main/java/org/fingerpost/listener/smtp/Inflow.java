package org.fingerpost.listener.smtp;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Octets as they came, waiting to be used up. The I/O thread adds, the connection's task takes. */
final class Inflow {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Queue<ByteBuffer> waiting = new ConcurrentLinkedQueue<>();
    /** Octets that came and have not been used up. */
    private final AtomicInteger unused = new AtomicInteger();
    /** Octets since the beginning; counted by the I/O thread. */
    private volatile long total;

    // The task's own.
    private ByteBuffer current = NOTHING;
    private int currentAtFirst;
    /** What may still be begun with. */
    private int share;

    /** @return how many are waiting now */
    int add(ByteBuffer octets) {
        total += octets.remaining();
        int all = unused.addAndGet(octets.remaining());
        waiting.add(octets);
        return all;
    }

    long total() {
        return total;
    }

    /** A turn begins, in which about so many octets may be taken: one busy client must not keep a worker for itself. */
    void grant(int octets) {
        share = octets;
    }

    /** What is being used up; the next octets once it is; none if there are none, or the turn has had its share. */
    ByteBuffer next() {
        if (!current.hasRemaining() && share > 0) {
            unused.addAndGet(-currentAtFirst);
            ByteBuffer next = waiting.poll();
            current = next == null ? NOTHING : next;
            currentAtFirst = current.remaining();
            share -= currentAtFirst;
        }
        return current;
    }

    boolean isEmpty() {
        return !current.hasRemaining() && waiting.isEmpty();
    }

    /** Forgets all that has come. */
    void clear() {
        current = NOTHING;
        while (!waiting.isEmpty()) {
            unused.addAndGet(-currentAtFirst);
            currentAtFirst = waiting.remove().remaining();
        }
    }
}
