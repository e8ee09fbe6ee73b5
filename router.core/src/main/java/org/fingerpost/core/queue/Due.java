package org.fingerpost.core.queue;

import java.util.Optional;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Job;

/** What is to be done next. */
sealed interface Due {

    /**
     * A job is to be worked on; it now is active.
     *
     * @param fresh          the job, if it is new
     * @param forced         whether it is tried now by somebody's wish
     * @param place          at the destination that called for it, if one did
     * @param arrivalsBefore how many mailers had come
     */
    record ToWork(QueueId id, Optional<Job> fresh, boolean forced, Optional<Lane.Grant> place, long arrivalsBefore)
            implements Due {
    }

    /** An active job goes on. */
    record ToContinue(Runnable work) implements Due {
    }

    /** What came of a job is to be stored, after an earlier try failed. */
    record ToKeep(Round round) implements Due {
    }
}
