package org.fingerpost.api.mailer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.Message;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.UnixText.Form;
import org.fingerpost.api.mailer.UnixText.Quoting;
import org.fingerpost.api.policy.MailerDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnixTextTest {

    private static final ZonedDateTime DATE = ZonedDateTime.of(1983, 9, 1, 3, 4, 5, 0, ZoneOffset.UTC);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 64 * 1024})
    void theCutIntoReadsMakesNoDifference(int cut) throws IOException {
        String body = "From me\r\nFro\r\nFrom\r\n>From you\r\n>>From\r\nlone\rCR\r\r\nxFrom x\r\nFrom \r\n";

        assertEquals(">From me\nFro\nFrom\n>From you\n>>From\nlone\rCR\r\nxFrom x\n>From \n", written(body, Quoting.MBOXO, cut));
        assertEquals(">From me\nFro\nFrom\n>>From you\n>>From\nlone\rCR\r\nxFrom x\n>From \n",
                written(body, Quoting.MBOXRD, cut));
        assertEquals("From me\nFro\nFrom\n>From you\n>>From\nlone\rCR\r\nxFrom x\nFrom \n", written(body, Quoting.NONE, cut));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64 * 1024 - 1, 64 * 1024, 100_000})
    void linesEndAsTheReaderWants(int cut) throws IOException {
        String body = "From me\r\nFro\r\n>From you\r\nlone\rCR\r\r\nxFrom x\r\n" + "y".repeat(70_000) + "\r\nFrom";

        assertEquals("\r\n" + body, written(body, "\r\n", Quoting.NONE, cut));
        assertEquals("\r\n>" + body, written(body, "\r\n", Quoting.MBOXO, cut));
        assertEquals("\n" + body.replace("\r\n", "\n"), written(body, "\n", Quoting.NONE, cut));
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

    @Test
    void theHeaderIsNotQuotedAndCannotLookLikeABeginning() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        UnixText text = new UnixText(out, Quoting.MBOXRD);
        text.write("From me Thu\n");
        Header header = new Header(List.of(new HeaderField("From \t: me@example.org"), new HeaderField("Subject: a\r\n b")));
        text.write(new Message(header, body("From you\r\n", 64)), () -> { });
        text.write("\nFrom me Fri\n");
        text.flush();

        assertEquals("From me Thu\nFrom: me@example.org\nSubject: a\n b\n\n>From you\n\nFrom me Fri\n",
                out.toString(StandardCharsets.ISO_8859_1));
    }

    @Test
    void progressIsSaidForEachBit() throws IOException {
        AtomicInteger signs = new AtomicInteger();

        UnixText text = new UnixText(new ByteArrayOutputStream(), Quoting.NONE);
        text.write(new Message(Header.EMPTY, body("12345678", 2)), signs::incrementAndGet);

        assertEquals(4, signs.get());
    }

    @Test
    void aBodyThatCannotBeReadIsTold() {
        Body gone = new Body() {
            @Override
            public long size() {
                return 1;
            }

            @Override
            public InputStream open() throws IOException {
                throw new IOException("no such file");
            }
        };

        IOException e = assertThrows(IOException.class,
                () -> new UnixText(new ByteArrayOutputStream(), Quoting.NONE).write(new Message(Header.EMPTY, gone), () -> { }));
        assertTrue(e.getMessage().startsWith("the message cannot be read"), e.getMessage());
    }

    @Test
    void theFromLineIsOneLineWithASenderOfOneWord() {
        assertEquals("From me@example.org Thu Sep  1 03:04:05 1983", UnixText.fromLine(ReversePath.of("me@example.org"), DATE));
        assertEquals("From MAILER-DAEMON Thu Sep  1 03:04:05 1983", UnixText.fromLine(ReversePath.NULL, DATE));
        assertEquals("From \"a_b_\"@c\u00e9 Thu Sep  1 03:04:05 1983",
                UnixText.fromLine(ReversePath.of("\"a b\t\"@c\u00e9"), DATE));
    }

    @Test
    void longLinesAreCut() throws IOException {
        Form narrow = new Form("\n", Quoting.NONE, false, false, 5);
        assertEquals("abcd\nabcde\nabcd!\n ef\nabcd!\n efgh\nabcd!\n efg!\n hi\n",
                written("abcd\r\nabcde\r\nabcdef\r\nabcdefgh\r\nabcdefghi\r\n", narrow, 1));
    }

    @Test
    void dotsOfTheBodyAreHidden() throws IOException {
        assertEquals("..\r\n..x\r\na.\r\n", written(".\r\n.x\r\na.\r\n", new Form("\r\n", Quoting.NONE, true, false, 0), 1));
    }

    @Test
    void anEmptyLineIsAtTheEndInAnyCase() throws IOException {
        Form blank = new Form("\n", Quoting.NONE, false, true, 0);
        assertEquals("a\n\n", written("a\r\n", blank, 1));
        assertEquals("a\n\n", written("a\r\n\r\n", blank, 1));
        assertEquals("", written("", blank, 1));
    }

    @Test
    void theDefinitionSaysTheForm() {
        MailerDefinition mailer = new MailerDefinition("m", "/bin/x", "EXb", List.of(), Map.of('E', "\\r\\n", 'L', "80"));
        assertEquals(new Form("\r\n", Quoting.MBOXO, true, true, 80), Form.of(mailer));
        assertEquals(new Form("\n", Quoting.NONE, false, false, 990),
                Form.of(new MailerDefinition("m", "/bin/x", "L", List.of(), Map.of())));
    }

    private static String written(String body, Form form, int cut) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        UnixText text = new UnixText(out, form);
        text.write(new Message(Header.EMPTY, body(body, cut)), () -> { });
        text.flush();
        assertEquals(out.size(), text.count());
        return out.toString(StandardCharsets.ISO_8859_1).substring(form.lineEnd().length());
    }

    private static String written(String body, Quoting quoting, int cut) throws IOException {
        return written(body, "\n", quoting, cut).substring(1);
    }

    private static String written(String body, String lineEnd, Quoting quoting, int cut) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        UnixText text = new UnixText(out, new Form(lineEnd, quoting, false, false, 0));
        text.write(new Message(Header.EMPTY, body(body, cut)), () -> { });
        text.flush();
        assertEquals(out.size(), text.count());
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    /** Gives at most {@code cut} octets a read. */
    private static Body body(String octets, int cut) {
        byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
        return new Body() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes) {
                    @Override
                    public synchronized int read(byte[] chunk, int offset, int length) {
                        return super.read(chunk, offset, Math.min(length, cut));
                    }
                };
            }
        };
    }
}
