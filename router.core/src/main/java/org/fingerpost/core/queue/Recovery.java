package org.fingerpost.core.queue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.fingerpost.api.instance.DaemonThreads;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.QueueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up what earlier runs left in the store, on a thread of its own that ends when all of it has been taken up. As long as
 * the store cannot be read it is tried again.
 */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final QueueStore.Inventory left;
    private final Duration between;
    private final Consumer<Job> taken;
    private final Runnable finished;
    private final Thread thread;
    private volatile boolean complete;

    /**
     * @param between  two tries
     * @param taken    is given each job, on that thread; after a failure again those that it had been given
     * @param finished is told when that was all
     */
    Recovery(QueueStore.Inventory left, Duration between, Consumer<Job> taken, Runnable finished) {
        this.left = left;
        this.between = between;
        this.taken = taken;
        this.finished = finished;
        this.thread = new DaemonThreads("queue-recovery").newThread(this::run);
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }

    boolean isComplete() {
        return complete;
    }

    private void run() {
        try {
            while (!takeUp()) {
                TimeUnit.NANOSECONDS.sleep(between.toNanos());
            }
            complete = true;
            finished.run();
        } catch (InterruptedException | InterruptedIOException e) {
            LOG.debug("the queue ends before all of it was taken up");
        } catch (RuntimeException | Error e) {
            LOG.error("messages of earlier runs may not have been taken up; restart the router", e);
        }
    }

    private boolean takeUp() throws InterruptedIOException {
        try {
            left.each(taken::accept);
            return true;
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            LOG.error("the messages of earlier runs cannot be read; this is tried again in {} s", between.toSeconds(), e);
            return false;
        }
    }
}
