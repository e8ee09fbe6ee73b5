package org.fingerpost.api.mail;

import java.nio.charset.StandardCharsets;

/**
 * One field of a header, octet by octet as it was received (RFC 5322 §2.2).
 *
 * @param raw the whole field without its last CRLF: name, colon, body; folds are CRLF and white space; one char an octet
 */
public record HeaderField(String raw) {

    /** @throws IllegalArgumentException if there is no name before a colon, or a line end that is no fold */
    public HeaderField {
        int colon = raw.indexOf(':');
        if (colon <= 0 || !isName(raw, nameEnd(raw, colon))) {
            throw new IllegalArgumentException("a header field begins with a name and a colon");
        }
        for (int i = raw.indexOf('\n'); i >= 0; i = raw.indexOf('\n', i + 1)) {
            boolean fold = raw.charAt(i - 1) == '\r' && i + 1 < raw.length() && isBlank(raw.charAt(i + 1));
            if (!fold) {
                throw new IllegalArgumentException("a line end inside a header field must be a fold");
            }
        }
    }

    /**
     * A new field.
     *
     * @param name  printable ASCII without colon
     * @param value octets; may hold line ends (LF or CRLF), each followed by a blank or a tab
     * @throws IllegalArgumentException if either has another shape
     */
    public static HeaderField of(String name, String value) {
        return new HeaderField(name + ": " + value.replace("\r\n", "\n").replace("\n", "\r\n"));
    }

    /** The name as written, without white space before the colon. Names compare without regard to case. */
    public String name() {
        return raw.substring(0, nameEnd(raw, raw.indexOf(':')));
    }

    /** Whether this is its name, in any case. */
    public boolean is(String name) {
        int end = nameEnd(raw, raw.indexOf(':'));
        return end == name.length() && raw.regionMatches(true, 0, name, 0, end);
    }

    /** What follows the colon: unfolded (RFC 5322 §2.2.3) and without white space at its two ends. */
    public String value() {
        return raw.substring(raw.indexOf(':') + 1).replace("\r\n", "").strip();
    }

    /** The octets of the field with its last CRLF. */
    public byte[] toBytes() {
        return (raw + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Whether {@code line} (no line end) begins a header field: a name of printable ASCII, perhaps white space, a colon.
     * White space before the colon is obsolete (RFC 5322 §4.5) but seen.
     */
    public static boolean beginsField(String line) {
        int colon = line.indexOf(':');
        return colon > 0 && isName(line, nameEnd(line, colon));
    }

    private static int nameEnd(String raw, int colon) {
        int end = colon;
        while (end > 0 && isBlank(raw.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static boolean isName(String raw, int end) {
        for (int i = 0; i < end; i++) {
            char c = raw.charAt(i);
            if (c <= ' ' || c > '~') {
                return false;
            }
        }
        return end > 0;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
