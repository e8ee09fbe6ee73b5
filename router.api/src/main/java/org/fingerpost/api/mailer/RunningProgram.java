package org.fingerpost.api.mailer;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A program and the pipes to it. Its pipes block: use each on a thread of its own. They may stay open after its end, for as long
 * as processes that it left behind hold them.
 */
@ProviderType
public interface RunningProgram {

    /** Its standard input; not buffered, so that {@code flush} does nothing. */
    OutputStream input();

    /** Its standard output. */
    InputStream output();

    /** Completed with its exit status, 128 and more for a signal. */
    CompletionStage<Integer> ended();

    /**
     * The beginning of what it has written to its error output: octets, without line ends at the end. After its end it
     * waits a moment for what is still in the pipe.
     */
    String errors();

    /**
     * Ends it and all of its descendants, if it has not ended by itself after {@code grace}: they are asked to end first, and
     * {@code grace} later they are killed. Returns at once.
     */
    void end(Duration grace);
}
