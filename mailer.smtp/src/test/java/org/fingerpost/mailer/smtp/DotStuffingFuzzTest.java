package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.params.provider.MethodSource;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any octets as a message that is sent: one end of data, at the end; no CR or LF alone; and nothing lost. */
class DotStuffingFuzzTest {

    static Stream<byte[]> contents() {
        return Stream.of("a: b\r\n\r\n.\r\n", "x\n.\nMAIL", "x\r.\r", ".", "\r\n.\r\n", "x\r\r\n.\r\r\n", "\r", "\n", "\0\r\n.\0")
                .map(content -> content.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("contents")
    @DictionaryEntries({"\\x0d\\x0a.\\x0d\\x0a", "\\x0a.\\x0a", "\\x0d", "\\x0d.\\x0d"})
    @FuzzTest(maxDuration = "10m")
    void anyContent(byte[] octets) {
        byte[] whole = convert(octets, Math.max(1, octets.length));
        assertArrayEquals(whole, convert(octets, 1));
        assertArrayEquals(whole, convert(octets, 7));
        String lines = "\r\n" + new String(whole, StandardCharsets.ISO_8859_1);
        assertEquals(lines.length() - "\r\n.\r\n".length(), lines.indexOf("\r\n.\r\n"));
        assertTrue(lines.replace("\r\n", "").matches("(?s)[^\r\n]*"));
        String sent = new String(octets, StandardCharsets.ISO_8859_1).replaceAll("[\r\n \0]", "");
        String received = lines.substring(0, lines.length() - 3).replace("\r\n.", "\r\n").replaceAll("[\r\n \0]", "");
        assertEquals(sent, received);
    }

    private static byte[] convert(byte[] octets, int piece) {
        DotStuffing stuffing = new DotStuffing();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        do {
            int length = Math.min(piece, octets.length - at);
            byte[] room = Arrays.copyOf(Arrays.copyOfRange(octets, at, at + length), length + DotStuffing.END);
            at += length;
            ByteBuffer converted = stuffing.convert(room, length, at == octets.length);
            out.write(converted.array(), converted.position(), converted.remaining());
        } while (at < octets.length);
        return out.toByteArray();
    }
}
