package org.fingerpost.table.text;

/**
 * What a key becomes before it is looked up.
 *
 * @param keepQuotes quotes and backslashes stay; otherwise they go and what they protect stays
 * @param blank      what stands for a blank outside quotes
 */
record Keys(boolean keepQuotes, char blank) {

    /** The key without its quotes: what {@code %0} and {@code -m} give. */
    String unquoted(String written) {
        StringBuilder key = new StringBuilder(written.length());
        boolean quoted = false;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '"') {
                quoted = !quoted;
                if (!keepQuotes) {
                    continue;
                }
            } else if (c == '\\' && !keepQuotes && i + 1 < written.length()) {
                c = written.charAt(++i);
            } else if (c == ' ' && !quoted) {
                c = blank;
            }
            key.append(c);
        }
        return key.toString();
    }

    /** ASCII letters become small; other octets stay, for they may be parts of UTF-8. */
    static String folded(String key) {
        StringBuilder folded = new StringBuilder(key);
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return folded.toString();
    }
}
