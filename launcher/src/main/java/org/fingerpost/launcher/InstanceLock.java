package org.fingerpost.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * That one process at a time runs an instance: an exclusive lock on {@code run/lock}, which the kernel gives back whatever
 * becomes of the process. {@code run/pid} names it for people and scripts; it is there while the lock is held, and stale after a
 * crash.
 */
final class InstanceLock implements AutoCloseable {

    private final FileChannel channel;
    private final Path pidFile;

    private InstanceLock(FileChannel channel, Path pidFile) {
        this.channel = channel;
        this.pidFile = pidFile;
    }

    /** @throws StartRefused if another process has it, or the files cannot be written */
    static InstanceLock take(InstanceFolder instance, long pid) throws StartRefused {
        Path pidFile = instance.run().resolve("pid");
        try {
            FileChannel channel = FileChannel.open(instance.run().resolve("lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new StartRefused(ExitStatus.RUNNING, "this instance is already running (" + holder(pidFile) + "): "
                        + instance.base());
            }
            Files.writeString(pidFile, pid + "\n");
            return new InstanceLock(channel, pidFile);
        } catch (IOException e) {
            throw new StartRefused(ExitStatus.CANNOT_CREATE, "cannot lock the instance " + instance.base() + ": " + e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // by this process
        }
    }

    private static String holder(Path pidFile) {
        try {
            return "process " + Files.readString(pidFile).strip();
        } catch (IOException e) {
            return "its process has not said which it is";
        }
    }

    /** Gives it back; again is harmless. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            Files.deleteIfExists(pidFile);
            channel.close();
        }
    }
}
