package org.fingerpost.api.mail;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An enhanced mail system status code, {@code class.subject.detail} (RFC 3463 §2).
 *
 * @param category 2 (success), 4 (persistent transient failure) or 5 (permanent failure): the RFC's "class"
 * @param subject  0 to 999
 * @param detail   0 to 999
 */
public record EnhancedStatus(int category, int subject, int detail) {

    private static final Pattern SYNTAX = Pattern.compile("([245])\\.(\\d{1,3})\\.(\\d{1,3})");

    /** 2.0.0: done, nothing more to say. */
    public static final EnhancedStatus OK = new EnhancedStatus(2, 0, 0);

    /** @throws IllegalArgumentException if a part is outside its range */
    public EnhancedStatus {
        if (category != 2 && category != 4 && category != 5) {
            throw new IllegalArgumentException("status class must be 2, 4 or 5, not " + category);
        }
        if (subject < 0 || subject > 999 || detail < 0 || detail > 999) {
            throw new IllegalArgumentException("status subject and detail must be 0 to 999, not " + subject + "." + detail);
        }
    }

    /**
     * The code that {@code text} is, whole.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static EnhancedStatus of(String text) {
        return parse(text).orElseThrow(() ->
                new IllegalArgumentException("not an enhanced status code such as 4.3.0: " + text));
    }

    /** The code that {@code text} is, whole; empty if it is none. */
    public static Optional<EnhancedStatus> parse(String text) {
        Matcher m = SYNTAX.matcher(text);
        return m.matches()
                ? Optional.of(new EnhancedStatus(
                        Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3))))
                : Optional.empty();
    }

    public boolean isSuccess() {
        return category == 2;
    }

    public boolean isTransient() {
        return category == 4;
    }

    public boolean isPermanent() {
        return category == 5;
    }

    @Override
    public String toString() {
        return category + "." + subject + "." + detail;
    }
}
