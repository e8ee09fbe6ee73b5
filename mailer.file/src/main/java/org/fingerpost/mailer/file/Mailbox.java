package org.fingerpost.mailer.file;

import java.io.IOException;

import org.fingerpost.api.mailer.Delivery;

/** What takes a message. */
@FunctionalInterface
interface Mailbox {

    /** Takes everything and keeps nothing: {@code /dev/null}. */
    Mailbox NULL = delivery -> { };

    /**
     * Adds the message of {@code delivery}, whole, or leaves everything as it was.
     *
     * @throws IOException            what the file system or the queue store says
     * @throws UndeliverableException if this mailbox must not or cannot be written
     * @throws InterruptedException   while waiting for a lock
     */
    void append(Delivery delivery) throws IOException, UndeliverableException, InterruptedException;
}
