package org.fingerpost.api.table;

/** The words of a declaration from left to right. Confined to one reading. */
final class FlagWords {

    private final String text;
    private int at;

    FlagWords(String text) {
        this.text = text;
        skipBlanks();
    }

    boolean hasFlag() {
        return at < text.length() && text.charAt(at) == '-';
    }

    /** The letter after the hyphen. */
    char letter() throws TableException {
        at++;
        if (at == text.length() || isBlank(text.charAt(at))) {
            throw new TableException("a letter is expected after the hyphen in \"" + text + "\"");
        }
        return text.charAt(at++);
    }

    /** What is left of this word. */
    String word() {
        int begin = at;
        while (at < text.length() && !isBlank(text.charAt(at))) {
            at++;
        }
        String word = text.substring(begin, at);
        skipBlanks();
        return word;
    }

    /** A value that may stand after blanks, and be in quotes: then it may hold blanks, and {@code \"}. */
    String value() throws TableException {
        skipBlanks();
        if (at == text.length() || text.charAt(at) != '"') {
            return word();
        }
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            boolean escaped = text.charAt(at) == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '"';
            at += escaped ? 1 : 0;
            value.append(text.charAt(at));
        }
        if (at == text.length()) {
            throw new TableException("a quote is not closed in \"" + text + "\"");
        }
        at++;
        skipBlanks();
        return value.toString();
    }

    /** All that was not read. */
    String rest() {
        return text.substring(at).stripTrailing();
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
