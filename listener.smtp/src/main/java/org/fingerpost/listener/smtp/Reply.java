package org.fingerpost.listener.smtp;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.fingerpost.api.submit.Verdict;
import org.fingerpost.listener.smtp.extension.Utf8;

/**
 * One reply (RFC 5321 §4.2).
 *
 * @param code   three digits
 * @param status enhanced status (RFC 2034) that begins each line; empty where there is none: greeting, HELO, EHLO, 354
 * @param lines  one or more; what may not be sent is replaced by question marks
 * @param next   what follows it
 * @param utf8   whether the client has asked for UTF-8 (RFC 6531 §3.7.4); printable ASCII else
 */
record Reply(int code, String status, List<String> lines, Next next, boolean utf8) {

    /** What happens once a reply has been sent. */
    enum Next {
        /** The session goes on. */
        READ_ON,
        /** What has come so far is dropped, and TLS begins (RFC 3207). */
        START_TLS,
        /** The connection is closed. */
        CLOSE
    }

    /** RFC 5321 §4.5.3.1.5: a reply line has at most 512 octets, code and CRLF included. */
    private static final int MAX_LINE = 512;
    /** RFC 4954 §4 has another limit for it. */
    private static final int CHALLENGE = 334;

    Reply {
        lines = List.copyOf(lines);
    }

    Reply(int code, String status, List<String> lines, Next next) {
        this(code, status, lines, next, false);
    }

    static Reply of(int code, String status, String... lines) {
        return new Reply(code, status, List.of(lines), Next.READ_ON);
    }

    /** To a client that takes UTF-8. */
    static Reply ofUtf8(int code, String status, List<String> lines) {
        return new Reply(code, status, lines, Next.READ_ON, true);
    }

    /** A reply after which the connection is closed. */
    static Reply last(int code, String status, String line) {
        return new Reply(code, status, List.of(line), Next.CLOSE);
    }

    /** What the router says. 421 is a promise to close (RFC 5321 §3.8), whoever gives it. */
    static Reply of(Verdict verdict) {
        return of(verdict, false);
    }

    /** The same to a client that may take UTF-8. */
    static Reply of(Verdict verdict, boolean utf8) {
        return new Reply(verdict.code(), verdict.status().toString(), List.of(verdict.text()),
                verdict.code() == 421 ? Next.CLOSE : Next.READ_ON, utf8);
    }

    boolean isLast() {
        return next == Next.CLOSE;
    }

    /** The octets to send. */
    byte[] toBytes() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            int begin = out.length();
            out.append(code).append(i + 1 < lines.size() ? '-' : ' ');
            if (!status.isEmpty()) {
                out.append(status).append(' ');
            }
            appendPrintable(lines.get(i), out);
            cut(out, begin + (code == CHALLENGE ? Authentication.MAX_LINE : MAX_LINE) - 2);
            out.append("\r\n");
        }
        return out.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private void appendPrintable(String text, StringBuilder out) {
        boolean foreign = utf8 && Utf8.isText(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c >= ' ' && c <= '~' || foreign && c >= 0x80 ? c : '?');
        }
    }

    /** Not within a character. */
    private static void cut(StringBuilder out, int length) {
        int end = Math.min(out.length(), length);
        while (end < out.length() && (out.charAt(end) & 0xc0) == 0x80) {
            end--;
        }
        out.setLength(end);
    }
}
