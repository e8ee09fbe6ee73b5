package org.fingerpost.alias.dbm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * By what a file is known again.
 *
 * @param key           its inode, so that a file renamed over it counts as another one
 * @param modifiedNanos time of modification, nanoseconds since 1970
 * @param bytes         its size
 */
record Stamp(Object key, long modifiedNanos, long bytes) {

    /** Empty if there is no such file. */
    static Optional<Stamp> of(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            long modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
            return Optional.of(new Stamp(attributes.fileKey(), modified, attributes.size()));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    /** What an index records of its text. Without the inode: a backup that was put back is the same text. */
    String ofContent() {
        return modifiedNanos + " " + bytes;
    }
}
