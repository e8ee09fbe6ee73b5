package org.fingerpost.listener.smtp;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Cuts octets into command lines. A line that is too long is read to its end and not kept. Confined to the session's task;
 * holds at most one line.
 */
final class LineReader {

    /** Octets of a line with its CRLF. RFC 5321 §4.5.3.1.4 asks for 512 and more with extensions. */
    static final int MAX_LINE = 2048;

    /** The handshake record of TLS. */
    private static final String TLS = "\u0016\u0003";
    /** The magic number of a stream of serialised Java objects. */
    private static final String JAVA = "\u00ac\u00ed";

    private static final String AUTH = "AUTH";

    private final StringBuilder line = new StringBuilder(128);
    private final boolean lfEndsLine;
    private boolean tooLong;

    LineReader(BareNewlines bareNewlines) {
        lfEndsLine = bareNewlines == BareNewlines.NORMALIZE;
    }

    /**
     * Takes octets up to the end of the line.
     *
     * @return the line, octets without CRLF; empty if its end has not come
     * @throws BadCommand if the line, which has been taken, is none, or if the client speaks another protocol
     */
    Optional<String> read(ByteBuffer input) throws BadCommand {
        while (input.hasRemaining()) {
            char octet = (char) (input.get() & 0xff);
            if (octet == '\n') {
                return Optional.of(complete());
            }
            append(octet);
        }
        return Optional.empty();
    }

    private void append(char octet) throws BadCommand {
        if (line.length() + 1 >= limit()) { // the LF wants room too
            tooLong = true;
            return;
        }
        line.append(octet);
        // At once: such a client may wait for an answer without ever sending an LF.
        if (line.length() == 2 && (line.indexOf(TLS) == 0 || line.indexOf(JAVA) == 0)) {
            throw new BadCommand(SmtpSession.FOREIGN);
        }
    }

    /** AUTH may bring an initial response. */
    private int limit() {
        return line.length() >= MAX_LINE - 1 && CommandLine.of(line.substring(0, AUTH.length() + 1)).verb().equals(AUTH)
                ? Authentication.MAX_LINE : MAX_LINE;
    }

    private String complete() throws BadCommand {
        String text = line.toString();
        boolean cut = tooLong;
        line.setLength(0);
        tooLong = false;
        if (cut) {
            throw malformed(text, "line is longer than " + MAX_LINE + " octets");
        }
        if (text.endsWith("\r")) {
            text = text.substring(0, text.length() - 1);
        } else if (!lfEndsLine) {
            throw malformed(text, "bare <LF> received: lines must end with CRLF (RFC 5321 2.3.8)");
        }
        if (hasControls(text)) {
            throw malformed(text, "control character in a command");
        }
        return text;
    }

    private static boolean hasControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7f) {
                return true;
            }
        }
        return false;
    }

    /** After a BDAT that cannot be read nobody knows what is a command and what is content (RFC 3030): that is the end. */
    private static BadCommand malformed(String line, String text) {
        return new BadCommand(line.regionMatches(true, 0, "BDAT", 0, 4) ? Reply.last(500, "5.5.2", text + "; closing")
                : Reply.of(500, "5.5.2", text));
    }
}
