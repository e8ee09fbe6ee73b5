package org.fingerpost.core.dispatch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.instance.DaemonThreads;
import org.fingerpost.api.mailer.Mailer;
import org.fingerpost.core.services.Provided;

/**
 * Threads for mailers that block: for each mailer service a pool of its own, so that one that hangs holds up its own mail only.
 * Idle threads end by themselves, and with them all that a pool holds; a pool whose service has gone is dropped when the next one is made.
 */
final class MailerThreads {

    private static final int IDLE_SECONDS = 10;
    /** Attempts that wait for a thread of one mailer; beyond that they are deferred. */
    private static final int MAX_WAITING = 10_000;

    private final int threadsEach;
    private final Map<Long, ThreadPoolExecutor> pools = new ConcurrentHashMap<>();

    MailerThreads(int threadsEach) {
        this.threadsEach = threadsEach;
    }

    ExecutorService of(Provided<Mailer> mailer) {
        return pools.computeIfAbsent(mailer.serviceId(), id -> {
            pools.values().removeIf(pool -> pool.getPoolSize() == 0 && pool.getQueue().isEmpty());
            return pool(mailer.name());
        });
    }

    private ThreadPoolExecutor pool(String name) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(threadsEach, threadsEach, IDLE_SECONDS, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MAX_WAITING), new DaemonThreads("mailer-" + name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Ends all threads that can be ended; those that hang are daemons. */
    void close() {
        pools.values().forEach(ThreadPoolExecutor::shutdownNow);
    }
}
