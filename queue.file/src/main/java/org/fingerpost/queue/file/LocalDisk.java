package org.fingerpost.queue.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The machine's own file system. */
final class LocalDisk implements Disk {

    @Override
    public FileOutputStream create(Path file) throws IOException {
        // Made with O_EXCL and its final mode, then opened as a stream that an interrupt cannot close, unlike a channel.
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return new FileOutputStream(file.toFile());
    }

    @Override
    public void sync(Path file, FileOutputStream open) throws SyncFailedException {
        try {
            open.getFD().sync();
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    @Override
    public void syncDirectory(Path directory) throws SyncFailedException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            throw failed(directory, e);
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    private static SyncFailedException failed(Path what, IOException cause) {
        SyncFailedException e = new SyncFailedException("flushing " + what + " failed: " + cause.getMessage());
        e.initCause(cause);
        return e;
    }
}
