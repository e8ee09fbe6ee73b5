package org.fingerpost.core.queue;

import org.fingerpost.api.queue.Job;

/** Which of several jobs that are due comes first. */
@FunctionalInterface
public interface Priority {

    /** What a message is put back behind others at most, and brought forward before them. */
    long MOST = 3_600_000;

    /** All are alike. */
    Priority NONE = job -> 0;

    /** As sendmail counts it: the less, the earlier. Any thread. */
    long points(Job job);

    /**
     * Milliseconds that the job is put back behind others that are due with it, one for each point, an hour at most; negative to
     * come before them. So what has waited for long comes before what has just come, whatever both are, and nothing waits for
     * ever.
     */
    default int handicap(Job job) {
        return (int) Math.max(-MOST, Math.min(MOST, points(job)));
    }
}
