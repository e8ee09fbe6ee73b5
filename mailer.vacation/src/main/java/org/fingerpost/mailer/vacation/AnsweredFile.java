package org.fingerpost.mailer.vacation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * The file of an {@link AnsweredList}: read whole, written anew beside the old one and put in its place, so that a crash leaves
 * the one or the other. One that cannot be understood is set aside, and a new list begins: somebody gets one answer too many.
 * Two who write at the same moment (the router and the command, not two threads of the router) may lose an entry the same way.
 */
final class AnsweredFile {

    /** Beyond this it is no list of ours: some 30,000 addresses. */
    private static final long MAX_BYTES = 4L << 20;

    private final Path file;
    private final Consumer<String> reports;

    /** @param reports gets a line for people when a damaged file was set aside */
    AnsweredFile(Path file, Consumer<String> reports) {
        this.file = file;
        this.reports = reports;
    }

    /** Empty if there is no file. @throws IOException if it cannot be read now */
    AnsweredList read() throws IOException {
        try {
            if (Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES) {
                return AnsweredList.parse(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
            }
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return AnsweredList.EMPTY;
            }
            setAside("no regular file of at most " + MAX_BYTES + " bytes");
        } catch (NoSuchFileException e) {
            return AnsweredList.EMPTY;
        } catch (IllegalArgumentException e) {
            setAside(e.getMessage());
        }
        return AnsweredList.EMPTY;
    }

    private void setAside(String why) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        reports.accept(file + " is damaged (" + why + "): it is now " + aside.getFileName() + ", and a new list begins");
    }

    /** Durable when this returns. @throws IOException if it cannot be written; the old one is still there */
    void write(AnsweredList list) throws IOException {
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), ".vacation-", ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer octets = ByteBuffer.wrap(text(list.lines()).getBytes(StandardCharsets.ISO_8859_1));
                while (octets.hasRemaining()) {
                    out.write(octets);
                }
                out.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    /** Begins anew: whoever writes next is answered. Those who are never answered stay. */
    void begin() throws IOException {
        write(read().current(Instant.MAX.minusSeconds(1), Duration.ZERO));
    }
}
