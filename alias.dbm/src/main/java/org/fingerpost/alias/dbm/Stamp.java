package org.fingerpost.alias.dbm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * By what a file is known again. Times are compared for equality only, so a clock that is set back does no harm.
 *
 * @param inode         a file renamed over it counts as another one
 * @param modifiedNanos time of modification, nanoseconds since 1970
 * @param changedNanos  time of change of the inode, which nobody can set
 * @param bytes         its size
 */
record Stamp(long inode, long modifiedNanos, long changedNanos, long bytes) {

    /** Empty if there is no such file. */
    static Optional<Stamp> of(Path file) throws IOException {
        try {
            Map<String, Object> attributes = Files.readAttributes(file, "unix:ino,lastModifiedTime,ctime,size");
            return Optional.of(new Stamp((Long) attributes.get("ino"), nanos(attributes.get("lastModifiedTime")),
                    nanos(attributes.get("ctime")), (Long) attributes.get("size")));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    private static long nanos(Object time) {
        return ((FileTime) time).to(TimeUnit.NANOSECONDS);
    }

    /** What an index records of its text. */
    String ofContent() {
        return inode + " " + modifiedNanos + " " + changedNanos + " " + bytes;
    }
}
