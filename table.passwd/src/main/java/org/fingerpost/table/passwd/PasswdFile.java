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
 * The accounts of a passwd file, read again when the file has changed. Any thread; the monitor guards the content, which is
 * cheap to check: one stat a look-up.
 */
final class PasswdFile {

    private static final long MAX_BYTES = 64L << 20;

    private record Stamp(Object inode, FileTime modified, long bytes) {
    }

    private final Path file;
    private Stamp seen;
    private Map<String, Account> accounts = Map.of();

    PasswdFile(Path file) {
        this.file = file;
    }

    /**
     * Null if there is no such account, or no file.
     *
     * @throws IOException if the file cannot be read
     */
    synchronized Account find(String name) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Stamp now = new Stamp(attributes.fileKey(), attributes.lastModifiedTime(), attributes.size());
            if (!now.equals(seen)) {
                accounts = read();
                seen = now;
            }
        } catch (NoSuchFileException absent) {
            seen = null;
            accounts = Map.of();
        }
        return accounts.get(name);
    }

    private Map<String, Account> read() throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + ": larger than " + MAX_BYTES + " bytes");
        }
        Map<String, Account> read = new HashMap<>();
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Account account = Account.parse(line);
                if (account != null) {
                    read.putIfAbsent(account.name(), account);
                }
            }
        }
        return read;
    }
}
