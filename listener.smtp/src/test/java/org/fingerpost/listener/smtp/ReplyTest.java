package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.fingerpost.api.submit.Verdict;
import org.junit.jupiter.api.Test;

class ReplyTest {

    private static String text(Reply reply) {
        return new String(reply.toBytes(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void everyLineHasCodeAndStatus() {
        assertEquals("214-2.0.0 one\r\n214 2.0.0 two\r\n", text(Reply.of(214, "2.0.0", "one", "two")));
    }

    @Test
    void charactersBeyondOneOctetAreQuestionMarks() {
        assertEquals("250 2.0.0 ?? x\r\n", text(Reply.of(250, "2.0.0", "\u010d\u010a x")));
    }

    @Test
    void utf8IsSentToThoseWhoTakeIt() {
        List<String> lines = List.of("jos\u00c3\u00a9", "broken \u00c3", "control \u00c2\u0085");
        assertEquals("250-2.1.5 jos\u00c3\u00a9\r\n250-2.1.5 broken ?\r\n250 2.1.5 control ??\r\n",
                text(Reply.ofUtf8(250, "2.1.5", lines)));
        assertEquals("250 2.1.5 jos??\r\n", text(Reply.of(250, "2.1.5", lines.get(0))));
    }

    @Test
    void lineIsNotCutWithinACharacter() {
        for (int before = 0; before < 4; before++) {
            String line = text(Reply.ofUtf8(250, "2.0.0", List.of("x".repeat(before) + "\u00e2\u0082\u00ac".repeat(200))));
            assertTrue(line.length() <= 512 && line.length() > 508, () -> "" + line.length());
            assertTrue(line.endsWith("\u00ac\r\n"));
        }
    }

    @Test
    void lineIsCutAt512Octets() {
        assertEquals(512, text(Reply.of(250, "2.0.0", "x".repeat(600))).length());
        assertTrue(text(Reply.of(250, "2.0.0", "x".repeat(600))).endsWith("x\r\n"));
    }

    @Test
    void verdict421IsTheLastReply() {
        assertTrue(Reply.of(Verdict.of(421, "4.7.0", "bye")).isLast());
    }
}
