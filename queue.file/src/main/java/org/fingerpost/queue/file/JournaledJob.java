package org.fingerpost.queue.file;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.mail.QueueId;

/**
 * A job that is in the journal: where its control file and its body are. Either the router changes it, one change at a time, or
 * the store moves it into files; the one waits for the other. Any thread; guarded by its monitor.
 */
final class JournaledJob {

    private final QueueId id;
    private final Segment.Part body;
    /** As {@link System#nanoTime()}. */
    private final long since;
    private Segment.Part control;
    private int changes;
    private CompletableFuture<Void> moving;

    JournaledJob(QueueId id, Segment.Part control, Segment.Part body, long since) {
        this.id = id;
        this.control = control;
        this.body = body;
        this.since = since;
        control.segment().pin();
        body.segment().pin();
    }

    QueueId id() {
        return id;
    }

    Segment.Part body() {
        return body;
    }

    long since() {
        return since;
    }

    synchronized Segment.Part control() {
        return control;
    }

    synchronized void replaceControl(Segment.Part next) {
        next.segment().pin();
        control.segment().unpin();
        control = next;
    }

    /** It is no longer in the journal. */
    synchronized void unpin() {
        control.segment().unpin();
        body.segment().unpin();
    }

    /** Whether the caller may change it, until {@link #endChange}; otherwise it is being {@link #moving moved}. */
    synchronized boolean beginChange() {
        if (moving != null) {
            return false;
        }
        changes++;
        return true;
    }

    synchronized void endChange() {
        changes--;
    }

    /** Whether the caller may move it into files, until {@link #endMove}. */
    synchronized boolean beginMove() {
        if (changes > 0 || moving != null) {
            return false;
        }
        moving = new CompletableFuture<>();
        return true;
    }

    /** It has been moved, or it stays in the journal. */
    void endMove() {
        CompletableFuture<Void> ended;
        synchronized (this) {
            ended = moving;
            moving = null;
        }
        ended.complete(null);
    }

    /** Completes when it is not being moved, never exceptionally. */
    synchronized CompletionStage<Void> moving() {
        return moving == null ? CompletableFuture.completedStage(null) : moving;
    }
}
