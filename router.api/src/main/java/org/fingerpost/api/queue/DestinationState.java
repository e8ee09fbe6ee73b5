package org.fingerpost.api.queue;

import java.time.Instant;
import java.util.Optional;

import org.fingerpost.api.mailer.Outcome;

/**
 * How it stands with one destination, a pair (mailer, host), at one moment.
 *
 * @param way       which one; its mailer is empty for the one that stands for all that are too many to be known singly
 * @param condition whether an attempt may begin now, and if not, why
 * @param active    attempts that are under way
 * @param limit     attempts that may be under way at once
 * @param waiting   messages that wait for it; one that waits for several destinations counts at each
 * @param since     when it went down, if it is down
 * @param until     when the next attempt may begin, if a time is what is waited for
 * @param reason    what the last attempt came to, if it is down
 */
public record DestinationState(JobRecipient.Via way, Condition condition, int active, int limit, int waiting,
        Optional<Instant> since, Optional<Instant> until, Optional<Outcome> reason) {

    /** Whether attempts may begin. */
    public enum Condition {
        /** They may. */
        OPEN,
        /** As many as may be are under way. */
        FULL,
        /** As many as may begin in some time have begun. */
        RATE,
        /** It could not be reached; one message will be tried when the time has come. */
        DOWN,
        /** It could not be reached; one message is being tried now. */
        PROBED
    }
}
