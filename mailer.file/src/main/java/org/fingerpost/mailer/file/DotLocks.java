package org.fingerpost.mailer.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock that mail programs have always shared: a file {@code MAILBOX.lock} that only one can create. One that is older than
 * anybody needs is taken for left behind by a crash.
 */
final class DotLocks {

    static final String SUFFIX = ".lock";

    private static final Logger LOG = LoggerFactory.getLogger(DotLocks.class);

    private final Duration stale;
    private final Clock clock;

    DotLocks(Duration stale, Clock clock) {
        this.stale = stale;
        this.clock = clock;
    }

    /**
     * Takes the lock of {@code mailbox} without waiting; empty if somebody else has it. Where no lock file can be made, because
     * the folder is not ours to write or the name would be too long, the lock in the file itself has to do.
     */
    Optional<Lock> tryTake(Path mailbox) {
        Path file = mailbox.resolveSibling(mailbox.getFileName() + SUFFIX);
        try {
            Files.createFile(file);
            return Optional.of(new Lock(Optional.of(file)));
        } catch (FileAlreadyExistsException e) {
            removeIfStale(file);
            return Optional.empty();
        } catch (IOException e) {
            LOG.debug("{} is written without a lock file: {}", mailbox, e.toString());
            return Optional.of(new Lock(Optional.empty()));
        }
    }

    private void removeIfStale(Path file) {
        try {
            Instant made = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
            if (made.plus(stale).isBefore(clock.instant())) {
                Files.deleteIfExists(file);
                LOG.info("removed {}, left behind at {}", file, made);
            }
        } catch (NoSuchFileException e) {
            LOG.debug("{} was given up just now", file);
        } catch (IOException e) {
            LOG.warn("cannot remove {}, which looks left behind: {}", file, e.toString());
        }
    }

    /** A lock file that is ours, or the lack of one. */
    record Lock(Optional<Path> file) implements Closeable {

        @Override
        public void close() {
            file.ifPresent(Lock::remove);
        }

        private static void remove(Path file) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warn("cannot remove the lock file {}: {}", file, e.toString());
            }
        }
    }
}
