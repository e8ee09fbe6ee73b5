package org.fingerpost.table.passwd;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;

/**
 * The entries of a passwd or group file, read again when the file has changed. Any thread; the monitor guards the content, which
 * is cheap to check: one stat a look-up.
 */
final class EntryFile {

    private static final long MAX_BYTES = 64L << 20;

    private record Stamp(Object inode, FileTime modified, long bytes) {
    }

    /** The first entry of a name or a number counts. */
    private record Content(Map<String, Entry> byName, Map<String, Entry> byNumber) {

        static final Content NONE = new Content(Map.of(), Map.of());
    }

    private final Database database;
    private final Path file;
    private Stamp seen;
    private Content content = Content.NONE;

    EntryFile(Database database, Path file) {
        this.database = database;
        this.file = file;
    }

    /**
     * Null if there is no such entry, or no file.
     *
     * @throws IOException if the file cannot be read
     */
    synchronized Entry named(String name) throws IOException {
        refresh();
        return content.byName.get(name);
    }

    /** The same by number. */
    synchronized Entry numbered(String number) throws IOException {
        refresh();
        return content.byNumber.get(number);
    }

    private void refresh() throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Stamp now = new Stamp(attributes.fileKey(), attributes.lastModifiedTime(), attributes.size());
            if (!now.equals(seen)) {
                content = read();
                seen = now;
            }
        } catch (NoSuchFileException absent) {
            seen = null;
            content = Content.NONE;
        }
    }

    private Content read() throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + ": larger than " + MAX_BYTES + " bytes");
        }
        Content read = new Content(new HashMap<>(), new HashMap<>());
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Entry entry = Entry.parse(database, line);
                if (entry != null) {
                    read.byName.putIfAbsent(entry.name(), entry);
                    read.byNumber.putIfAbsent(entry.number(), entry);
                }
            }
        }
        return read;
    }
}
