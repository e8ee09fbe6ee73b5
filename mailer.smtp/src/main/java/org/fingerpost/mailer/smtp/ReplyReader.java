package org.fingerpost.mailer.smtp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Octets in, replies out, however the octets are cut. Holds at most one reply of {@value #MAX_REPLY} octets; a bare LF ends a
 * line as well as CRLF does. Not safe for threads.
 */
final class ReplyReader {

    /** RFC 5321 §4.5.3.1.5 allows 512; some servers explain themselves at length. */
    static final int MAX_LINE = 2048;

    static final int MAX_REPLY = 64 * 1024;

    private static final int MAX_QUOTED = 200;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    private final List<String> texts = new ArrayList<>();
    private int code;
    private int size;

    /**
     * Takes octets from {@code in} up to the end of the next reply.
     *
     * @return empty if {@code in} is used up before a reply is complete
     */
    Optional<Reply> next(ByteBuffer in) throws MalformedReplyException {
        while (in.hasRemaining()) {
            byte octet = in.get();
            if (octet == '\n') {
                if (endLine()) {
                    return Optional.of(complete());
                }
            } else if (line.size() == MAX_LINE) {
                throw malformed("a line of more than " + MAX_LINE + " octets", lineText());
            } else {
                line.write(octet);
            }
        }
        return Optional.empty();
    }

    /** @return whether this was the last line of a reply */
    private boolean endLine() throws MalformedReplyException {
        String text = lineText();
        size += line.size();
        line.reset();
        if (size > MAX_REPLY) {
            throw malformed("a reply of more than " + MAX_REPLY + " octets", text);
        }
        return add(text);
    }

    private boolean add(String text) throws MalformedReplyException {
        int lineCode = codeOf(text);
        // RFC 5321 §4.2.1: the code is the same on each line. Which of two to believe is not for us to guess.
        if (!texts.isEmpty() && lineCode != code) {
            throw malformed("a reply with two codes, " + code + " and", text);
        }
        code = lineCode;
        texts.add(text.length() > 4 ? text.substring(4) : "");
        return text.length() == 3 || text.charAt(3) == ' ';
    }

    private static int codeOf(String text) throws MalformedReplyException {
        boolean shape = text.length() >= 3 && text.charAt(0) >= '2' && text.charAt(0) <= '5'
                && isDigit(text.charAt(1)) && isDigit(text.charAt(2))
                && (text.length() == 3 || text.charAt(3) == ' ' || text.charAt(3) == '-');
        if (!shape) {
            throw malformed("no SMTP reply", text);
        }
        return Integer.parseInt(text, 0, 3, 10);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private Reply complete() {
        Reply reply = new Reply(code, texts);
        texts.clear();
        size = 0;
        return reply;
    }

    /** Without the CR at its end. Other control characters would go on into logs, reports and terminals. */
    private String lineText() {
        String all = line.toString(StandardCharsets.ISO_8859_1);
        String text = all.endsWith("\r") ? all.substring(0, all.length() - 1) : all;
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return withoutControls(text);
            }
        }
        return text;
    }

    private static boolean isControl(char c) {
        return c < ' ' && c != '\t' || c == 0x7f;
    }

    private static String withoutControls(String text) {
        StringBuilder clean = new StringBuilder(text);
        for (int i = 0; i < clean.length(); i++) {
            if (isControl(clean.charAt(i))) {
                clean.setCharAt(i, '?');
            }
        }
        return clean.toString();
    }

    private static MalformedReplyException malformed(String what, String text) {
        return new MalformedReplyException(what + ": " + text.substring(0, Math.min(text.length(), MAX_QUOTED)));
    }
}
