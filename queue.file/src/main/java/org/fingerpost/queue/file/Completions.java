package org.fingerpost.queue.file;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.fingerpost.api.instance.DaemonThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that complete stages, so that an action that depends on one never holds up those that write. Any thread. */
final class Completions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Completions.class);
    private static final int THREADS = 2;
    /** Fewer are not worth waking the second thread. */
    private static final int LEAST = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ThreadPoolExecutor threads;

    /** @param name of its threads */
    Completions(String name) {
        this.threads = new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                new DaemonThreads(name));
    }

    /** Takes its threads now, so that a machine without room for another thread later costs nothing. */
    void start() {
        threads.prestartAllCoreThreads();
    }

    /** Completes the changes of a group, as many on each thread unless they are few; each then is no longer in the backlog. */
    <C> void finish(List<C> group, Consumer<C> complete, Backlog<C> backlog) {
        int share = Math.max(LEAST, (group.size() + THREADS - 1) / THREADS);
        for (int from = 0; from < group.size(); from += share) {
            List<C> some = group.subList(from, Math.min(group.size(), from + share));
            threads.execute(() -> some.forEach(change -> finish(change, complete, backlog)));
        }
    }

    /** Whatever an action that depends on it throws, the next one is completed too. */
    private static <C> void finish(C change, Consumer<C> complete, Backlog<C> backlog) {
        try {
            complete.accept(change);
        } catch (RuntimeException | Error e) {
            LOG.error("an action that depends on a change of the queue failed", e);
        } finally {
            backlog.leave();
        }
    }

    /** Waits, but not for ever, until all have been run. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("actions that depend on changes of the queue do not end");
            }
        } catch (InterruptedException e) {
            LOG.debug("interrupted at the end", e);
        }
    }
}
