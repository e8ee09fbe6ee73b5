package org.fingerpost.mailer.smtp;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One command, or a line that goes on with one. Nothing gets to a server but through here, the content apart, so a line end
 * from an address cannot begin
 * another command.
 *
 * @param stage     what waits for its reply
 * @param recipient index of the recipient, for {@link Stage#RCPT}
 * @param text      octets, without the line end
 * @param isSecret  whether it must not be in a log
 */
record CommandLine(Stage stage, int recipient, String text, boolean isSecret) {

    /** What ends the content. */
    static final CommandLine DOT = new CommandLine(Stage.END_OF_DATA, ".");
    static final CommandLine RSET = new CommandLine(Stage.RSET, "RSET");
    static final CommandLine QUIT = new CommandLine(Stage.QUIT, "QUIT");
    static final CommandLine DATA = new CommandLine(Stage.DATA, "DATA");
    /** A chunk of the content that is not the last one. */
    static final CommandLine CHUNK = new CommandLine(Stage.CHUNK, "BDAT");

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
        this(stage, -1, text, false);
    }

    CommandLine(Stage stage, int recipient, String text) {
        this(stage, recipient, text, false);
    }

    static CommandLine secret(Stage stage, String text) {
        return new CommandLine(stage, -1, text, true);
    }

    /** The end of the content, whose reply is about one recipient (RFC 2033 §4.2). */
    static CommandLine dot(int recipient) {
        return new CommandLine(Stage.END_OF_DATA, recipient, ".");
    }

    /** For the log. */
    @Override
    public String toString() {
        return isSecret ? "(credentials)" : text;
    }

    /** The octets of all, each with its CRLF. */
    static byte[] toBytes(List<CommandLine> lines) {
        StringBuilder octets = new StringBuilder();
        lines.forEach(line -> octets.append(line.text).append("\r\n"));
        return octets.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
