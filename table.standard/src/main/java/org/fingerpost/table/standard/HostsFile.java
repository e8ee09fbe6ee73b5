package org.fingerpost.table.standard;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** A file as hosts(5) has it, read again when it has changed. Any thread; the monitor guards the content. */
final class HostsFile {

    private static final long MAX_BYTES = 16L << 20;

    private record Stamp(Object inode, FileTime modified, long bytes) {
    }

    private final Path file;
    private Stamp seen;
    private Hosts hosts = new Hosts();

    HostsFile(Path file) {
        this.file = file;
    }

    /**
     * What it holds now; nothing if it is not there.
     *
     * @throws IOException if it cannot be read; the message names it
     */
    synchronized Hosts hosts() throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Stamp now = new Stamp(attributes.fileKey(), attributes.lastModifiedTime(), attributes.size());
            if (!now.equals(seen)) {
                hosts = read(now.bytes);
                seen = now;
            }
            return hosts;
        } catch (NoSuchFileException absent) {
            return new Hosts();
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + e.getClass().getSimpleName(), e);
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
