package org.fingerpost.core.dispatch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

import org.fingerpost.api.queue.Job;
import org.fingerpost.core.queue.JobWork;

/**
 * A job while it is worked on, and its copy on stable storage. Batches end on their mailers' threads, so this object's lock
 * guards it; at most one save is under way, and changes that come meanwhile share the next one.
 */
final class LiveJob {

    private final JobWork.Progress progress;
    private Job job;
    private CompletableFuture<Void> saving;
    private CompletableFuture<Void> next;

    LiveJob(Job job, JobWork.Progress progress) {
        this.job = job;
        this.progress = progress;
    }

    synchronized Job get() {
        return job;
    }

    synchronized Job change(UnaryOperator<Job> change) {
        job = change.apply(job);
        return job;
    }

    /** Completed when the job as it is now, or as it is a little later, is on stable storage. */
    CompletionStage<Void> save() {
        CompletableFuture<Void> mine;
        Job now;
        synchronized (this) {
            if (saving != null) {
                next = next == null ? new CompletableFuture<>() : next;
                return next;
            }
            mine = new CompletableFuture<>();
            saving = mine;
            now = job;
        }
        write(now, mine);
        return mine;
    }

    private void write(Job now, CompletableFuture<Void> done) {
        guardedSave(now).whenComplete((saved, trouble) -> {
            CompletableFuture<Void> following;
            Job then;
            synchronized (this) {
                following = next;
                next = null;
                saving = following;
                then = job;
            }
            if (trouble == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(trouble);
            }
            if (following != null) {
                write(then, following);
            }
        });
    }

    /** Were an exception to escape, all later saves would wait for this one. */
    private CompletionStage<Void> guardedSave(Job now) {
        try {
            return progress.save(now);
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Completed, normally, when no save is under way. */
    synchronized CompletionStage<Void> quiet() {
        CompletableFuture<Void> last = next != null ? next : saving;
        return last == null ? CompletableFuture.completedFuture(null) : last.handle((done, trouble) -> null);
    }
}
