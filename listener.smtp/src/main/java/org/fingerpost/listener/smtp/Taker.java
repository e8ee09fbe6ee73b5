package org.fingerpost.listener.smtp;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Takes the octets that are no command lines: the content of a message, the answers to a challenge. */
@FunctionalInterface
interface Taker {

    /**
     * Takes octets up to the end of what it is there for, and no further.
     *
     * @param input backed by an array
     * @return empty if more octets are needed; else what they come to: command lines follow again, unless the dialogue was
     *         given another taker
     */
    Optional<Answer> take(ByteBuffer input) throws BadCommand;

    /** The session ends, or forgets the transaction, before it has all. */
    default void abandon() {
    }
}
