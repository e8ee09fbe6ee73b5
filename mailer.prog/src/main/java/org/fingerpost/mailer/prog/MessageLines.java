package org.fingerpost.mailer.prog;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import org.fingerpost.api.policy.MailerDefinition;

/**
 * Writes a message with the line ends that a program wants; a CR by itself stays. How the octets are cut into calls makes no
 * difference. Used by one thread.
 */
final class MessageLines {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final byte[] FROM = octets("From ");
    private static final int NOT_AT_START = -1;

    private final OutputStream out;
    private final byte[] lineEnd;
    private final int startOfLine;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int used;
    /** A CR whose next octet is not yet known. */
    private boolean cr;
    /** How many octets of {@link #FROM} the line has begun with; they are held back until it is clear whether they go on. */
    private int matched;

    /**
     * @param lineEnd   what takes the place of a CRLF
     * @param quoteFrom whether lines of the body that begin with {@code From } get a {@code >}
     */
    MessageLines(OutputStream out, String lineEnd, boolean quoteFrom) {
        this.out = out;
        this.lineEnd = octets(lineEnd);
        this.startOfLine = quoteFrom ? 0 : NOT_AT_START;
        this.matched = startOfLine;
    }

    /** As {@code E=} (LF unless it says {@code \r\n}) and flag {@code E} say. */
    static MessageLines of(MailerDefinition mailer, OutputStream out) {
        boolean crlf = mailer.equate('E').filter(e -> e.contains("\\r") || e.contains("\r")).isPresent();
        return new MessageLines(out, crlf ? "\r\n" : "\n", mailer.has('E'));
    }

    /** Lines before the body, the last CRLF included; nothing is quoted. */
    void write(String lines) throws IOException {
        for (byte octet : octets(lines.replace("\r\n", "\n"))) {
            if (octet == '\n') {
                endLine();
            } else {
                put(octet);
            }
        }
    }

    void writeBody(byte[] octets, int length) throws IOException {
        for (int i = 0; i < length; i++) {
            byte octet = octets[i];
            if (cr && octet == '\n') {
                release();
                endLine();
            } else {
                if (cr) {
                    take((byte) '\r');
                }
                if (octet != '\r') {
                    take(octet);
                }
            }
            cr = octet == '\r';
        }
    }

    /** Lets go of everything that is held back. */
    void finish() throws IOException {
        if (cr) {
            take((byte) '\r');
        }
        release();
        flush();
    }

    private void take(byte octet) throws IOException {
        if (matched >= 0 && octet == FROM[matched]) {
            if (++matched == FROM.length) {
                put((byte) '>');
                release();
            }
            return;
        }
        release();
        put(octet);
    }

    private void release() throws IOException {
        for (int i = 0; i < matched; i++) {
            put(FROM[i]);
        }
        matched = NOT_AT_START;
    }

    private void endLine() throws IOException {
        for (byte octet : lineEnd) {
            put(octet);
        }
        matched = startOfLine;
    }

    private void put(byte octet) throws IOException {
        if (used == BUFFER_BYTES) {
            flush();
        }
        buffer[used++] = octet;
    }

    private void flush() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
