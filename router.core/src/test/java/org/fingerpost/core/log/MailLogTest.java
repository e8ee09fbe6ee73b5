package org.fingerpost.core.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MailLogTest {

    private static String value(String text) {
        StringBuilder line = new StringBuilder();
        MailLog.append(line, text);
        return line.toString();
    }

    @Test
    void noValueForgesALineOrAKey() {
        assertEquals("plain", value("plain"));
        assertEquals("\"two words\"", value("two words"));
        assertEquals("\"\"", value(""));
        assertEquals("\"a\\\" event=x\"", value("a\" event=x"));
        assertEquals("\"a\\x0aqid=forged\"", value("a\nqid=forged"));
        assertEquals("\\xe9\\\\", value("\u00e9\\"));
    }

    @Test
    void repliesAreOneLineOfAscii() {
        assertEquals("a b c?", Printable.line("a\r\nb\tc\u00e9").replace("  ", " "));
        assertEquals(400, Printable.line("x".repeat(1000)).length());
    }
}
