package org.fingerpost.core.control;

import org.fingerpost.core.log.Printable;

/** Lines of text for a person, indented by what they belong to; printable ASCII whatever is put in. Of one thread. */
final class Lines {

    /** What a line is, for those who see colours. */
    enum Ink {
        PLAIN(""), HEADING("1"), FAINT("2"), GOOD("32"), BAD("31"), LATER("33");

        private final String code;

        Ink(String code) {
            this.code = code;
        }
    }

    /** Deeper lines are written no further to the right. */
    private static final int MAX_DEPTH = 20;

    private final StringBuilder text = new StringBuilder();
    private final boolean coloured;

    /** @param coloured whether the reader is a terminal that understands the escape sequences of ECMA-48 */
    Lines(boolean coloured) {
        this.coloured = coloured;
    }

    Lines add(int depth, String line) {
        return add(depth, Ink.PLAIN, line);
    }

    Lines add(int depth, Ink ink, String line) {
        boolean escapes = coloured && ink != Ink.PLAIN;
        text.append("    ".repeat(Math.min(depth, MAX_DEPTH)));
        text.append(escapes ? "\u001b[" + ink.code + "m" : "").append(Printable.line(line)).append(escapes ? "\u001b[0m" : "");
        text.append('\n');
        return this;
    }

    Lines blank() {
        text.append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
