package org.fingerpost.core.destination;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.fingerpost.api.instance.Durations;

/**
 * So many attempts in so much time: {@code 100/1m}.
 *
 * @param attempts at least one
 * @param time     at least a millisecond
 */
public record Rate(int attempts, Duration time) {

    private static final Pattern SYNTAX = Pattern.compile("(\\d{1,9})\\s*/\\s*(\\S+)");

    public Rate {
        if (attempts < 1 || time.toMillis() < 1) {
            throw new IllegalArgumentException("at least one attempt in at least a millisecond is expected");
        }
    }

    /** @throws IllegalArgumentException with a message that quotes {@code text} and says what is expected */
    public static Rate parse(String text) {
        Matcher m = SYNTAX.matcher(text.strip());
        if (!m.matches() || Integer.parseInt(m.group(1)) == 0) {
            throw new IllegalArgumentException("\"" + text + "\" is no rate: a number and a time are expected, such as 100/1m");
        }
        Duration time = Durations.parse(m.group(2));
        if (time.isZero()) {
            throw new IllegalArgumentException("\"" + text + "\" is no rate: the time is zero");
        }
        return new Rate(Integer.parseInt(m.group(1)), time);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return attempts + "/" + Durations.format(time);
    }
}
