package org.fingerpost.queue.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.instance.DaemonThreads;
import org.fingerpost.api.queue.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves jobs that stay in the journal into files: those that have been there for long, and the oldest if the journal grows too
 * large. Owns the thread that does it.
 */
final class Mover implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Mover.class);

    private static final Duration LOOK = Duration.ofSeconds(1);
    /** Moved side by side, so that they share flushes. */
    private static final int AT_ONCE = 64;
    private static final long PATIENCE_SECONDS = 60;

    private final Journal journal;
    private final JournaledJobs journaled;
    private final JobFiles files;
    private final Duration age;
    private final long room;
    private final Thread thread;
    private boolean closed;

    /**
     * @param age  after which a job is moved
     * @param room octets of the journal above which the oldest are moved
     */
    Mover(Journal journal, JournaledJobs journaled, JobFiles files, Duration age, long room) {
        this.journal = journal;
        this.journaled = journaled;
        this.files = files;
        this.age = age;
        this.room = room;
        this.thread = new DaemonThreads("queue.file-move").newThread(this::run);
    }

    void start() {
        thread.start();
    }

    /** Ends after what is under way. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (pause()) {
                int moved = AT_ONCE;
                while (moved == AT_ONCE && !isClosed()) {
                    moved = moveOverdue();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("jobs are no longer moved out of the journal");
        } catch (RuntimeException | Error e) {
            LOG.error("jobs are no longer moved out of the journal; restart the router", e);
            throw e;
        }
    }

    private synchronized boolean pause() throws InterruptedException {
        if (!closed) {
            wait(LOOK.toMillis());
        }
        return !closed;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Moves some of those whose time has come, and says how many. */
    int moveOverdue() {
        return move(journal.overdue(System.nanoTime() - age.toNanos(), room, AT_ONCE));
    }

    /** Moves these, as far as nobody is changing them, and says how many. */
    int move(List<JournaledJob> jobs) {
        List<CompletableFuture<Boolean>> moves = new ArrayList<>();
        for (JournaledJob job : jobs) {
            if (job.beginMove()) {
                moves.add(move(job).handle((done, trouble) -> ended(job, trouble)).toCompletableFuture());
            }
        }
        return (int) moves.stream().filter(CompletableFuture::join).count();
    }

    private CompletionStage<Void> move(JournaledJob job) {
        try {
            Job content = journaled.load(job.id()).orElseThrow(() -> new IOException("it has gone from the journal"));
            NewFile body = files.newBody(job.id());
            try {
                copy(job.body(), body.stream());
            } catch (IOException | RuntimeException e) {
                body.discard();
                throw e;
            }
            return files.add(body, content).thenCompose(added -> forget(job));
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /**
     * Only when the files are stable the journal may forget it; if it cannot, the files go again: while both are there it counts.
     */
    private CompletionStage<Void> forget(JournaledJob job) {
        return journaled.remove(job.id()).exceptionallyCompose(trouble ->
                files.remove(job.id()).thenCompose(removed -> CompletableFuture.failedStage(trouble)));
    }

    private static boolean ended(JournaledJob job, Throwable trouble) {
        if (trouble != null) {
            LOG.warn("message {} stays in the journal: {}", job.id(), trouble.toString());
        }
        job.endMove();
        return trouble == null;
    }

    private static void copy(Segment.Part part, OutputStream to) throws IOException {
        try (InputStream in = part.open()) {
            in.transferTo(to);
        }
    }
}
