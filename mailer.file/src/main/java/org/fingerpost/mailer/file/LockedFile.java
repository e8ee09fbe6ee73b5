package org.fingerpost.mailer.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An mbox file that is open for reading and writing and that nobody else writes until it is closed.
 *
 * @param channel closing it gives up its fcntl lock, too
 * @param dotLock the file beside it, if there is one
 * @param rights  in whose name that was made
 */
record LockedFile(FileChannel channel, Optional<Path> dotLock, Rights rights) implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(LockedFile.class);

    @Override
    public void close() throws IOException {
        try (channel) {
            if (dotLock.isPresent()) {
                remove(dotLock.get());
            }
        }
    }

    private void remove(Path file) {
        try {
            rights.call(() -> Files.deleteIfExists(file));
        } catch (IOException | UndeliverableException e) {
            LOG.warn("cannot remove the lock file {}: {}", file, e.toString());
        }
    }
}
