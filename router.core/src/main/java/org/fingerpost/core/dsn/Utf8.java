package org.fingerpost.core.dsn;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What octets above 127 are. */
final class Utf8 {

    private Utf8() {
    }

    static boolean isAscii(String octets) {
        return octets.chars().allMatch(c -> c < 0x80);
    }

    /** Whether there are octets above 127, and all of them are UTF-8 (RFC 3629). */
    static boolean isForeign(String octets) {
        return !isAscii(octets) && isUtf8(octets);
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
