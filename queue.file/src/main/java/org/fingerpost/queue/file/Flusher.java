package org.fingerpost.queue.file;

import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.fingerpost.api.instance.DaemonThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries changes to the disk in groups that share the flushes of the folders. Owns the flush thread, the threads that help it to
 * flush files and those that complete stages, and from its start the spool, which it closes when the last of them has ended.
 */
final class Flusher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Flusher.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Spool spool;
    private final Disk disk;
    private final Condition condition;
    private final Backlog<Change> backlog = new Backlog<>();
    private final ThreadPoolExecutor syncing;
    private final Completions completions = new Completions("queue.file-done");
    private final Thread thread;

    Flusher(Spool spool, Disk disk, Condition condition, int syncThreads) {
        this.spool = spool;
        this.disk = disk;
        this.condition = condition;
        this.syncing = new ThreadPoolExecutor(syncThreads, syncThreads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                new DaemonThreads("queue.file-sync"));
        this.thread = new DaemonThreads("queue.file-flush").newThread(this::run);
    }

    void start() {
        // So that a machine without room for another thread later costs no flush.
        syncing.prestartAllCoreThreads();
        completions.start();
        thread.start();
    }

    /** Prepares a change here and now and leaves the rest to the threads. The stage fails at once if there is no room. */
    CompletionStage<Void> submit(Change change) {
        if (!backlog.admit()) {
            change.fail(new IOException("more than " + Backlog.MAX_CHANGES + " changes wait for the disk"));
            change.complete();
            return change.stage();
        }
        change.attempt(Change::prepare);
        if (change.failure() != null || !backlog.add(change, true)) {
            change.fail(new IOException("the queue store is closed"));
            change.complete();
            backlog.leave();
        }
        return change.stage();
    }

    /** Takes no more changes and waits, but not for ever, until those under way are done. */
    @Override
    public void close() {
        backlog.close();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.error("the queue's disk does not answer; the spool stays locked until it does or the router ends");
        }
    }

    private void run() {
        for (List<Change> group = backlog.nextGroup(Duration.ZERO); !group.isEmpty(); group = backlog.nextGroup(Duration.ZERO)) {
            try {
                flush(group);
            } catch (RuntimeException | Error e) {
                condition.spoil("unexpected " + e);
                group.forEach(change -> change.fail(e));
            }
            completions.finish(group, Change::complete, backlog);
        }
        end();
    }

    /** One group through the table of the package's description. */
    private void flush(List<Change> group) {
        settle(group);
        flushFolder(spool.bodies(), group, Change::addsBody);
        group.forEach(change -> change.attempt(Change::publish));
        flushFolder(spool.controls(), group, change -> true);
    }

    private void settle(List<Change> group) {
        if (group.size() == 1) {
            group.get(0).attempt(Change::settle);
        } else {
            // Not invokeAll: interrupted, it would return while some are not flushed.
            CompletableFuture.allOf(group.stream()
                    .map(change -> CompletableFuture.runAsync(() -> change.attempt(Change::settle), syncing))
                    .toArray(CompletableFuture[]::new)).join();
        }
        // Only now, so that a failed flush does not fail the others of its group.
        group.stream().map(Change::failure).filter(SyncFailedException.class::isInstance)
                .forEach(failure -> condition.spoil(failure.getMessage()));
    }

    private void flushFolder(Path folder, List<Change> group, Predicate<Change> concerned) {
        List<Change> sharing = group.stream().filter(change -> change.failure() == null && concerned.test(change)).toList();
        if (sharing.isEmpty()) {
            return;
        }
        try {
            disk.syncDirectory(folder);
        } catch (SyncFailedException e) {
            condition.spoil(e.getMessage());
            sharing.forEach(change -> change.fail(e));
        }
    }

    private void end() {
        syncing.shutdown();
        completions.close();
        disk.close();
        spool.close();
    }
}
