package org.fingerpost.listener.smtp;

import java.time.Duration;

/**
 * How long a client may take.
 *
 * @param command for one command, from the last reply to the end of its line
 * @param content for the next octets of a message
 * @param rate    octets a second that a message must have come at, on the average, once it has taken {@code grace}; 0 for any
 * @param grace   before a message is called slow
 * @param session for all of a session
 */
record Timing(Duration command, Duration content, int rate, Duration grace, Duration session) {

    /** The same with less time for silence: when places are scarce. */
    Timing atMost(Duration silence) {
        return new Timing(shorter(command, silence), shorter(content, silence), rate, shorter(grace, silence), session);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
