package org.fingerpost.api.unix;

import java.nio.file.FileSystemException;

/** A file that steers mail must not be read. Its message is the objection: one line that names path and fault. */
public final class UnsafeFileException extends FileSystemException {

    private static final long serialVersionUID = 1L;

    public UnsafeFileException(String file, String objection) {
        super(file, null, objection);
    }

    @Override
    public String getMessage() {
        return getReason();
    }
}
