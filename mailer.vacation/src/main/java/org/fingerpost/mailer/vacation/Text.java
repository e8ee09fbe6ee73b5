package org.fingerpost.mailer.vacation;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.codec.EncoderUtil;

/** Octets and what people read in them. */
final class Text {

    /** What a header's first line has in front of a subject. */
    private static final int NAME_LENGTH = 9;

    private Text() {
    }

    /** What octets mean: UTF-8, or else ISO 8859-1, in which everything means something. */
    static String of(String octets) {
        byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return octets;
        }
    }

    /** The text of a header field as people read it (RFC 2047): one line of at most {@code most} characters. */
    static String decoded(String octets, int most) {
        String text;
        try {
            text = DecoderUtil.decodeEncodedWords(of(octets), DecodeMonitor.SILENT, StandardCharsets.UTF_8);
        } catch (RuntimeException e) { // whatever a stranger writes there
            text = of(octets);
        }
        String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ").strip();
        int end = line.offsetByCodePoints(0, Math.min(most, line.codePointCount(0, line.length())));
        return end < line.length() ? line.substring(0, end).strip() + "..." : line;
    }

    /** As the value of a header field without structure, folded: ASCII, RFC 2047 where it is not. */
    static String encoded(String text) {
        return EncoderUtil.encodeIfNecessary(text, EncoderUtil.Usage.TEXT_TOKEN, NAME_LENGTH).replace("?= =?", "?=\r\n =?");
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
