package org.fingerpost.auth.table;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * Names and passwords as they are compared. Of SASLprep (RFC 4013) this does what matters between keyboards: other blanks become
 * blanks, and NFKC. Characters that are prohibited there are refused; those without meaning (RFC 3454 B.1) are left out. The
 * rules for text from right to left are not checked.
 */
final class Passwords {

    private static final int MAX_OCTETS = 1024;

    private Passwords() {
    }

    /** @throws IllegalArgumentException if it is no UTF-8, empty, too long or has control characters */
    static byte[] prepare(byte[] octets) {
        return prepare(decode(octets)).getBytes(StandardCharsets.UTF_8);
    }

    /** The same of a name: octets in, octets out, both as chars. */
    static String prepareName(String name) {
        byte[] prepared = prepare(name.getBytes(StandardCharsets.ISO_8859_1));
        return new String(prepared, StandardCharsets.ISO_8859_1);
    }

    private static String decode(byte[] octets) {
        if (octets.length > MAX_OCTETS) {
            throw new IllegalArgumentException("it is longer than " + MAX_OCTETS + " octets");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("it is no UTF-8", e);
        }
    }

    private static String prepare(String text) {
        StringBuilder mapped = new StringBuilder(text.length());
        text.codePoints().filter(c -> !isNothing(c)).map(c -> Character.getType(c) == Character.SPACE_SEPARATOR ? ' ' : c)
                .forEach(mapped::appendCodePoint);
        String prepared = Normalizer.normalize(mapped, Normalizer.Form.NFKC);
        if (prepared.isEmpty()) {
            throw new IllegalArgumentException("it is empty");
        }
        if (prepared.codePoints().anyMatch(Passwords::isProhibited)) {
            throw new IllegalArgumentException("it has a control character");
        }
        return prepared;
    }

    private static boolean isNothing(int c) {
        return c == 0xAD || c == 0x34F || c == 0x1806 || c >= 0x180B && c <= 0x180D || c >= 0x200B && c <= 0x200D || c == 0x2060
                || c >= 0xFE00 && c <= 0xFE0F || c == 0xFEFF;
    }

    private static boolean isProhibited(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.PRIVATE_USE, Character.SURROGATE, Character.LINE_SEPARATOR,
                Character.PARAGRAPH_SEPARATOR -> true;
            default -> (c & 0xfffe) == 0xfffe;
        };
    }
}
