package org.fingerpost.core.dispatch;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.instance.DaemonThreads;
import org.fingerpost.api.mailer.Mailer;
import org.fingerpost.core.services.Provided;

/**
 * Threads on which mailers are called: for each mailer service a pool of its own, so that one that hangs holds up its own mail
 * only. Idle threads end by themselves, and with them all that a pool holds; a pool whose service has gone is dropped when the
 * next one is made.
 */
final class MailerThreads {

    private static final int IDLE_SECONDS = 10;
    /** Attempts that wait for a thread of one mailer; beyond that they are deferred. */
    private static final int MAX_WAITING = 10_000;
    /** When none of a mailer's threads has begun or ended anything for so long, waiting for one is useless. */
    private static final Duration STALLED = Duration.ofSeconds(30);

    /** The threads of one mailer; they refuse work while they are stalled. */
    interface Pool extends Executor {

        /** Whether work waits and all threads have been busy with the same things for too long. */
        boolean isStalled();

        /** How often it is worth while to ask. */
        Duration patience();
    }

    private final int threadsEach;
    private final Duration stalled;
    private final Map<Long, Threads> pools = new ConcurrentHashMap<>();

    MailerThreads(int threadsEach) {
        this(threadsEach, STALLED);
    }

    MailerThreads(int threadsEach, Duration stalled) {
        this.threadsEach = threadsEach;
        this.stalled = stalled;
    }

    Pool of(Provided<Mailer> mailer) {
        return pools.computeIfAbsent(mailer.serviceId(), id -> {
            pools.values().removeIf(pool -> pool.getPoolSize() == 0 && pool.getQueue().isEmpty());
            return new Threads(mailer.name(), threadsEach, stalled);
        });
    }

    /** Ends all threads that can be ended; those that hang are daemons. */
    void close() {
        pools.values().forEach(ThreadPoolExecutor::shutdownNow);
    }

    private static final class Threads extends ThreadPoolExecutor implements Pool {

        private final Duration patience;
        private volatile long lastChange = System.nanoTime();

        Threads(String name, int threads, Duration patience) {
            super(threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_WAITING),
                    new DaemonThreads("mailer-" + name));
            this.patience = patience;
            allowCoreThreadTimeOut(true);
        }

        @Override
        public void execute(Runnable task) {
            if (isStalled()) {
                throw new RejectedExecutionException();
            }
            super.execute(task);
        }

        @Override
        protected void beforeExecute(Thread thread, Runnable task) {
            lastChange = System.nanoTime();
        }

        @Override
        protected void afterExecute(Runnable task, Throwable thrown) {
            lastChange = System.nanoTime();
        }

        @Override
        public boolean isStalled() {
            return !getQueue().isEmpty() && System.nanoTime() - lastChange > patience.toNanos();
        }

        @Override
        public Duration patience() {
            return patience;
        }
    }
}
