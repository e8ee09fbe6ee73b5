package org.fingerpost.mailer.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens mbox files, locked. Safe on any thread.
 *
 * <p>A mailbox is a regular file with one name, no program, and reached through no symbolic link of its own: anything else could
 * be a trap of whoever can write the folder. The file system is asked before the file is opened and again once it is locked. Java
 * cannot ask about an open file: someone who can swap files twice in between is not noticed, but gets no more than the rights
 * that the file is opened with, which {@link Access} has seen to.
 *
 * <p>A reader may replace the file while we wait; what would then be appended to the old one would be lost. Therefore every try
 * opens it afresh, and no try waits for one lock while it holds another, so that the order in which other programs take the two
 * cannot matter (Debian Policy §11.6).
 */
final class Mailboxes {

    private static final Logger LOG = LoggerFactory.getLogger(Mailboxes.class);

    private static final long FIRST_PAUSE_MILLIS = 5;
    private static final long LONGEST_PAUSE_MILLIS = 500;
    /** Other programs have done within it what they lock a mailbox for, but for a few. */
    private static final long SHORT_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Turns turns = new Turns();
    private final LongWaits longWaits = new LongWaits();
    private final Duration timeout;
    private final DotLocks dotLocks;
    private final boolean fsync;

    /** @param timeout how long to wait for all locks together */
    Mailboxes(Duration timeout, DotLocks dotLocks, boolean fsync) {
        this.timeout = timeout;
        this.dotLocks = dotLocks;
        this.fsync = fsync;
    }

    static UndeliverableException locked() {
        return UndeliverableException.deferred("4.2.0", "the mailbox is locked by another program");
    }

    /** The threads of this JVM that want to write. */
    Turns turns() {
        return turns;
    }

    /** When the wait for all locks together is over that begins now, in terms of {@link System#nanoTime}. */
    long deadline() {
        return System.nanoTime() + timeout.toNanos();
    }

    /**
     * The path without links but for the last name; that one followed, too, where {@code access} allows it. To be asked before
     * the turn is taken, so that all who mean one file have one name for it.
     */
    static Path canonical(Path path, Access access) throws IOException, UndeliverableException {
        return access.looking().call(() -> {
            Path named = path.getParent().toRealPath().resolve(path.getFileName());
            return access.symLinks() && Files.isSymbolicLink(named) ? named.toRealPath() : named;
        });
    }

    /**
     * The file at {@code path}, made if there is none. The caller has the turn for it.
     *
     * @param path   without symbolic links, but perhaps the last one
     * @param onWait is run once if another program has it for so long that others should not wait as well
     * @throws NoSuchFileException    if its folder is not there
     * @throws UndeliverableException if somebody else has it for too long, or several files of its user, or if it is no file to
     *                                deliver to
     */
    LockedFile open(Path path, Access access, long deadline, Runnable onWait)
            throws IOException, UndeliverableException, InterruptedException {
        Optional<LockedFile> file = open(path, access, earlier(deadline, System.nanoTime() + SHORT_WAIT_NANOS));
        if (file.isPresent()) {
            return file.get();
        }
        onWait.run();
        if (!longWaits.begin(access)) {
            throw locked();
        }
        try {
            return open(path, access, deadline).orElseThrow(Mailboxes::locked);
        } finally {
            longWaits.end(access);
        }
    }

    private static long earlier(long time, long other) {
        return time - other < 0 ? time : other;
    }

    /** @return empty if somebody else has it until {@code deadline} */
    private Optional<LockedFile> open(Path path, Access access, long deadline)
            throws IOException, UndeliverableException, InterruptedException {
        for (long pause = FIRST_PAUSE_MILLIS;; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
            try {
                Optional<LockedFile> file = tryOpen(path, access);
                if (file.isPresent()) {
                    return file;
                }
            } catch (NoSuchFileException e) {
                LOG.debug("{} was removed just now", path);
            }
            if (System.nanoTime() - deadline >= 0) {
                return Optional.empty();
            }
            TimeUnit.MILLISECONDS.sleep(pause);
        }
    }

    private Optional<LockedFile> tryOpen(Path path, Access access) throws IOException, UndeliverableException {
        StringBuilder remarks = new StringBuilder();
        Optional<LockedFile> file = access.names().call(() -> tryOpen(path, access, remarks));
        if (remarks.length() > 0) {
            LOG.info("{}", remarks);
        }
        return file;
    }

    private Optional<LockedFile> tryOpen(Path path, Access access, StringBuilder remarks)
            throws IOException, UndeliverableException {
        if (access.only().isEmpty()) {
            makeIfMissing(path, access);
        }
        Object identity = identify(path, access);
        FileChannel channel = channel(path);
        Optional<DotLocks.Try> dotLock = Optional.empty();
        boolean done = false;
        try {
            dotLock = isLocked(channel) ? Optional.of(dotLocks.tryTake(path)) : Optional.empty();
            dotLock.ifPresent(tried -> remarks.append(tried.remark()));
            done = dotLock.isPresent() && dotLock.get().isHeld() && isStill(path, access, identity);
            return done ? Optional.of(new LockedFile(channel, path, dotLock.get().file(), access)) : Optional.empty();
        } finally {
            if (!done) {
                if (dotLock.isPresent() && dotLock.get().file().isPresent()) {
                    Files.deleteIfExists(dotLock.get().file().get());
                }
                channel.close();
            }
        }
    }

    /** Reading too, so that a named pipe that slipped in cannot hold us up until somebody reads it. */
    static FileChannel channel(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    private void makeIfMissing(Path path, Access access) throws IOException {
        if (!Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            FileChannel.open(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), access.newMode()).close();
        } catch (FileAlreadyExistsException e) {
            return;
        }
        access.give(path, access.mode());
        if (fsync) {
            Folders.flush(path.getParent());
        }
    }

    /** The lock is held until the channel is closed. */
    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // another bundle of this JVM has it, perhaps this one before it was updated
        }
    }

    private static boolean isStill(Path path, Access access, Object identity) throws IOException, UndeliverableException {
        try {
            return identify(path, access).equals(identity);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static Object identify(Path path, Access access) throws IOException, UndeliverableException {
        FileFacts facts = FileFacts.of(path);
        if (!facts.isRegular()) {
            throw UndeliverableException.failed("5.2.0", "not a regular file");
        }
        if (facts.links() > 1 && !access.hardLinks()) {
            throw UndeliverableException.failed("5.2.0", "the file has more than one name");
        }
        if (facts.isExecutable()) {
            throw UndeliverableException.failed("5.2.0", "the file is executable");
        }
        if (access.only().isPresent() && !access.only().get().key().equals(facts.key())) {
            throw UndeliverableException.deferred("4.2.0", "the file was exchanged for another");
        }
        if (access.owner().isPresent() && facts.uid() != access.owner().get().uid()) {
            take(path, access, facts);
        }
        return facts.key();
    }

    /** In a folder that is the router's alone: what the router made there when it did not act for users becomes the user's. */
    private static void take(Path path, Access access, FileFacts facts) throws IOException, UndeliverableException {
        if (facts.uid() != (int) Files.getAttribute(path.getParent(), "unix:uid")) {
            throw UndeliverableException.deferred("4.2.0", "the mailbox belongs to another user");
        }
        access.give(path, access.mode());
    }
}
