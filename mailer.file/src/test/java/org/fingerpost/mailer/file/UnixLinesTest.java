package org.fingerpost.mailer.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnixLinesTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 64 * 1024})
    void theCutIntoReadsMakesNoDifference(int cut) throws IOException {
        String body = "From me\r\nFro\r\nFrom\r\n>From you\r\n>>From\r\nlone\rCR\r\r\nxFrom x\r\nFrom \r\n";

        assertEquals(">From me\nFro\nFrom\n>From you\n>>From\nlone\rCR\r\nxFrom x\n>From \n", written(body, Quoting.MBOXO, cut));
        assertEquals(">From me\nFro\nFrom\n>>From you\n>>From\nlone\rCR\r\nxFrom x\n>From \n",
                written(body, Quoting.MBOXRD, cut));
        assertEquals("From me\nFro\nFrom\n>From you\n>>From\nlone\rCR\r\nxFrom x\nFrom \n", written(body, Quoting.NONE, cut));
    }

    @Test
    void mboxrdQuotesEveryDepth() throws IOException {
        assertEquals(">>>>From a\n", written(">>>From a\r\n", Quoting.MBOXRD, 1));
        assertEquals(">>> From a\n> >From b\n", written(">>> From a\r\n> >From b\r\n", Quoting.MBOXRD, 1));
    }

    @Test
    void whatIsHeldBackAtTheEndIsWritten() throws IOException {
        assertEquals("Fro", written("Fro", Quoting.MBOXO, 1));
        assertEquals("a\r", written("a\r", Quoting.MBOXO, 1));
        assertEquals("", written("", Quoting.MBOXO, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {64 * 1024 - 2, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1})
    void lineEndsOnTheBorderOfTheBufferAreConverted(int length) throws IOException {
        String filler = "x".repeat(length);

        assertEquals(filler + "\n>From b\n", written(filler + "\r\nFrom b\r\n", Quoting.MBOXO, 64 * 1024));
    }

    private static String written(String body, Quoting quoting, int cut) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        UnixLines lines = new UnixLines(out, quoting);
        lines.write(new Message(Header.EMPTY, TestBody.of(body).inCutsOf(cut)), () -> { });
        lines.flush();
        assertEquals(out.size(), lines.count());
        return out.toString(StandardCharsets.ISO_8859_1).substring(1);
    }
}
