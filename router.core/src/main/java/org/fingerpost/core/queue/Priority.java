package org.fingerpost.core.queue;

import org.fingerpost.api.queue.Job;

/** Which of several jobs that are due comes first. */
@FunctionalInterface
public interface Priority {

    /** All are alike. */
    Priority NONE = job -> 0;

    /** Milliseconds that the job is put back behind others that are due with it; negative to come before them. Any thread. */
    int handicap(Job job);
}
