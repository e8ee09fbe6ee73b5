package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.junit.jupiter.params.provider.MethodSource;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any octets as content: it ends at the first CRLF.CRLF and nowhere else, however the octets come. */
class DataDecoderFuzzTest {

    static Stream<byte[]> contents() {
        return Stream.of("a\r\n..b\r\n.\r\nQUIT\r\n", ".\r\n", "a\n.\nb\r\n.\r\n", "a\r\n.\n\r\n.\r\n", "a\r\r\n.\r\n",
                "\r\n.\rx\r\n.\r\n", "..\r\n")
                .map(content -> content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private record Decoded(boolean ended, int taken, byte[] content, boolean sawBareNewline) {
    }

    @MethodSource("contents")
    @DictionaryEntries({"\\x0d\\x0a.\\x0d\\x0a", "\\x0a.\\x0a", "\\x0d", "\\x0d\\x0a."})
    @FuzzTest(maxDuration = "10m")
    void anyContent(byte[] octets) {
        String text = "\r\n" + new String(octets, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n.\r\n");
        for (BareNewlines newlines : BareNewlines.values()) {
            Decoded whole = decode(octets, newlines, Math.max(1, octets.length));
            assertEquals(end >= 0, whole.ended);
            assertEquals(end < 0 ? octets.length : end + 3, whole.taken);
            Decoded pieces = decode(octets, newlines, 1);
            assertArrayEquals(whole.content, pieces.content);
            assertEquals(whole.sawBareNewline, pieces.sawBareNewline);
        }
    }

    private static Decoded decode(byte[] octets, BareNewlines newlines, int piece) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        DataDecoder decoder = new DataDecoder(newlines, content::write);
        int taken = 0;
        boolean ended = false;
        while (taken < octets.length && !ended) {
            ByteBuffer input = ByteBuffer.wrap(octets, taken, Math.min(piece, octets.length - taken));
            ended = decoder.decode(input);
            taken = input.position();
        }
        return new Decoded(ended, taken, content.toByteArray(), decoder.sawBareNewline());
    }
}
