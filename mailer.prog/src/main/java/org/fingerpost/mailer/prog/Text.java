package org.fingerpost.mailer.prog;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Octets, and what the system makes of them. */
final class Text {

    /** What the JVM turns arguments of a program into octets with. */
    private static final Charset SYSTEM = Runtime.version().feature() < 18
            ? Charset.defaultCharset()
            : Charset.forName(System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name()));

    private Text() {
    }

    /**
     * The argument that reaches a program as exactly these octets.
     *
     * @throws NotRunnableException if the locale has none
     */
    static String toSystem(String octets) throws NotRunnableException {
        try {
            return SYSTEM.newDecoder().decode(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1))).toString();
        } catch (CharacterCodingException e) {
            throw new NotRunnableException("an argument cannot be passed on in the encoding " + SYSTEM + ": " + octets);
        }
    }

    /** One line of octets, whatever {@code text} is. */
    static String line(String text) {
        return text.replaceAll("[^\\x20-\\x7e\\x80-\\xff]", "?");
    }
}
