package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;

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
    void lineIsCutAt512Octets() {
        assertEquals(512, text(Reply.of(250, "2.0.0", "x".repeat(600))).length());
        assertTrue(text(Reply.of(250, "2.0.0", "x".repeat(600))).endsWith("x\r\n"));
    }

    @Test
    void verdict421IsTheLastReply() {
        assertTrue(Reply.of(Verdict.of(421, "4.7.0", "bye")).isLast());
    }
}
