package org.fingerpost.listener.smtp;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.fingerpost.api.instance.DaemonThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that sessions are worked on: few, as long as they get on. When none of them has begun anything for a while and work
 * waits, because rules wait for the domain name system or a directory, another one helps out, so that such clients hold up each
 * other and nobody else. Any thread.
 */
final class Workers implements Executor {

    /** However many are blocked. */
    static final int MOST = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final long IDLE_SECONDS = 30;
    /** How long all may be stuck before there is another one. */
    private static final Duration LOOK = Duration.ofMillis(50);

    private final ThreadPoolExecutor pool;
    private final AtomicLong begun = new AtomicLong();
    private volatile int usual;
    private long begunBefore;
    private final ScheduledExecutorService clock;
    private final AtomicBoolean watched = new AtomicBoolean();

    /** @param clock for looking whether they get on */
    Workers(int threads, ScheduledExecutorService clock) {
        this.clock = clock;
        usual = threads;
        // The queue holds a session at most once. After the end, whoever wakes a session does what it still has to clear away.
        pool = new ThreadPoolExecutor(threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                new DaemonThreads("smtp-in"), (task, ended) -> task.run());
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(() -> {
            begun.incrementAndGet();
            task.run();
        });
        if (!pool.getQueue().isEmpty()) {
            watch();
        }
    }

    /** While work waits. */
    private void watch() {
        if (!pool.isShutdown() && watched.compareAndSet(false, true)) {
            try {
                clock.schedule(this::look, LOOK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                watched.set(false); // this ends
            }
        }
    }

    /** How many threads there are when none has to wait. */
    synchronized void use(int threads) {
        usual = threads;
        resize(threads);
    }

    private synchronized void look() {
        watched.set(false);
        long now = begun.get();
        boolean waits = !pool.getQueue().isEmpty();
        int size = pool.getMaximumPoolSize();
        if (waits && now == begunBefore && size < MOST) {
            resize(size + 1);
            LOG.debug("{} threads work on sessions: the others wait for something", size + 1);
        }
        begunBefore = now;
        if (waits) {
            watch();
        }
    }

    /** To be called now and then: those that helped out end, one after the other. */
    synchronized void relax() {
        int size = pool.getMaximumPoolSize();
        if (size > usual && pool.getQueue().isEmpty() && pool.getActiveCount() < usual) {
            resize(size - 1);
        }
    }

    int threads() {
        return pool.getMaximumPoolSize();
    }

    private void resize(int threads) {
        if (threads > pool.getMaximumPoolSize()) {
            pool.setMaximumPoolSize(threads);
            pool.setCorePoolSize(threads);
        } else {
            pool.setCorePoolSize(threads);
            pool.setMaximumPoolSize(threads);
        }
    }

    /**
     * Ends it; never interrupts: an interrupt would close the file that a worker is writing, and the queue's channels with it.
     */
    void shutdown() {
        pool.shutdown();
    }
}
