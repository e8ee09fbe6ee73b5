package org.fingerpost.table.standard;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A file as hosts(5) has it, looked at once a second and read again when it has changed. Any thread; the monitor guards the
 * reading.
 */
final class HostsFile {

    private static final long MAX_BYTES = 16L << 20;
    private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final Hosts NONE = new Hosts();

    private record Stamp(Object inode, FileTime modified, long bytes) {
    }

    /** @param trouble null, or why the file cannot be read */
    private record Checked(Hosts hosts, Stamp stamp, String trouble, long until) {
    }

    private final Path file;
    private final LongSupplier nanoTime;
    private volatile Checked checked;

    /** @param nanoTime a clock as {@link System#nanoTime} */
    HostsFile(Path file, LongSupplier nanoTime) {
        this.file = file;
        this.nanoTime = nanoTime;
    }

    /**
     * What it held a second ago or later; nothing if it is not there.
     *
     * @throws IOException if it cannot be read; the message names it
     */
    Hosts hosts() throws IOException {
        Checked last = checked;
        if (last == null || nanoTime.getAsLong() - last.until >= 0) {
            last = check();
        }
        if (last.trouble != null) {
            throw new IOException(last.trouble);
        }
        return last.hosts;
    }

    private synchronized Checked check() {
        long now = nanoTime.getAsLong();
        Checked last = checked;
        if (last == null || now - last.until >= 0) {
            last = read(last, now + CHECK_NANOS);
            checked = last;
        }
        return last;
    }

    private Checked read(Checked last, long until) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Stamp stamp = new Stamp(attributes.fileKey(), attributes.lastModifiedTime(), attributes.size());
            boolean same = last != null && last.trouble == null && stamp.equals(last.stamp);
            return new Checked(same ? last.hosts : read(stamp.bytes), stamp, null, until);
        } catch (NoSuchFileException absent) {
            return new Checked(NONE, null, null, until);
        } catch (IOException e) {
            return new Checked(NONE, null, "cannot read " + file + ": " + e.getClass().getSimpleName(), until);
        }
    }

    private Hosts read(long bytes) throws IOException {
        if (bytes > MAX_BYTES) {
            throw new IOException("larger than " + MAX_BYTES + " bytes");
        }
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            return Hosts.read(reader);
        }
    }
}
