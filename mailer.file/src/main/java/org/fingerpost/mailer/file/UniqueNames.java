package org.fingerpost.mailer.file;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** Names for files in a Maildir: {@code time.pid_counter.host}. Safe on any thread. */
final class UniqueNames {

    private final Clock clock;
    private final long pid;
    private final AtomicLong counter = new AtomicLong();

    UniqueNames(Clock clock, long pid) {
        this.clock = clock;
        this.pid = pid;
    }

    /** @param host any text; what has a meaning in names of a Maildir is replaced */
    String next(String host) {
        String safe = host.isEmpty() ? "localhost" : host.replaceAll("[^A-Za-z0-9._-]", "_");
        return clock.instant().getEpochSecond() + "." + pid + "_" + counter.incrementAndGet() + "." + safe;
    }
}
