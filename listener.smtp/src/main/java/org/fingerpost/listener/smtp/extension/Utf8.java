package org.fingerpost.listener.smtp.extension;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Octets that are to be UTF-8 (RFC 3629), as RFC 6531 wants beyond ASCII. */
public final class Utf8 {

    private Utf8() {
    }

    public static boolean isAscii(String octets) {
        for (int i = 0; i < octets.length(); i++) {
            if (octets.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Whether they are UTF-8 without control characters beyond ASCII (U+0080 to U+009F), which a terminal might obey. */
    public static boolean isText(String octets) {
        return isAscii(octets) || isTextBeyondAscii(octets);
    }

    private static boolean isTextBeyondAscii(String octets) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)));
            return text.chars().noneMatch(c -> c >= 0x80 && c < 0xa0);
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
