package org.fingerpost.core.dsn;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What octets above 127 are. */
final class Utf8 {

    private static final int REPLACEMENT = 0xfffd;

    private Utf8() {
    }

    static boolean isAscii(String octets) {
        return octets.chars().allMatch(c -> c < 0x80);
    }

    /** Whether there are octets above 127, and all of them are UTF-8 (RFC 3629). */
    static boolean isForeign(String octets) {
        return !isAscii(octets) && isUtf8(octets);
    }

    /** Letters beyond ASCII as {@code \x{HEX}} (RFC 6533 §3, {@code utf-8-addr-xtext}), octets that are none as {@code ?}. */
    static String escaped(String octets) {
        StringBuilder text = new StringBuilder(octets.length());
        new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).codePoints().forEach(c -> {
            if (c < 0x80) {
                text.append((char) c);
            } else {
                text.append(c == REPLACEMENT ? "?" : "\\x{" + Integer.toHexString(c).toUpperCase(Locale.ROOT) + "}");
            }
        });
        return text.toString();
    }

    private static boolean isUtf8(String octets) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
