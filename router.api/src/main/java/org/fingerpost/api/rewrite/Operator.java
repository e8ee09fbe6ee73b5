package org.fingerpost.api.rewrite;

/**
 * Operators that can stand among the tokens of an address while it is being rewritten. They are tokens of their own, outside the
 * range of octets, so that no address can forge one.
 */
public final class Operator {

    /** {@code $#}: the mailer follows. */
    public static final String MAILER = "\uE023";
    /** {@code $@}: the host follows. */
    public static final String HOST = "\uE040";
    /** {@code $:}: the user follows. */
    public static final String USER = "\uE03A";
    /** {@code $|}: the delimiter between two values. */
    public static final String BAR = "\uE07C";

    private Operator() {
    }
}
