package org.fingerpost.core.queue;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.QueueStore;
import org.fingerpost.core.queue.JobWork.Worked;

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

    private final Due.ToWork due;
    private final QueueStore store;
    private final JobWork work;
    private final Turn turn;
    private final Ending ending;
    private volatile Job before;
    private volatile Worked result;
    private volatile Throwable unreported;

    Round(Due.ToWork due, QueueStore store, JobWork work, Turn turn, Ending ending) {
        this.due = due;
        this.store = store;
        this.work = work;
        this.turn = turn;
        this.ending = ending;
    }

    QueueId id() {
        return due.id();
    }

    /** How many mailers had come when it began. */
    long arrivalsBefore() {
        return due.arrivalsBefore();
    }

    /** Whether it was begun by somebody's wish. */
    boolean forced() {
        return due.forced();
    }

    /** What came of it, once there is something. */
    Worked result() {
        return result;
    }

    /** The job if it was new and nothing has become of it. */
    Optional<Job> stillFresh() {
        return due.fresh().filter(job -> job == result.job());
    }

    /** Why those who failed could not be reported; null if they were. */
    Throwable unreported() {
        return unreported;
    }

    void run(Job job) {
        before = job;
        guarded(() -> work.work(job, turn)).whenComplete((worked, trouble) -> {
            turn.settled();
            if (trouble != null) {
                ending.failed(this, trouble);
            } else {
                report(worked);
            }
        });
    }

    private void report(Worked worked) {
        guarded(() -> work.report(worked.job(), turn)).whenComplete((reported, trouble) -> {
            unreported = trouble;
            keep(trouble == null ? worked.with(reported) : worked);
        });
    }

    /** Ends with this result. */
    void keep(Worked worked) {
        result = worked;
        keep();
    }

    /** Makes what came of it durable, if anything did; may be called again after it was not. */
    void keep() {
        guarded(this::store).whenComplete((done, trouble) -> {
            if (trouble == null) {
                ending.kept(this);
            } else {
                ending.notKept(this, trouble);
            }
        });
    }

    private CompletionStage<Void> store() {
        Job after = result.job();
        return after.isDone() ? store.remove(after.id())
                : after == before ? CompletableFuture.completedFuture(null) : store.update(after);
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
