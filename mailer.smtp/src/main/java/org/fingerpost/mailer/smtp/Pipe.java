package org.fingerpost.mailer.smtp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A way to a server that blocks: one thread reads from it, one writes to it, any may drop it. */
interface Pipe {

    /** Reads what is there, or waits for it. @return less than 0 at the end */
    int read(ByteBuffer into) throws IOException;

    /** Writes all of it. */
    void write(ByteBuffer from) throws IOException;

    /** Says that nothing more will be written. On the writing thread. */
    void endOutput();

    /** Gives it up; who reads or writes is freed in time. Does not wait. */
    void drop();

    /**
     * Completed when its other end is gone while somebody else may still hold the pipe, with the reason in one line; empty if
     * that cannot be.
     */
    Optional<CompletableFuture<String>> gone();
}
