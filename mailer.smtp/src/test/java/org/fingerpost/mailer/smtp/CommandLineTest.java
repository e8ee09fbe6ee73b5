package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandLineTest {

    @ParameterizedTest
    @ValueSource(strings = {"EHLO x\r\nDATA", "EHLO x\r", "EHLO x\n", "EHLO \0", "EHLO \u010d\u010a", "EHLO \u20ac"})
    void whatIsNoLineOfOctetsIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> new CommandLine(Stage.EHLO, text));
    }

    @Test
    void octetsAreWrittenAsTheyAre() {
        CommandLine line = new CommandLine(Stage.RCPT, 0, "RCPT TO:<\u00ff>");
        assertArrayEquals("RCPT TO:<\u00ff>\r\nRCPT TO:<\u00ff>\r\n".getBytes(StandardCharsets.ISO_8859_1),
                CommandLine.toBytes(List.of(line, line)));
    }
}
