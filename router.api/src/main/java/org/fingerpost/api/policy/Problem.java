package org.fingerpost.api.policy;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something that is wrong in a policy file, or looks wrong.
 *
 * @param severity only an {@link Severity#ERROR} keeps the policy from being used
 * @param where    the place; empty if it concerns the policy as a whole
 * @param message  what is wrong, without what was expected; one line, whatever was put into it:
 *                 white space is a blank, any other control character a question mark
 * @param line     the line of the file that {@code where} is in, as it stands; empty if there is none
 * @param token    the characters of that line that are wrong, from {@code where} on; may be empty
 * @param expected what would be right, fit to be followed by "is expected"; may be empty
 * @param hint     what to do about it, a sentence; may be empty
 * @param sendmail what sendmail prints for it, if anything
 */
public record Problem(Severity severity, Optional<Location> where, String message, String line, String token, String expected,
        String hint, Optional<Printed> sendmail) {

    public Problem {
        message = oneLine(message);
    }

    /** It quotes what stands in a file, and goes to logs and terminals. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\t\\n\\x0b\\f\\r]+", " ").replaceAll("[\\x00-\\x1f\\x7f-\\x9f]", "?");
    }

    /** Whether the policy can be used in spite of it. */
    public enum Severity {
        /** Used as it is; somebody should look. */
        WARNING,
        /** Not used. */
        ERROR
    }

    /**
     * Sendmail's words for a problem.
     *
     * @param text the line, or lines, file and line number included, without the last line's end; may be empty
     * @param exit the status with which it ends there and then, if it does
     */
    public record Printed(String text, OptionalInt exit) {
    }

    /** One that keeps the policy from being used. */
    public static Problem error(Location where, String message) {
        return new Problem(Severity.ERROR, Optional.of(where), message, "", "", "", "", Optional.empty());
    }

    /** One that does not. */
    public static Problem warning(Location where, String message) {
        return new Problem(Severity.WARNING, Optional.of(where), message, "", "", "", "", Optional.empty());
    }

    /** An error of the policy as a whole. */
    public static Problem ofAll(String message) {
        return new Problem(Severity.ERROR, Optional.empty(), message, "", "", "", "", Optional.empty());
    }

    /** The same as a warning. */
    public Problem asWarning() {
        return new Problem(Severity.WARNING, where, message, line, token, expected, hint, sendmail);
    }

    /** The same with the line it is in, and the characters there that are wrong. */
    public Problem at(String wholeLine, String wrong) {
        return new Problem(severity, where, message, wholeLine, wrong, expected, hint, sendmail);
    }

    /** The same with what would be right. */
    public Problem expecting(String what) {
        return new Problem(severity, where, message, line, token, what, hint, sendmail);
    }

    /** The same with advice. */
    public Problem hinting(String sentence) {
        return new Problem(severity, where, message, line, token, expected, sentence, sendmail);
    }

    /** The same with what sendmail prints for it. */
    public Problem printedAs(String text) {
        return new Problem(severity, where, message, line, token, expected, hint, Optional.of(new Printed(text,
                OptionalInt.empty())));
    }

    /** The same with what sendmail prints for it before it ends. */
    public Problem printedAs(String text, int exit) {
        return new Problem(severity, where, message, line, token, expected, hint, Optional.of(new Printed(text,
                OptionalInt.of(exit))));
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** On one line: {@code FILE:LINE:COLUMN: what is wrong; what is expected. What to do.} */
    @Override
    public String toString() {
        return where.map(w -> w + ": ").orElse("") + (isError() ? "" : "warning: ") + message
                + (expected.isEmpty() ? "" : "; " + expected + " is expected") + (hint.isEmpty() ? "" : ". " + hint);
    }

    /** On a few lines: what {@link #toString} says, and the line of the file with the place marked. */
    public String excerpt() {
        int column = where.map(Location::column).orElse(0);
        if (line.isBlank() || column < 1 || column > line.length() + 1) {
            return toString();
        }
        // Tabs stay tabs, so that the mark stands below its place.
        String before = line.substring(0, column - 1).replaceAll("[^\t]", " ");
        int length = Math.max(1, Math.min(token.length(), line.length() - column + 1));
        return this + "\n    " + line + "\n    " + before + "^" + "~".repeat(length - 1);
    }
}
