package org.fingerpost.core.queue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.QueueStore;

/**
 * One round of work on one job: attempts, report, and what came of them back into the store. What was achieved is never given up:
 * a report that fails leaves the outcomes of the attempts, and a store that fails leaves both here, to be {@link #keep kept}
 * later. Otherwise those who have the message already would get it again after each failure of a full disk.
 */
final class Round {

    /** How a round ends; exactly one of these is called. Any thread. */
    interface Ending {

        /** The store has what came of it. */
        void kept(Round round);

        /** It came to outcomes that the store did not take; {@link Round#keep} tries again. */
        void notKept(Round round, Throwable why);

        /** It came to nothing; the job is as the store has it. */
        void failed(Round round, Throwable why);
    }

    private final QueueId id;
    private final long arrivalsBefore;
    private final QueueStore store;
    private final JobWork work;
    private final Ending ending;
    private volatile Job result;
    private volatile Throwable unreported;

    /** @param arrivalsBefore how many mailers had come when it began */
    Round(QueueId id, long arrivalsBefore, QueueStore store, JobWork work, Ending ending) {
        this.id = id;
        this.arrivalsBefore = arrivalsBefore;
        this.store = store;
        this.work = work;
        this.ending = ending;
    }

    QueueId id() {
        return id;
    }

    long arrivalsBefore() {
        return arrivalsBefore;
    }

    /** What came of it, once there is something. */
    Job result() {
        return result;
    }

    /** Why those who failed could not be reported; null if they were. */
    Throwable unreported() {
        return unreported;
    }

    void run(Job due) {
        guarded(() -> work.work(due, store::update)).whenComplete((worked, trouble) -> {
            if (trouble != null) {
                ending.failed(this, trouble);
            } else {
                report(worked);
            }
        });
    }

    private void report(Job worked) {
        guarded(() -> work.report(worked, store::update)).whenComplete((reported, trouble) -> {
            unreported = trouble;
            keep(trouble == null ? reported : worked);
        });
    }

    /** Ends with this result. */
    void keep(Job job) {
        result = job;
        keep();
    }

    /** Makes what came of it durable; may be called again after it was not. */
    void keep() {
        guarded(() -> result.isDone() ? store.remove(result.id()) : store.update(result)).whenComplete((done, trouble) -> {
            if (trouble == null) {
                ending.kept(this);
            } else {
                ending.notKept(this, trouble);
            }
        });
    }

    /**
     * Rules and tables of plug-ins run here too, so anything may be thrown; were it to escape, the job would stay active for
     * ever.
     */
    private static <T> CompletionStage<T> guarded(Supplier<CompletionStage<T>> step) {
        try {
            return step.get();
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
