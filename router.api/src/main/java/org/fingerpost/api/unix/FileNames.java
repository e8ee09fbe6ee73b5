package org.fingerpost.api.unix;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Names of files as the system has them, octets, and the paths that Java makes of them. Any thread. */
public final class FileNames {

    /** What the JVM turns a path into octets with. It is not the default encoding, which is UTF-8 in any locale since Java 18. */
    private static final Charset CHARSET = Charset.forName(
            System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name()));

    private FileNames() {
    }

    /**
     * The path whose name on disk is these very octets.
     *
     * @param octets chars U+0000 to U+00FF, as a policy, an alias or an address has them
     * @throws InvalidPathException if there is none: a NUL, or octets that mean nothing in the encoding of the locale
     */
    public static Path path(String octets) {
        return Path.of(text(octets));
    }

    /** The same where a relative path counts from {@code folder}, and in the file system of that. */
    public static Path in(Path folder, String octets) {
        return folder.resolve(text(octets));
    }

    private static String text(String octets) {
        try {
            return CHARSET.newDecoder().decode(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1))).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidPathException(octets, "no file name in the encoding " + CHARSET);
        }
    }
}
