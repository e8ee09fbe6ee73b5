package org.fingerpost.core.queue;

import java.time.Instant;
import java.util.Optional;

import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.JobRecipient.Via;

/** What the work on one job may ask of the queue. Any thread, until that work ends. */
public interface Turn extends JobWork.Progress {

    /** Hears whether there is a place; one of the two is called, once, on a worker. */
    interface Waiter {

        void placed(Place place);

        /** There will be none soon: the job is to wait on the disk. */
        void turnedAway();
    }

    /** What keeps mail from a destination for longer. */
    record Down(Instant until, Outcome reason) {
    }

    /** Whether an operator wants it tried now: each of its recipients that waits is due. */
    boolean isForced();

    /** Whether this destination has called for the job: it has a place for it, and what waits for it is due. */
    boolean isCalledFor(Via way);

    /** A place for an attempt, if there is one now. */
    Optional<Place> enter(Via way);

    /** What the destination that called has no attempt for is free for others. */
    void settled();

    /**
     * Asks to wait in memory for a place, in turns with all others who want one.
     *
     * @param isList whether there are more attempts to come after this one
     * @return false if the job is better off on the disk: the waiter is never called
     */
    boolean await(Via way, boolean isList, Waiter waiter);

    /** Empty if the destination is up, as far as we know. */
    Optional<Down> down(Via way);

    /** Goes on with the work on a worker, after others have had their turn. */
    void later(Runnable work);
}
