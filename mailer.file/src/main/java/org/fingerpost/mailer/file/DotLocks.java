package org.fingerpost.mailer.file;

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

/**
 * The lock that mail programs have always shared: a file {@code MAILBOX.lock} that only one can create. One that is older than
 * anybody needs is taken for left behind by a crash. Asked in the name of whoever has the mailbox; says nothing to any log.
 */
final class DotLocks {

    static final String SUFFIX = ".lock";

    private final Duration stale;
    private final Clock clock;

    DotLocks(Duration stale, Clock clock) {
        this.stale = stale;
        this.clock = clock;
    }

    /**
     * What came of a try.
     *
     * @param isHeld whether the mailbox may be written
     * @param file   the lock file that was made, if one could be
     * @param remark for the log: one line, or empty
     */
    record Try(boolean isHeld, Optional<Path> file, String remark) {
    }

    /**
     * Takes the lock of {@code mailbox} without waiting. Where no lock file can be made, because the folder is not ours to
     * write or the name would be too long, or one that was left behind cannot be removed, the lock in the file itself has to do.
     */
    Try tryTake(Path mailbox) {
        Path file = mailbox.resolveSibling(mailbox.getFileName() + SUFFIX);
        try {
            Files.createFile(file);
            return new Try(true, Optional.of(file), "");
        } catch (FileAlreadyExistsException e) {
            return removeIfStale(file);
        } catch (IOException e) {
            return new Try(true, Optional.empty(), "");
        }
    }

    private Try removeIfStale(Path file) {
        try {
            Instant made = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
            if (!made.plus(stale).isBefore(clock.instant())) {
                return new Try(false, Optional.empty(), "");
            }
            Files.deleteIfExists(file);
            return new Try(false, Optional.empty(), "removed " + file + ", left behind at " + made);
        } catch (NoSuchFileException e) {
            return new Try(false, Optional.empty(), ""); // given up just now
        } catch (IOException e) {
            return new Try(true, Optional.empty(), "cannot remove " + file
                    + ", which looks left behind, and goes on without it: " + e);
        }
    }
}
