package org.fingerpost.queue.file;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the storage can be trusted. Once it cannot, this never changes again: a new store has a new one. Any thread. */
final class Condition {

    private static final Logger LOG = LoggerFactory.getLogger(Condition.class);

    private final AtomicReference<String> trouble = new AtomicReference<>();

    /** A flush has failed. The first reason stays. */
    void spoil(String reason) {
        if (trouble.compareAndSet(null, reason)) {
            LOG.error("the queue takes no more mail until queue.file or the router is started anew; check the disk first: {}",
                    reason);
        }
    }

    /** @throws IOException with the reason if it cannot be trusted */
    void require() throws IOException {
        String reason = trouble.get();
        if (reason != null) {
            throw new IOException("the queue's storage is marked bad: " + reason);
        }
    }
}
