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
        ContentChunks chunks = new ContentChunks(message);
        StringBuilder out = new StringBuilder();
        while (!chunks.ended()) {
            ByteBuffer chunk = chunks.next();
            assertTrue(chunk.hasRemaining());
            assertTrue(chunk.remaining() <= 2 * ContentChunks.READ + 6);
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
