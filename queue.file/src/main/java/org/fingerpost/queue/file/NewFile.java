package org.fingerpost.queue.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

import org.fingerpost.api.mail.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that is being made: written, then flushed and closed, or discarded. One thread at a time. */
final class NewFile {

    private static final Logger LOG = LoggerFactory.getLogger(NewFile.class);

    private final Disk disk;
    private final Path path;
    private final FileOutputStream stream;

    /** @throws java.nio.file.FileAlreadyExistsException if the name is taken */
    NewFile(Disk disk, Path path) throws IOException {
        this.disk = disk;
        this.path = path;
        this.stream = disk.create(path);
    }

    /** Where to write to; unbuffered. */
    OutputStream stream() {
        return stream;
    }

    /** What has been written. */
    Body content() {
        return new FileBody(path);
    }

    /** Makes the content stable, not yet the name. Nothing can be written afterwards. */
    void settle() throws IOException {
        disk.sync(path, stream);
        stream.close();
    }

    void renameTo(Path target) throws IOException {
        disk.rename(path, target);
    }

    /** Removes and closes it. Never fails: what stays is swept away when the store is opened. */
    void discard() {
        try (stream) {
            disk.delete(path);
        } catch (IOException e) {
            LOG.warn("{} could not be removed; the next start does it: {}", path, e.toString());
        }
    }
}
