package org.fingerpost.table.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.fingerpost.api.table.TableFlags;

/** What a file held at one time. Immutable. */
final class Content {

    static final Content EMPTY = new Content(Map.of());
    static final long MAX_BYTES = 64L << 20;
    static final int MAX_ENTRIES = 1_000_000;

    /** By folded key. A key whose line has no value column is there with null, so that later lines of that key do not count. */
    private final Map<String, String> values;

    private Content(Map<String, String> values) {
        this.values = values;
    }

    /** @throws IOException if the file cannot be read or is larger than the limits */
    static Content read(Path file, Columns columns) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("larger than " + MAX_BYTES + " bytes");
        }
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            return read(reader, columns, MAX_ENTRIES);
        }
    }

    static Content read(BufferedReader reader, Columns columns, int maxEntries) throws IOException {
        Map<String, String> values = new HashMap<>();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            String key = line.startsWith("#") ? null : columns.keyOf(line);
            if (key != null && !values.containsKey(TableFlags.small(key))) {
                values.put(TableFlags.small(key), columns.valueOf(line));
            }
            if (values.size() > maxEntries) {
                throw new IOException("more than " + maxEntries + " entries");
            }
        }
        return new Content(values);
    }

    /** Null if there is no such key, or no value with it. */
    String get(String key) {
        return values.get(TableFlags.small(key));
    }
}
