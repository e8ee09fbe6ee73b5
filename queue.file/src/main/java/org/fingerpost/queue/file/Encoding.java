package org.fingerpost.queue.file;

/**
 * How text is written into a line of a control file: what could end a field or a line, or is not printable ASCII, becomes
 * {@code %HH}, or {@code %uHHHH} above U+00FF. Every string has exactly one way back, so no address, parameter or reply of a
 * remote host can forge a line.
 */
enum Encoding {

    /** One of several fields of a line: neither blanks nor equal signs. */
    WORD(" ="),
    /** The rest of a line. */
    TEXT("");

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    /** By character: whether it stands for itself. */
    private final boolean[] plain = new boolean['~' + 1];

    Encoding(String special) {
        for (char c = ' '; c <= '~'; c++) {
            plain[c] = c != '%' && special.indexOf(c) < 0;
        }
    }

    void encode(String text, StringBuilder to) {
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isPlain(c)) {
                to.append(text, done, i);
                escape(c, to);
                done = i + 1;
            }
        }
        if (done == 0) {
            to.append(text);
        } else {
            to.append(text, done, text.length());
        }
    }

    /** What {@link #encode} was given, of either constant. */
    static String decode(String text) throws DamagedException {
        int percent = text.indexOf('%');
        if (percent < 0) {
            return text;
        }
        StringBuilder decoded = new StringBuilder(text.length());
        int done = 0;
        for (; percent >= 0; percent = text.indexOf('%', done)) {
            boolean wide = text.startsWith("u", percent + 1);
            int digits = percent + (wide ? 2 : 1);
            int end = digits + (wide ? 4 : 2);
            decoded.append(text, done, percent).append(character(text, digits, end));
            done = end;
        }
        return decoded.append(text, done, text.length()).toString();
    }

    private boolean isPlain(char c) {
        return c < plain.length && plain[c];
    }

    private static void escape(char c, StringBuilder to) {
        to.append('%');
        if (c > 0xff) {
            to.append('u').append(HEX[c >> 12]).append(HEX[c >> 8 & 0xf]);
        }
        to.append(HEX[c >> 4 & 0xf]).append(HEX[c & 0xf]);
    }

    private static char character(String text, int begin, int end) throws DamagedException {
        int value = 0;
        for (int i = begin; i < end; i++) {
            int digit = i < text.length() ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) {
                throw new DamagedException("a % without its digits");
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }
}
