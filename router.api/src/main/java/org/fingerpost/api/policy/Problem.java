package org.fingerpost.api.policy;

import java.util.Optional;

/**
 * Something that is wrong in a policy file, or looks wrong.
 *
 * @param severity only an {@link Severity#ERROR} keeps the policy from being used
 * @param where    the place; empty if it concerns the policy as a whole
 * @param message  what is wrong, the offending token, what was expected; one line, whatever was put into it: white space is a blank,
 *                 any other control character a question mark
 * @param sendmail the line, or lines, that sendmail prints for it, file and line number included; empty if it would print none
 */
public record Problem(Severity severity, Optional<Location> where, String message, Optional<String> sendmail) {

    public Problem {
        message = oneLine(message);
    }

    public Problem(Severity severity, Optional<Location> where, String message) {
        this(severity, where, message, Optional.empty());
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

    /** One that keeps the policy from being used. */
    public static Problem error(Location where, String message) {
        return new Problem(Severity.ERROR, Optional.of(where), message);
    }

    /** One that does not. */
    public static Problem warning(Location where, String message) {
        return new Problem(Severity.WARNING, Optional.of(where), message);
    }

    /** The same with what sendmail prints for it. */
    public Problem printedAs(String text) {
        return new Problem(severity, where, message, Optional.of(text));
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public String toString() {
        return where.map(w -> w + ": ").orElse("") + (isError() ? "" : "warning: ") + message;
    }
}
