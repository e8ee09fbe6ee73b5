package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplyReaderTest {

    private final ReplyReader reader = new ReplyReader();

    private Optional<Reply> read(String octets) throws MalformedReplyException {
        return reader.next(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void readsOneLine() throws Exception {
        assertEquals(Optional.of(new Reply(250, List.of("ok"))), read("250 ok\r\n"));
    }

    @Test
    void readsSeveralLines() throws Exception {
        assertEquals(Optional.of(new Reply(250, List.of("mx", "", "SIZE 1"))), read("250-mx\r\n250-\r\n250 SIZE 1\r\n"));
    }

    @Test
    void bareLfEndsALine() throws Exception {
        assertEquals(Optional.of(new Reply(250, List.of("mx", "SIZE 1"))), read("250-mx\n250 SIZE 1\n"));
    }

    @Test
    void codeAloneIsAReply() throws Exception {
        assertEquals(Optional.of(new Reply(354, List.of(""))), read("354\r\n"));
    }

    @Test
    void takesNoMoreThanOneReply() throws Exception {
        ByteBuffer two = ByteBuffer.wrap("250 a\r\n250 b\r\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(List.of("a"), reader.next(two).orElseThrow().lines());
        assertEquals(List.of("b"), reader.next(two).orElseThrow().lines());
        assertTrue(reader.next(two).isEmpty());
    }

    @Test
    void eightBitOctetsSurvive() throws Exception {
        assertEquals(List.of("\u00c3\u00a9"), read("250 \u00c3\u00a9\r\n").orElseThrow().lines());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "25\r\n", "2500 ok\r\n", "150 ok\r\n", "650 ok\r\n", "ok\r\n", " 250 ok\r\n", "250_ok\r\n",
            "250-a\r\n251 b\r\n", "\u00b2\u00b5\u00b0 ok\r\n", "-250 ok\r\n"})
    void noReplyIsRefused(String octets) {
        assertThrows(MalformedReplyException.class, () -> read(octets));
    }

    @Test
    void lineOfGreatestLengthIsRead() throws Exception {
        String text = "x".repeat(ReplyReader.MAX_LINE - "250 \r".length());
        assertEquals(text, read("250 " + text + "\r\n").orElseThrow().lines().get(0));
    }

    @Test
    void longerLineIsRefusedBeforeItEnds() {
        MalformedReplyException e =
                assertThrows(MalformedReplyException.class, () -> read("250 " + "x".repeat(ReplyReader.MAX_LINE)));
        assertTrue(e.getMessage().length() < 300, e.getMessage());
    }

    @Test
    void replyWithoutEndIsRefused() {
        String line = "250-" + "x".repeat(1000) + "\r\n";
        assertThrows(MalformedReplyException.class, () -> {
            for (int size = 0; size <= ReplyReader.MAX_REPLY; size += 1000) {
                assertTrue(read(line).isEmpty());
            }
        });
    }

    @Test
    void greatRepliesOneAfterAnotherAreRead() throws Exception {
        String reply = ("250-" + "x".repeat(1000) + "\r\n").repeat(60) + "250 end\r\n";
        for (int i = 0; i < 3; i++) {
            assertEquals(61, read(reply).orElseThrow().lines().size());
        }
    }

    @Test
    void textOfAReplyIsAllOfIt() {
        Reply reply = new Reply(550, List.of("5.1.1 no", "such user"));
        assertEquals("550-5.1.1 no\n550 such user", reply.text());
        assertEquals("550 5.1.1 no such user", reply.oneLine());
        assertEquals("5.1.1", reply.status().orElseThrow().toString());
    }
}
