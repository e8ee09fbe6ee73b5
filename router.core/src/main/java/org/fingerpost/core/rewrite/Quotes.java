package org.fingerpost.core.rewrite;

/** Quoting in text that has left the rules. */
public final class Quotes {

    private Quotes() {
    }

    /** Without quotation marks, and without the backslashes that quote a character. */
    public static String strip(String text) {
        if (text.indexOf('"') < 0 && text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                plain.append(text.charAt(++i));
            } else if (c != '"') {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
