package org.fingerpost.queue.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The machine's own file system. */
final class LocalDisk implements Disk {

    private static final Logger LOG = LoggerFactory.getLogger(LocalDisk.class);

    /** Opens a folder. */
    interface Opening {
        FileChannel open(Path folder) throws IOException;
    }

    private final Opening opening;
    private final Map<Path, FileChannel> folders = new ConcurrentHashMap<>();

    LocalDisk() {
        this(folder -> FileChannel.open(folder, StandardOpenOption.READ));
    }

    LocalDisk(Opening opening) {
        this.opening = opening;
    }

    @Override
    public FileOutputStream create(Path file) throws IOException {
        // Made with O_EXCL and its final mode, then opened as a stream that an interrupt cannot close, unlike a channel.
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            return new FileOutputStream(file.toFile());
        } catch (IOException e) {
            Files.deleteIfExists(file); // no descriptor was left for the second opening
            throw e;
        }
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
        try {
            folder(directory).force(true);
        } catch (IOException e) {
            throw failed(directory, e);
        }
    }

    /**
     * The folder of this name now, or as it was when there is no descriptor for another look: a lack of descriptors passes, but a
     * flush that did not happen marks the storage as bad for good.
     */
    private FileChannel folder(Path directory) throws IOException {
        FileChannel kept = folders.get(directory);
        try {
            FileChannel now = opening.open(directory);
            folders.put(directory, now);
            close(kept);
            return now;
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            if (kept == null) {
                throw e;
            }
            LOG.warn("{} could not be opened again: {}", directory, e.toString());
            return kept;
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

    @Override
    public void close() {
        folders.values().forEach(LocalDisk::close);
        folders.clear();
    }

    private static void close(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.debug("a folder could not be closed", e);
        }
    }

    private static SyncFailedException failed(Path what, IOException cause) {
        SyncFailedException e = new SyncFailedException("flushing " + what + " failed: " + cause.getMessage());
        e.initCause(cause);
        return e;
    }
}
