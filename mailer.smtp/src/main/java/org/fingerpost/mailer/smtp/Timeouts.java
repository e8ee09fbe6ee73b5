package org.fingerpost.mailer.smtp;

import java.time.Duration;

/**
 * How long is waited (RFC 5321 §4.5.3.2); all positive.
 *
 * @param place           for a connection to become free
 * @param connect         for the host's addresses, and then for each of them to answer
 * @param greeting        for the first reply
 * @param ehlo            for the reply to EHLO, LHLO or HELO
 * @param startTls        for the reply to STARTTLS, and then for the handshake
 * @param auth            for each reply to AUTH
 * @param mail            for the reply to MAIL
 * @param rcpt            for the reply to RCPT
 * @param dataInit        for the 354
 * @param dataBlock       for one chunk of the content to be taken
 * @param dataTermination for the reply to the final dot, and to each chunk of BDAT
 * @param rset            for the reply to RSET
 * @param quit            for the reply to QUIT; no mail waits for it
 */
record Timeouts(Duration place, Duration connect, Duration greeting, Duration ehlo, Duration startTls, Duration auth,
        Duration mail, Duration rcpt, Duration dataInit, Duration dataBlock, Duration dataTermination, Duration rset,
        Duration quit) {

    /** The same time for whatever is said before the content, and for what no mail waits for. */
    Timeouts(Duration place, Duration connect, Duration greeting, Duration command, Duration dataInit, Duration dataBlock,
            Duration dataTermination, Duration quit) {
        this(place, connect, greeting, command, command, command, command, command, dataInit, dataBlock, dataTermination, quit,
                quit);
    }

    Duration at(Stage stage) {
        return switch (stage) {
            case GREETING -> greeting;
            case EHLO, HELO -> ehlo;
            case STARTTLS, HANDSHAKE -> startTls;
            case AUTH, PROOF -> auth;
            case MAIL -> mail;
            case RCPT -> rcpt;
            case DATA -> dataInit;
            case CONTENT -> dataBlock;
            case CHUNK, END_OF_DATA -> dataTermination;
            case RSET -> rset;
            case READY, QUIT, CLOSED -> quit;
        };
    }
}
