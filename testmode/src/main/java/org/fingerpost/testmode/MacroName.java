package org.fingerpost.testmode;

import java.util.Optional;

/**
 * The name of a macro or class as it is typed: one character, or several in braces.
 *
 * @param text without braces; {@code {x}} is {@code x}
 * @param end  the index after it
 */
record MacroName(String text, int end) {

    /** Empty, after a complaint, if there is no name at {@code from}. */
    static Optional<MacroName> read(String line, int from, Screen screen) {
        if (from >= line.length()) {
            screen.line("Name required for macro/class");
            return Optional.empty();
        }
        if (line.charAt(from) != '{') {
            return Optional.of(new MacroName(line.substring(from, from + 1), from + 1));
        }
        StringBuilder name = new StringBuilder();
        int i = from + 1;
        for (; i < line.length() && line.charAt(i) != '}'; i++) {
            char c = line.charAt(i);
            if (Character.isLetterOrDigit(c) && c < 0x80 || c == '_') {
                name.append(c);
            } else {
                screen.line("Invalid macro/class character " + c);
            }
        }
        if (i == line.length()) {
            screen.line("Unbalanced { on " + name);
            return Optional.empty();
        }
        if (name.length() == 0) {
            screen.line("Name required for macro/class");
            return Optional.empty();
        }
        return Optional.of(new MacroName(name.toString(), i + 1));
    }
}
