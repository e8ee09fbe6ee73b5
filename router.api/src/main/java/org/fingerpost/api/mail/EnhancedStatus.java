package org.fingerpost.api.mail;

import java.util.Optional;

/**
 * An enhanced mail system status code, {@code class.subject.detail} (RFC 3463 §2).
 *
 * @param category 2 (success), 4 (persistent transient failure) or 5 (permanent failure): the RFC's "class"
 * @param subject  0 to 999
 * @param detail   0 to 999
 */
public record EnhancedStatus(int category, int subject, int detail) {

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
        int dot = text.indexOf('.', 2);
        if (dot < 0 || text.charAt(1) != '.' || "245".indexOf(text.charAt(0)) < 0) {
            return Optional.empty();
        }
        int subject = number(text, 2, dot);
        int detail = number(text, dot + 1, text.length());
        return subject < 0 || detail < 0 ? Optional.empty()
                : Optional.of(new EnhancedStatus(text.charAt(0) - '0', subject, detail));
    }

    /** One to three digits, or -1. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = 10 * number + c - '0';
        }
        return to > from && to <= from + 3 ? number : -1;
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
