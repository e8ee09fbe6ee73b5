package org.fingerpost.core.queue;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient.Via;

/** What is done with a job that is due: expansion, routing, attempts. */
public interface JobWork {

    /** Keeps what has been achieved so far on stable storage, while the rest is still under way. */
    @FunctionalInterface
    interface Progress {
        CompletionStage<Void> save(Job job);
    }

    /**
     * What came of a round of work.
     *
     * @param job   with the outcomes; the very job that was given if nothing has become of it
     * @param waits destinations that have no place for it: it is worked on again as soon as one of them has
     * @param due   when it is to be worked on even so; empty for never
     */
    record Worked(Job job, Set<Via> waits, Optional<Instant> due) {

        public Worked {
            waits = Set.copyOf(waits);
        }

        /** One that waits for nothing but its time. */
        public static Worked of(Job job) {
            return new Worked(job, Set.of(), job.nextAttempt());
        }

        Worked with(Job changed) {
            return new Worked(changed, waits, due);
        }
    }

    /**
     * Works on a job until each of its recipients that was due has an outcome, or waits for its destination. Called on a worker;
     * what takes time goes on elsewhere. A recipient that stays pending has the time of its next attempt.
     */
    CompletionStage<Worked> work(Job job, Turn turn);

    /** When something is to be done for a job even if its destinations have no room; empty for never. */
    Optional<Instant> limit(Job job);

    /**
     * Tells the sender what is to be told: of those that failed, or take long, or were reached.
     *
     * @return the job with that marked, once the report is on stable storage; the very job that was given if there was nothing
     *         to tell
     */
    CompletionStage<Job> report(Job job, Progress progress);
}
