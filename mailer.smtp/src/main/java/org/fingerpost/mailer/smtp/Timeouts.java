package org.fingerpost.mailer.smtp;

import java.time.Duration;

/**
 * How long is waited (RFC 5321 §4.5.3.2); all positive.
 *
 * @param place           for a connection to become free
 * @param connect         for the host's addresses, and then for each of them to answer
 * @param greeting        for the first reply
 * @param command         for the reply to EHLO, MAIL and RCPT
 * @param dataInit        for the 354
 * @param dataBlock       for one chunk of the content to be taken
 * @param dataTermination for the reply to the final dot
 * @param quit            for the reply to RSET or QUIT; no mail waits for it
 */
record Timeouts(Duration place, Duration connect, Duration greeting, Duration command, Duration dataInit, Duration dataBlock,
        Duration dataTermination, Duration quit) {

    Duration at(Stage stage) {
        return switch (stage) {
            case GREETING -> greeting;
            case EHLO, HELO, MAIL, RCPT -> command;
            case DATA -> dataInit;
            case CONTENT -> dataBlock;
            case END_OF_DATA -> dataTermination;
            case READY, RSET, QUIT, CLOSED -> quit;
        };
    }
}
