package org.fingerpost.listener.control;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Names for this bundle's threads; all are daemons. */
final class Threads {

    private Threads() {
    }

    static ThreadFactory named(String name) {
        return task -> daemon(task, name);
    }

    static ThreadFactory numbered(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> daemon(task, prefix + number.incrementAndGet());
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
