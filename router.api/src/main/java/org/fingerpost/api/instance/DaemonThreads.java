package org.fingerpost.api.instance;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes the threads of a component: daemons, so that one which hangs cannot keep the router from ending, and called after their
 * purpose in logs and thread dumps: {@code name-1}, {@code name-2} … Any thread.
 */
public final class DaemonThreads implements ThreadFactory {

    private final String name;
    private final AtomicInteger made = new AtomicInteger();

    /** @param name begins with that of the component, such as {@code mailer.smtp-io} */
    public DaemonThreads(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, name + "-" + made.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
