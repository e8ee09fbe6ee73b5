package org.fingerpost.queue.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that a spool has one owner: a lock on the file {@code lock} in it, which the system frees when the process dies. */
final class SpoolLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolLock.class);

    /**
     * Spools of this process. The system's lock belongs to the process and is lost when it closes any descriptor of the file
     * (fcntl), so a second store of the same process must not even open it.
     */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path spool;
    private final FileChannel channel;

    private SpoolLock(Path spool, FileChannel channel) {
        this.spool = spool;
        this.channel = channel;
    }

    /**
     * @param spool a real path
     * @throws IOException if somebody has it, or if it cannot be had
     */
    static SpoolLock acquire(Path spool) throws IOException {
        if (!OURS.add(spool)) {
            throw new IOException("another queue store of this process uses it");
        }
        try {
            return new SpoolLock(spool, lock(spool.resolve("lock")));
        } catch (IOException | RuntimeException e) {
            OURS.remove(spool);
            throw e;
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        if (!isFree(channel)) {
            channel.close();
            throw new IOException("another process uses it, " + file + " is locked");
        }
        return channel;
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("the lock of {} could not be given back: {}", spool, e.toString());
        }
        OURS.remove(spool);
    }
}
