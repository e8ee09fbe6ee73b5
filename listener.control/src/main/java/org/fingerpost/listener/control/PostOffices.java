package org.fingerpost.listener.control;

import java.time.Duration;
import java.util.Optional;
import org.fingerpost.api.submit.PostOffice;

/** The post office while there is one. Any thread; its lock guards the reference. */
final class PostOffices {

    private final Duration patience;
    private PostOffice office;

    /** @param patience how long a call waits for a post office: at a start, or while the router core is replaced */
    PostOffices(Duration patience) {
        this.patience = patience;
    }

    synchronized void set(PostOffice changed) {
        office = changed;
        notifyAll();
    }

    synchronized void unset(PostOffice gone) {
        if (office == gone) {
            office = null;
        }
    }

    /** For one transaction. */
    synchronized Optional<PostOffice> get() {
        long end = System.nanoTime() + patience.toNanos();
        long left = patience.toMillis();
        try {
            while (office == null && left > 0) {
                wait(left);
                left = (end - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.ofNullable(office);
    }
}
