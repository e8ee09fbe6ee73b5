package org.fingerpost.rules.cf;

import org.fingerpost.api.policy.Problem;

/**
 * An option that a line sets.
 *
 * @param name  its long name
 * @param sub   what follows the name, with its dot: {@code .initial}; empty for most
 * @param start where the value begins in the line
 */
record GivenOption(LogicalLine line, String name, String sub, int start) {

    String value() {
        return line.text().substring(Math.min(start, line.text().length()));
    }

    /** The whole value is wrong. */
    Problem wrong(String message) {
        return line.error(start, line.text().length(), message);
    }

    /** Some characters of it are, if they are there. */
    Problem wrong(String message, String token) {
        int at = token.isEmpty() ? -1 : line.text().indexOf(token, start);
        return at < 0 ? wrong(message) : line.error(at, at + token.length(), message);
    }
}
