package org.fingerpost.listener.smtp;

/** A connection's socket, as far as {@link Connection} uses it. Nothing here blocks; any thread unless it says otherwise. */
interface Wire {

    /**
     * Sends octets after those that were sent before; one thread at a time. {@code sent} is run once they have left or never
     * will, on any thread, this one included.
     */
    void send(byte[] octets, Runnable sent);

    /** Reads nothing more. On the I/O thread only. */
    void suspendRead();

    void resumeRead();

    /** Closes when all has been sent. */
    void close();

    /** Closes now. */
    void abort();
}
