package org.fingerpost.core.queue;

import java.time.Instant;
import java.util.Optional;

import org.fingerpost.api.mailer.Outcome;

/**
 * The right to make one attempt at one destination now. Whoever has it owes exactly one call of {@link #leave} or {@link
 * #giveBack}. Any thread.
 */
public interface Place {

    /**
     * The attempt has ended.
     *
     * @param why what came of it for the first of its recipients
     * @return when the destination is tried again, if it is down now: until then what it is to get waits
     */
    Optional<Instant> leave(Reach reach, Outcome why);

    /** No attempt is made. */
    void giveBack();
}
