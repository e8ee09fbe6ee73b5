package org.fingerpost.core.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;

import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;

/**
 * A job while it is worked on, and its copy on stable storage. Batches end on their mailers' threads, so this object's lock
 * guards it. At most one save is under way; changes that come meanwhile share the next one, and of a large job, whose saves take
 * long, the next one waits for some time, so that the saves of a list do not cost more than its deliveries.
 */
final class LiveJob {

    /** After a save nothing is saved for so many times as long as it took. */
    private static final int PAUSE = 8;
    /** A save that took less needs no pause. */
    private static final long SHORT_NANOS = 5_000_000;
    /** What a save takes for each recipient, as long as none has shown it. */
    private static final long USUAL_NANOS = 2_000;

    /** Where it is saved, and who says when a pause is over. */
    interface Storage {

        CompletionStage<Void> save(Job job);

        void after(Duration pause, Runnable task);
    }

    private final Storage storage;
    /** All but its recipients are true; the recipients too while it is {@link #current}. */
    private Job job;
    private boolean current = true;
    private JobRecipient[] recipients;
    private boolean touched;
    private CompletableFuture<Void> saving;
    private CompletableFuture<Void> next;

    LiveJob(Job job, Storage storage) {
        this.storage = storage;
        replace(job);
    }

    /** The job as it is now. */
    synchronized Job get() {
        if (!current) {
            job = job.withRecipients(List.of(recipients));
            current = true;
        }
        return job;
    }

    synchronized JobRecipient get(int number) {
        return recipients[number];
    }

    /** The recipient that the submitter gave and that this one came from, perhaps itself. */
    synchronized JobRecipient root(JobRecipient recipient) {
        JobRecipient r = recipient;
        while (r.parent() >= 0) {
            r = recipients[r.parent()];
        }
        return r;
    }

    /** Whether it is in a list with an owner, to whom its sender's wishes mean nothing. */
    synchronized boolean isBehindOwner(JobRecipient recipient) {
        for (int at = recipient.parent(); at >= 0; at = recipients[at].parent()) {
            if (recipients[at].listOwner().isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** The job has other recipients now. That alone is nothing that must be kept. */
    synchronized void replace(Job grown) {
        job = grown;
        recipients = grown.recipients().toArray(JobRecipient[]::new);
        current = true;
    }

    /** @return the recipient as it is now */
    synchronized JobRecipient change(int number, UnaryOperator<JobRecipient> change) {
        recipients[number] = change.apply(recipients[number]);
        current = false;
        touched = true;
        return recipients[number];
    }

    /** Whether something has become of it. */
    synchronized boolean isTouched() {
        return touched;
    }

    /** Completed when the job as it is now, or as it is a little later, is on stable storage. */
    CompletionStage<Void> save() {
        CompletableFuture<Void> mine;
        synchronized (this) {
            if (saving != null) {
                next = next == null ? new CompletableFuture<>() : next;
                return next;
            }
            mine = new CompletableFuture<>();
            saving = mine;
        }
        write(mine);
        return mine;
    }

    /**
     * Sees to it that what has been achieved is kept. Of a large job the first save, too, waits as if there had been one before:
     * what is over by then needs none.
     */
    void saveSoon() {
        Duration pause = firstPause();
        if (pause.isZero()) {
            save();
            return;
        }
        try {
            storage.after(pause, this::writeNext);
        } catch (RejectedExecutionException e) { // the router stops
            writeNext();
        }
    }

    /** Zero if there is none. */
    private synchronized Duration firstPause() {
        long expected = recipients.length * USUAL_NANOS;
        if (saving != null || expected < SHORT_NANOS) {
            return Duration.ZERO;
        }
        saving = CompletableFuture.completedFuture(null);
        next = new CompletableFuture<>();
        return Duration.ofNanos(PAUSE * expected);
    }

    private void write(CompletableFuture<Void> done) {
        long began = System.nanoTime();
        guardedSave().whenComplete((saved, trouble) -> {
            if (trouble == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(trouble);
            }
            long took = System.nanoTime() - began;
            if (took < SHORT_NANOS) {
                writeNext();
            } else {
                storage.after(Duration.ofNanos(PAUSE * took), this::writeNext);
            }
        });
    }

    private void writeNext() {
        CompletableFuture<Void> following;
        synchronized (this) {
            following = next;
            next = null;
            saving = following;
        }
        if (following != null) {
            write(following);
        }
    }

    /** Were an exception to escape, all later saves would wait for this one. */
    private CompletionStage<Void> guardedSave() {
        try {
            return storage.save(get());
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * Completed, normally, when no save is under way. What has been asked for and has not begun is not saved any more: whoever
     * asks now saves it all.
     */
    CompletionStage<Void> quiet() {
        CompletableFuture<Void> last;
        CompletableFuture<Void> dropped;
        synchronized (this) {
            last = saving;
            dropped = next;
            next = null;
        }
        if (dropped != null) {
            dropped.complete(null);
        }
        return last == null ? CompletableFuture.completedFuture(null) : last.handle((done, trouble) -> null);
    }
}
