package org.fingerpost.rules.cf;

/** Text in which quotation marks and backslashes quote: values of macros and fields of mailers. */
final class Munch {

    /** A text without its quoting, and the index where it ended. */
    record Munched(String text, int end) {
    }

    private Munch() {
    }

    /** The text from {@code from} to the first {@code delimiter} that is not quoted; 0 for none. */
    static Munched munch(String source, int from, char delimiter) {
        StringBuilder text = new StringBuilder(source.length() - from);
        boolean quoted = false;
        int i = from;
        for (; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '\\') {
                if (++i < source.length()) {
                    text.append(escaped(source.charAt(i)));
                }
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == delimiter && delimiter != 0 && !quoted) {
                break;
            } else {
                text.append(c);
            }
        }
        return new Munched(text.toString(), Math.min(i, source.length()));
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'f' -> '\f';
            case 'b' -> '\b';
            default -> c;
        };
    }
}
