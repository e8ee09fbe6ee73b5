package org.fingerpost.mailer.smtp;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One command. Nothing gets to a server but through here, the content apart, so a line end from an address cannot begin
 * another command.
 *
 * @param stage     what waits for its reply
 * @param recipient index of the recipient, for {@link Stage#RCPT}
 * @param text      octets, without the line end
 */
record CommandLine(Stage stage, int recipient, String text) {

    /** What ends the content. */
    static final CommandLine DOT = new CommandLine(Stage.END_OF_DATA, ".");

    /** @throws IllegalArgumentException if the text holds CR, LF, NUL or what is no octet */
    CommandLine {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\n' || c == 0 || c > 0xff) {
                throw new IllegalArgumentException("U+" + Integer.toHexString(c) + " in a command for " + stage);
            }
        }
    }

    CommandLine(Stage stage, String text) {
        this(stage, -1, text);
    }

    /** The octets of all, each with its CRLF. */
    static byte[] toBytes(List<CommandLine> lines) {
        StringBuilder octets = new StringBuilder();
        lines.forEach(line -> octets.append(line.text).append("\r\n"));
        return octets.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
