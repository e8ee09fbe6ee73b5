package org.fingerpost.api.queue;

import java.time.Instant;

/**
 * Why nothing is done for a message until somebody releases it. Immutable.
 *
 * @param since  when that began
 * @param by     who holds it: the login name of an operator, {@link #POLICY} or {@link #ROUTER}
 * @param reason for people; may be empty
 */
public record Hold(Instant since, String by, String reason) {

    /** A check rule set of the policy wants a human to look at it. */
    public static final String POLICY = "the policy";
    /** The router knows nobody whom it could tell what has become of it. */
    public static final String ROUTER = "the router";
}
