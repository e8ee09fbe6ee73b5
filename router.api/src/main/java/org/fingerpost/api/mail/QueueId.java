package org.fingerpost.api.mail;

import java.util.regex.Pattern;

/**
 * The name of a message in the queue, in every log line and in the reply to its submitter.
 *
 * @param value 6 to 40 ASCII letters and digits: safe as a file name, in a header field and in a reply
 */
public record QueueId(String value) {

    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9]{6,40}");

    /** @throws IllegalArgumentException if {@code value} has another shape */
    public QueueId {
        if (!SYNTAX.matcher(value).matches()) {
            throw new IllegalArgumentException("a queue id is 6 to 40 letters and digits, not \"" + value + "\"");
        }
    }

    /** Whether {@code text} has the shape of a queue id. */
    public static boolean isValid(String text) {
        return SYNTAX.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
