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
 * @param access  in whose name it was opened
 */
record LockedFile(FileChannel channel, Path path, Optional<Path> dotLock, Access access) implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(LockedFile.class);

    @Override
    public void close() throws IOException {
        try (channel) {
            if (access.only().isPresent() || dotLock.isPresent()) {
                finish();
            }
        }
    }

    private void finish() {
        try {
            access.names().call(() -> {
                try {
                    access.mark(path);
                } finally {
                    if (dotLock.isPresent()) {
                        Files.deleteIfExists(dotLock.get());
                    }
                }
                return null;
            });
        } catch (IOException | UndeliverableException e) {
            LOG.warn("{}: cannot remove its lock file, or give it back its mode: {}", path, e.toString());
        }
    }
}
