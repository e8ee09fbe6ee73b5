package org.fingerpost.mailer.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * An mbox file that is open for reading and writing and that nobody else writes until it is closed.
 *
 * @param channel closing it gives up its fcntl lock, too
 * @param dotLock the file beside it
 */
record LockedFile(FileChannel channel, DotLocks.Lock dotLock) implements Closeable {

    @Override
    public void close() throws IOException {
        try (channel; dotLock) {
            // in the reverse order
        }
    }
}
