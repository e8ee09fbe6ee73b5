package org.fingerpost.alias.dbm;

/**
 * How a written key becomes the one that is stored and looked up.
 *
 * @param foldCase   ASCII letters become small; other octets stay, for they may be parts of UTF-8
 * @param keepQuotes quotes and backslashes stay; otherwise they go and what they protect stays. A backslash before all else stays
 *                   in any case: it marks a name that is not to be expanded, so it must not find an alias
 */
record Keys(boolean foldCase, boolean keepQuotes) {

    String of(String written) {
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (foldCase && c >= 'A' && c <= 'Z' || !keepQuotes && (c == '"' || c == '\\')) {
                return changed(written);
            }
        }
        return written; // mostly
    }

    private String changed(String written) {
        StringBuilder key = new StringBuilder(written.length());
        boolean quoted = false;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '"' && !keepQuotes) {
                quoted = !quoted;
                continue;
            }
            if (c == '\\' && !keepQuotes && i > 0 && i + 1 < written.length()) {
                c = written.charAt(++i);
            }
            key.append(foldCase && c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
        }
        return key.toString();
    }
}
