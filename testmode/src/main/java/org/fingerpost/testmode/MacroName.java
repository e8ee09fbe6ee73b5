package org.fingerpost.testmode;

import java.util.Optional;

/**
 * The name of a macro or class as it is typed: one character, or several in braces.
 *
 * @param text without braces; {@code {x}} is {@code x}
 * @param end  the index after it
 */
record MacroName(String text, int end) {

    private static final int MAX_LENGTH = 25;

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
                screen.line("Invalid macro/class character " + Screen.sevenBit(String.valueOf(c)));
            }
        }
        if (name.length() > MAX_LENGTH) {
            return unusable("Macro/class name ({" + name.substring(0, MAX_LENGTH) + "}) too long ("
                    + MAX_LENGTH + " chars max)", screen);
        }
        if (i == line.length()) {
            return unusable("Unbalanced { on " + name, screen);
        }
        if (i == from + 1) {
            screen.line("Name required for macro/class");
            return Optional.empty();
        }
        return Optional.of(new MacroName(name.toString(), i + 1));
    }

    private static Optional<MacroName> unusable(String why, Screen screen) {
        screen.line(why);
        screen.line("Unable to assign macro/class ID (mid = 0xffffffff)");
        return Optional.empty();
    }
}
