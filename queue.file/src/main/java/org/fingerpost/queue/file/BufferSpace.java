package org.fingerpost.queue.file;

import java.util.concurrent.atomic.AtomicLong;

/** How much memory messages that are being collected may take, all together. Any thread. */
final class BufferSpace {

    private final AtomicLong left;

    /** @param octets in all */
    BufferSpace(long octets) {
        this.left = new AtomicLong(octets);
    }

    /** Whether there is so much left; then it is taken. */
    boolean take(int octets) {
        return left.getAndUpdate(n -> n >= octets ? n - octets : n) >= octets;
    }

    void giveBack(int octets) {
        left.addAndGet(octets);
    }
}
