package org.fingerpost.rules.cf;

import java.util.Optional;

/** How macros and classes are named: one character, or {@code {several}}. */
final class Names {

    /** A name and the index after it. */
    record Scanned(String name, int end) {
    }

    private Names() {
    }

    /** The name at {@code from}, if there is one; braces without an end, or with nothing between, name nothing. */
    static Optional<Scanned> scan(String text, int from) {
        if (from >= text.length()) {
            return Optional.empty();
        }
        if (text.charAt(from) != '{') {
            return Optional.of(new Scanned(text.substring(from, from + 1), from + 1));
        }
        int close = text.indexOf('}', from);
        String name = close < 0 ? "" : text.substring(from + 1, close);
        return isLongName(name) ? Optional.of(new Scanned(name, close + 1)) : Optional.empty();
    }

    private static String[] inSendmailsWords(String text) {
        boolean unbalanced = text.startsWith("{") && text.indexOf('}') < 0;
        return unbalanced ? new String[] {"Unbalanced { on " + text.substring(1), "Unable to assign macro/class ID (mid = 0xffffffff)"}
                : new String[] {"Name required for macro/class"};
    }

    private static boolean isLongName(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> c == '_' || isAlphanumeric((char) c));
    }

    static boolean isAlphanumeric(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** What a name defines, for the lines D, C and F; a problem if there is none. */
    static Optional<Scanned> required(LogicalLine line, Problems problems) {
        Optional<Scanned> name = scan(line.text(), 1);
        if (name.isEmpty()) {
            problems.error(line, 1, "\"" + CfReading.abridged(line.rest())
                    + "\" begins with no name; one character, or letters, digits and _ in braces, is expected",
                    inSendmailsWords(line.rest()));
        }
        return name;
    }
}
