package org.fingerpost.core.dsn;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.Header;
import org.fingerpost.api.submit.Content;

/**
 * Writes lines of a report. Whatever a value holds, it cannot end its line or field: control characters become question marks.
 * Lines have at most {@value #MAX_LINE} octets, within the 998 of RFC 5322 §2.1.1. Used by one thread.
 */
final class ReportLines {

    private static final int MAX_LINE = 990;
    /** RFC 5322 §2.1.1: lines should have no more than 78 characters. */
    private static final int PREFERRED_LINE = 78;
    /** A word with the blanks before it, a part of it if it is too long for a line. */
    private static final Pattern WORD = Pattern.compile(" {0,60}[^ ]{1,900}");
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Content out;

    ReportLines(Content out) {
        this.out = out;
    }

    /** A line of text; a longer one is continued on the next. */
    void line(String text) {
        String rest = harmless(text);
        while (rest.length() > MAX_LINE) {
            raw(rest.substring(0, MAX_LINE) + "\r\n");
            rest = rest.substring(MAX_LINE);
        }
        raw(rest + "\r\n");
    }

    /** Text of our own, broken into lines between words. */
    void text(String text) {
        broken("", text);
    }

    /** The same, set off from the left. */
    void indented(String text) {
        broken("    ", text);
    }

    private void broken(String margin, String text) {
        StringBuilder line = new StringBuilder(margin);
        for (String word : text.split(" ")) {
            if (line.length() > margin.length() && line.length() + 1 + word.length() > PREFERRED_LINE) {
                line(line.toString());
                line.setLength(margin.length());
            }
            line.append(line.length() > margin.length() ? " " : "").append(word);
        }
        line(line.toString());
    }

    /** An empty line. */
    void line() {
        raw("\r\n");
    }

    /**
     * A header field, folded before the blanks of {@code value} where it gets too long.
     *
     * @param value line ends (LF) become folds
     */
    void field(String name, String value) {
        StringBuilder line = new StringBuilder(name).append(':');
        int least = line.length();
        for (String part : value.split("\n")) {
            boolean begins = true;
            for (Matcher word = WORD.matcher(" " + harmless(part).strip()); word.find(); begins = false) {
                boolean tooLong = line.length() + word.end() - word.start() > PREFERRED_LINE;
                if ((begins || tooLong) && line.length() > least) {
                    raw(line + "\r\n");
                    line.setLength(0);
                    least = 0;
                    line.append(word.group().startsWith(" ") ? "" : " ");
                }
                line.append(word.group());
            }
        }
        raw(line + "\r\n");
    }

    void copy(Header header) {
        byte[] octets = header.toBytes();
        out.write(octets, 0, octets.length);
    }

    void copy(Body body) throws IOException {
        byte[] chunk = new byte[BUFFER_BYTES];
        try (InputStream in = body.open()) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                out.write(chunk, 0, n);
            }
        }
    }

    private void raw(String octets) {
        byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
        out.write(bytes, 0, bytes.length);
    }

    private static String harmless(String value) {
        return value.replace('\t', ' ').replaceAll("[^\\x20-\\x7e\\x80-\\xff]", "?");
    }
}
