package org.fingerpost.auth.table;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file with a line for each user, {@code user:credential}; lines that begin with a number sign do not count. It is read again
 * when it has changed, and changed as a whole. Nobody but its owner may have access to it. Any thread; the lock is this object's.
 */
final class CredentialsFile implements Accounts {

    private static final long CHECK_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long MAX_BYTES = 64L << 20;
    private static final Set<PosixFilePermission> OWNER = Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE);

    private final Path file;
    private Map<String, String> credentials = Map.of();
    /** Why there are none. */
    private String trouble = "";
    private List<Object> stamp = List.of();
    private long checked;
    private boolean read;

    CredentialsFile(Path file) {
        this.file = file;
    }

    /** Whether there is such a file: nobody else can log in. */
    boolean exists() {
        return Files.exists(file);
    }

    @Override
    public synchronized Account find(String user) {
        check();
        if (!trouble.isEmpty()) {
            return new Account.Unavailable(trouble);
        }
        String value = credentials.get(user);
        if (value == null) {
            return new Account.Unknown("there is no such user in " + file);
        }
        try {
            return new Account.Known(Credential.parse(value));
        } catch (IllegalArgumentException e) {
            return new Account.Unknown(file + ": what stands there makes no sense: " + e.getMessage());
        }
    }

    private void check() {
        long now = System.nanoTime();
        if (read && now - checked < CHECK_NANOS) {
            return;
        }
        checked = now;
        read = true;
        try {
            List<Object> found = stamp();
            if (!found.equals(stamp) || !trouble.isEmpty()) {
                requirePrivate();
                credentials = parse(lines());
                stamp = found;
                trouble = "";
            }
        } catch (NoSuchFileException e) {
            trouble = file + ": no such file";
        } catch (IOException e) {
            trouble = e.getMessage();
        }
    }

    /** The mode is part of it. */
    private List<Object> stamp() throws IOException {
        BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
        return List.of(a.lastModifiedTime(), a.size(), String.valueOf(a.fileKey()), Files.getPosixFilePermissions(file));
    }

    private void requirePrivate() throws IOException {
        if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IOException(file + ": others than its owner have access to it; \"chmod 600 " + file + "\" puts it right");
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + ": larger than " + MAX_BYTES + " bytes");
        }
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    }

    private static Map<String, String> parse(List<String> lines) {
        Map<String, String> found = new HashMap<>();
        for (String line : lines) {
            if (!userOf(line).isEmpty()) {
                found.putIfAbsent(userOf(line), line.substring(line.indexOf(':') + 1).strip());
            }
        }
        return found;
    }

    /** Empty for a line that is no entry. */
    private static String userOf(String line) {
        int colon = line.indexOf(':');
        return line.startsWith("#") || colon < 0 ? "" : line.substring(0, colon).strip();
    }

    /**
     * Puts another credential in the place of the user's, or at the end.
     *
     * @param credential null to remove the user
     * @return whether the user was there
     * @throws IOException if the file cannot be written; all is as before then
     */
    synchronized boolean change(String user, Credential credential) throws IOException {
        List<String> lines = new ArrayList<>();
        if (exists()) {
            requirePrivate();
            lines.addAll(lines());
        }
        boolean wasThere = lines.stream().anyMatch(line -> userOf(line).equals(user));
        List<String> changed = new ArrayList<>(lines.stream().filter(line -> !userOf(line).equals(user)).toList());
        if (credential != null) {
            changed.add(user + ":" + credential);
        }
        replace(changed);
        read = false;
        stamp = List.of();
        return wasThere;
    }

    private void replace(List<String> lines) throws IOException {
        Path written = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(written, lines, StandardCharsets.ISO_8859_1);
            try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
