package org.fingerpost.api.instance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** A file whose first line is a password or a token: its owner's, and its group's to read at most. */
public final class SecretFile {

    private static final int MAX_OCTETS = 8192;
    private static final Set<PosixFilePermission> TOO_MUCH = EnumSet.of(PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);

    private SecretFile() {
    }

    /**
     * The line without its end, octets.
     *
     * @throws IOException if the file cannot be read, is too long, or others than its owner could change it, or read it who are
     *         not of its group; the message names the file and never what is in it
     */
    public static String firstLine(Path file) throws IOException {
        for (PosixFilePermission permission : Files.getPosixFilePermissions(file)) {
            if (TOO_MUCH.contains(permission)) {
                throw new IOException(file + ": mode 600 or 640 is expected of a file with a secret");
            }
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(MAX_OCTETS + 1);
            if (octets.length > MAX_OCTETS) {
                throw new IOException(file + ": too long for a secret");
            }
            return new String(octets, StandardCharsets.ISO_8859_1).lines().findFirst().orElse("");
        }
    }
}
