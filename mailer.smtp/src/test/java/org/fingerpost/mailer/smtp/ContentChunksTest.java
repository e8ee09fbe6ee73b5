package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ContentChunksTest {

    private static final Header HEADER = new Header(List.of(HeaderField.of("Subject", "x")));

    private static String all(Message message) throws IOException {
        return all(new ContentChunks(message));
    }

    private static String all(ContentChunks chunks) throws IOException {
        StringBuilder out = new StringBuilder();
        while (!chunks.ended()) {
            ByteBuffer chunk = chunks.next();
            assertTrue(chunk.hasRemaining());
            assertTrue(chunk.remaining() <= 2 * ContentChunks.READ + 30);
            out.append(StandardCharsets.ISO_8859_1.decode(chunk));
        }
        return out.toString();
    }

    @Test
    void headerEmptyLineBodyAndDot() throws IOException {
        assertEquals("Subject: x\r\n\r\nhello\r\n..\r\n.\r\n", all(new Message(HEADER, TestBody.of("hello\r\n.\r\n"))));
    }

    @Test
    void emptyBody() throws IOException {
        assertEquals("Subject: x\r\n\r\n.\r\n", all(new Message(HEADER, TestBody.of(""))));
    }

    @Test
    void headerLinesAreStuffedToo() throws IOException {
        Header header = new Header(List.of(new HeaderField(".X: y"), new HeaderField("Z: a\rb")));
        assertEquals("..X: y\r\nZ: a b\r\n\r\n.\r\n", all(new Message(header, TestBody.of(""))));
    }

    @ParameterizedTest
    @ValueSource(ints = {-3, -2, -1, 0, 1, 2, 3})
    void dotsAndLineEndsAcrossTheBorderOfChunks(int offset) throws IOException {
        int border = ContentChunks.READ - "Subject: x\r\n\r\n".length();
        String before = "x".repeat(border - 2 + offset);
        String out = all(new Message(HEADER, TestBody.of(before + "\r\n.\r\n..\r\n")));
        assertEquals("Subject: x\r\n\r\n" + before + "\r\n..\r\n...\r\n.\r\n", out);
    }

    @Test
    void contentThatEndsWithTheChunk() throws IOException {
        String body = "x".repeat(ContentChunks.READ - "Subject: x\r\n\r\n\r\n".length()) + "\r\n";
        assertEquals("Subject: x\r\n\r\n" + body + ".\r\n", all(new Message(HEADER, TestBody.of(body))));
    }

    @Test
    void chunkOfBdatHasLinesAndNoDots() throws IOException {
        Message message = new Message(HEADER, TestBody.of(".a\nb\rc\r\n.\r\nend"));
        assertEquals("BDAT 31 LAST\r\nSubject: x\r\n\r\n.a\r\nb c\r\n.\r\nend\r\n",
                all(new ContentChunks(message, ContentForm.CHUNKS, false)));
    }

    @Test
    void binaryChunkIsAsItIs() throws IOException {
        Message message = new Message(HEADER, TestBody.of(".a\nb\rc\0\r\n.\r\n\u00ffend"));
        assertEquals("BDAT 30 LAST\r\nSubject: x\r\n\r\n.a\nb\rc\0\r\n.\r\n\u00ffend",
                all(new ContentChunks(message, ContentForm.BINARY, false)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, ContentChunks.READ})
    void chunksOfBdatAddUp(int offset) throws IOException {
        String body = "x".repeat(ContentChunks.READ + offset);
        ContentChunks chunks = new ContentChunks(new Message(HEADER, TestBody.of(body)), ContentForm.BINARY, false);
        StringBuilder content = new StringBuilder();
        boolean last = false;
        while (!chunks.ended()) {
            String chunk = StandardCharsets.ISO_8859_1.decode(chunks.next()).toString();
            String command = chunk.substring(0, chunk.indexOf('\r'));
            String octets = chunk.substring(chunk.indexOf('\n') + 1);
            last = command.equals("BDAT " + octets.length() + " LAST");
            assertTrue(last || command.equals("BDAT " + octets.length()), command);
            content.append(octets);
        }
        assertTrue(last);
        assertEquals("Subject: x\r\n\r\n" + body, content.toString());
    }

    /** What stripping makes of octets must not be a line end that nobody sees. */
    @Test
    void sevenBits() throws IOException {
        Message message = new Message(HEADER, TestBody.of("\u00e9a\u008d\u008a.\u008a\u00ae\r\n"));
        assertEquals("Subject: x\r\n\r\nia\r\n..\r\n..\r\n.\r\n",
                all(new ContentChunks(message, ContentForm.DOTS, true)));
    }

    @Test
    void bodyIsOpenedOnceAndClosed() throws IOException {
        AtomicInteger open = new AtomicInteger();
        Body body = TestBody.body(0, () -> {
            open.incrementAndGet();
            return new ByteArrayInputStream(new byte[0]) {
                @Override
                public void close() {
                    open.decrementAndGet();
                }
            };
        });
        ContentChunks chunks = new ContentChunks(new Message(HEADER, body));
        chunks.close();
        chunks.next();
        assertEquals(0, open.get());
    }

    @Test
    void troubleWithTheBodyIsTold() {
        ContentChunks chunks = new ContentChunks(new Message(HEADER, TestBody.broken()));
        assertThrows(IOException.class, chunks::next);
    }
}
