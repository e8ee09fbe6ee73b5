package org.fingerpost.core.queue;

import java.util.concurrent.CompletionStage;

import org.fingerpost.api.queue.Job;

/** What is done with a job that is due: expansion, routing, attempts. */
public interface JobWork {

    /** Keeps what has been achieved so far on stable storage, while the rest is still under way. */
    @FunctionalInterface
    interface Progress {
        CompletionStage<Void> save(Job job);
    }

    /**
     * Works on a job until each of its recipients that was due has an outcome. Called on a worker; what takes time goes on
     * elsewhere.
     *
     * @return the job with the outcomes; a recipient that stays pending has the time of its next attempt
     */
    CompletionStage<Job> work(Job job, Progress progress);

    /**
     * Tells the sender what is to be told: of those that failed, or take long, or were reached.
     *
     * @return the job with that marked, once the report is on stable storage
     */
    CompletionStage<Job> report(Job job, Progress progress);
}
