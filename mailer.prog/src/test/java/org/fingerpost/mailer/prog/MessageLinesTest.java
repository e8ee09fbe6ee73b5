package org.fingerpost.mailer.prog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageLinesTest {

    private static final String BODY =
            "From me\r\nFro\r\n>From you\r\nlone\rCR\r\r\nxFrom x\r\n" + "y".repeat(70_000) + "\r\nFrom";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64 * 1024 - 1, 64 * 1024, 100_000})
    void theCutIntoCallsMakesNoDifference(int cut) throws IOException {
        String plain = BODY.replace("\r\n", "\n");

        assertEquals(plain, written("\n", false, cut));
        assertEquals(">" + plain, written("\n", true, cut));
        assertEquals(BODY, written("\r\n", false, cut));
        assertEquals(">" + BODY, written("\r\n", true, cut));
    }

    private static String written(String lineEnd, boolean quoteFrom, int cut) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MessageLines lines = new MessageLines(out, lineEnd, quoteFrom);
        byte[] octets = BODY.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < octets.length; i += cut) {
            byte[] part = Arrays.copyOfRange(octets, i, Math.min(octets.length, i + cut));
            lines.writeBody(part, part.length);
        }
        lines.finish();
        return out.toString(StandardCharsets.ISO_8859_1);
    }
}
