package org.fingerpost.queue.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

import org.fingerpost.api.mail.Body;

/**
 * The body of a job. Each stream has a file descriptor of its own, which an interrupt of its reader leaves open.
 *
 * @param size 0 if the file is not there; opening it fails then
 */
record FileBody(Path file, long size) implements Body {

    FileBody(Path file) {
        this(file, file.toFile().length());
    }

    @Override
    public InputStream open() throws IOException {
        return Spool.open(file);
    }
}
