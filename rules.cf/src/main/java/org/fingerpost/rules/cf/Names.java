package org.fingerpost.rules.cf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** How macros and classes are named: one character, or {@code {several}}. */
final class Names {

    static final String EXPECTED = "one character, or letters, digits and _ in braces,";
    private static final int MAX_LENGTH = 25;
    private static final String NONE = "Name required for macro/class";
    private static final String NO_NUMBER = "Unable to assign macro/class ID (mid = 0xffffffff)";

    /** A name and the index after it. */
    record Scanned(String name, int end) {

        /** As it is written after a dollar sign. */
        String spelled() {
            return name.length() == 1 ? name : "{" + name + "}";
        }
    }

    private Names() {
    }

    /**
     * The name at {@code from}. As in sendmail, characters in braces that no name may have are reported and left out.
     *
     * @param complaints gets what is wrong, in sendmail's words
     * @return nothing if there is no name, or none that can be used
     */
    static Optional<Scanned> scan(String text, int from, Consumer<String> complaints) {
        if (from >= text.length() || text.startsWith("{}", from)) {
            complaints.accept(NONE);
            return Optional.empty();
        }
        return text.charAt(from) == '{' ? braced(text, from + 1, complaints)
                : Optional.of(new Scanned(text.substring(from, from + 1), from + 1));
    }

    private static Optional<Scanned> braced(String text, int from, Consumer<String> complaints) {
        StringBuilder name = new StringBuilder();
        int i = from;
        for (; i < text.length() && text.charAt(i) != '}'; i++) {
            char c = text.charAt(i);
            if (c != '_' && !isAlphanumeric(c)) {
                complaints.accept("Invalid macro/class character " + Sign.printed(String.valueOf(c)));
            } else if (name.length() <= MAX_LENGTH) {
                name.append(c);
            }
        }
        boolean open = i == text.length();
        if (open || name.length() > MAX_LENGTH) {
            complaints.accept(open ? "Unbalanced { on " + name
                    : "Macro/class name ({" + name.substring(0, MAX_LENGTH) + "}) too long (" + MAX_LENGTH + " chars max)");
            complaints.accept(NO_NUMBER);
            return Optional.empty();
        }
        return Optional.of(new Scanned(name.toString(), i + 1));
    }

    /** A name that has been translated already: nothing is wrong with it, but it may be missing, and is then empty. */
    static Scanned translated(String text, int from) {
        int close = from < text.length() && text.charAt(from) == '{' ? text.indexOf('}', from) : -1;
        if (close > 0) {
            return new Scanned(text.substring(from + 1, close), close + 1);
        }
        int end = Math.min(from + 1, text.length());
        return new Scanned(text.substring(from, end), end);
    }

    static boolean isAlphanumeric(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** What a name defines, for the lines D, C and F; a problem if there is none. */
    static Optional<Scanned> required(LogicalLine line, Problems problems) {
        return reported(line, line.text(), 1, 1, problems);
    }

    /**
     * The name at {@code from} in {@code text}; what is wrong with it is one problem.
     *
     * @param place where the problem is in the line
     */
    static Optional<Scanned> reported(LogicalLine line, String text, int from, int place, Problems problems) {
        List<String> words = new ArrayList<>();
        Optional<Scanned> name = scan(text, from, words::add);
        if (!words.isEmpty()) {
            problems.add(line.error(place, explanation(words.get(0))).expecting(EXPECTED), words.toArray(String[]::new));
        }
        return name;
    }

    private static String explanation(String words) {
        return words.equals(NONE) ? "a macro or class without a name"
                : words.startsWith("Unbalanced") ? "the name of a macro or class whose brace is not closed"
                : words.startsWith("Invalid") ? "\"" + words.substring(words.length() - 1) + "\" in the name of a macro or class"
                : "the name of a macro or class is longer than " + MAX_LENGTH + " characters";
    }
}
