package org.fingerpost.core.request;

import java.time.Duration;
import java.util.Optional;

/** What those who hand mail in may ask for. Asked for each message; any thread. */
public interface Terms {

    /** What applies without any setting. */
    Terms USUAL = new Terms() { };

    /** How long an authenticated user may have a message held; zero for not at all. */
    default Duration longestHold() {
        return Duration.ofDays(7);
    }

    /** The least time that may be given for a delivery, zero for any; empty if nobody may give one. */
    default Optional<Duration> shortestDeadline() {
        return Optional.of(Duration.ZERO);
    }

    /** Whether a submission whose From is not its user's own address gets a Sender field. */
    default boolean namesSender() {
        return false;
    }

    /** The domain of addresses that are submitted without one; empty for our own name. */
    default String domain() {
        return "";
    }
}
