package org.fingerpost.mailer.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * An mbox file that is open for reading and writing and that nobody else writes until it is closed.
 *
 * @param channel closing it gives up its fcntl lock, too
 * @param dotLock the file beside it
 * @param turn    this thread's right to the file within this JVM; given up last
 */
record LockedFile(FileChannel channel, DotLocks.Lock dotLock, Turns.Turn turn) implements Closeable {

    @Override
    public void close() throws IOException {
        try (turn; channel; dotLock) {
            // in the reverse order
        }
    }
}
