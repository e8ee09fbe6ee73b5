package org.fingerpost.queue.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.file.Path;

/** Every step by which the store changes its folders; in one place so that a test can stop after each. Any thread. */
interface Disk extends AutoCloseable {

    /** Makes a file that only the owner can read. It fails if there is anything of that name, a symbolic link included. */
    FileOutputStream create(Path file) throws IOException;

    /**
     * Flushes the content of {@code file}, which is open as {@code open}.
     *
     * @throws SyncFailedException never to be retried: the kernel has dropped what it could not write
     */
    void sync(Path file, FileOutputStream open) throws SyncFailedException;

    /**
     * Flushes the names in a folder. Once this has been done for a folder it needs no further file descriptor.
     *
     * @throws SyncFailedException never to be retried
     */
    void syncDirectory(Path directory) throws SyncFailedException;

    /** Gives a file another name in one step, in place of what had that name. */
    void rename(Path from, Path to) throws IOException;

    /** Removes a file. Removing what is not there is done. */
    void delete(Path file) throws IOException;

    /** Gives back what it holds. Never fails; nothing is flushed afterwards. */
    @Override
    void close();
}
