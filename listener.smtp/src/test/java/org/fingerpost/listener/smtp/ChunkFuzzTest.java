package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.junit.jupiter.params.provider.MethodSource;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any octets in chunks, and as arguments of BDAT: the same however they come; lines where they must be. */
class ChunkFuzzTest {

    static Stream<byte[]> contents() {
        return Stream.of("A: b\r\n\r\nx\r\n.\r\n", "A: b\r\n\r\n\0\n\r.\r\n", "\r", "\n", "\r\n\r", "a\r\n.\r\nb",
                "A\n\n\r\n\r\n\r", "3 LAST", "99999999999999999999 LAST", "0", "-1", "0x10")
                .map(content -> content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private record Decoded(byte[] content, boolean sawBareNewline) {
    }

    @MethodSource("contents")
    @DictionaryEntries({"\\x0d\\x0a\\x0d\\x0a", "\\x0d\\x0a.\\x0d\\x0a", "\\x0d", "\\x0a", " LAST"})
    @FuzzTest(maxDuration = "10m")
    void anyChunks(byte[] octets) {
        for (BareNewlines newlines : BareNewlines.values()) {
            for (boolean binary : new boolean[] {false, true}) {
                Decoded whole = decode(octets, newlines, binary, Math.max(1, octets.length));
                for (int piece : new int[] {1, 2, 7}) {
                    Decoded pieces = decode(octets, newlines, binary, piece);
                    assertArrayEquals(whole.content, pieces.content);
                    assertEquals(whole.sawBareNewline, pieces.sawBareNewline);
                }
                check(new String(octets, StandardCharsets.ISO_8859_1), whole, binary);
            }
        }
        argument(new String(octets, StandardCharsets.ISO_8859_1));
    }

    private static void check(String sent, Decoded whole, boolean binary) {
        String content = new String(whole.content, StandardCharsets.ISO_8859_1);
        int header = binary && content.startsWith("\r\n") ? 0 : binary ? content.indexOf("\r\n\r\n") : -1;
        String lines = !binary ? content : header < 0 ? content : content.substring(0, header);
        assertTrue(lines.replace("\r\n", "").chars().noneMatch(c -> c == '\r' || c == '\n'), "a bare CR or LF is passed on");
        if (!whole.sawBareNewline) {
            assertTrue(content.startsWith(sent) && content.length() <= sent.length() + 2, "octets are changed");
        }
    }

    private static void argument(String argument) {
        try {
            Chunk chunk = Chunk.parse(argument);
            assertTrue(chunk.octets() >= 0, argument);
            assertTrue(argument.matches("[0-9]+([ \t]+(?i:LAST))?"), argument);
        } catch (BadCommand e) {
            assertTrue(e.reply().isLast(), "nobody knows where the next command begins");
        }
    }

    private static Decoded decode(byte[] octets, BareNewlines newlines, boolean binary, int piece) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        ChunkDecoder decoder = new ChunkDecoder(newlines, binary, content::write);
        for (int at = 0; at < octets.length; at += piece) {
            decoder.decode(octets, at, Math.min(piece, octets.length - at));
        }
        decoder.end();
        return new Decoded(content.toByteArray(), decoder.sawBareNewline());
    }
}
