package org.fingerpost.mailer.smtp;

import java.nio.ByteBuffer;

/**
 * An open connection to a server: a TCP connection, a Unix socket, the pipes of a program. Neither method waits. Whoever provides
 * one tells the {@link Connection} what happens on it: opened, received, sent, broken, disconnected, one after the other.
 */
interface Transport {

    /** Writes these, in the order of the calls; when they are out {@link Connection#sent} is told so with the same buffer. */
    void write(ByteBuffer octets);

    /** Drops the connection and what has not been written yet; {@link Connection#disconnected} follows. Harmless when closed. */
    void close();
}
