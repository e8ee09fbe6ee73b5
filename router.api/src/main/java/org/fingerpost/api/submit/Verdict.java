package org.fingerpost.api.submit;

import org.fingerpost.api.mail.EnhancedStatus;

/**
 * The router's answer to one step of a transaction.
 *
 * @param code   reply code (RFC 5321 §4.2), 250 to 559, of the same class as the status
 * @param status enhanced status (RFC 3463)
 * @param text   one line of printable ASCII, without the codes; octets beyond ASCII where an address has them, which a listener
 *               shows to a client that takes UTF-8 only (RFC 6531)
 */
public record Verdict(int code, EnhancedStatus status, String text) {

    /** @throws IllegalArgumentException if code and status disagree */
    public Verdict {
        if (code / 100 != status.category()) {
            throw new IllegalArgumentException("code " + code + " does not agree with status " + status);
        }
    }

    /** With a status such as {@code "5.1.1"}. */
    public static Verdict of(int code, String status, String text) {
        return new Verdict(code, EnhancedStatus.of(status), text);
    }

    /** Whether the step was taken: class 2. */
    public boolean isAccepted() {
        return status.isSuccess();
    }

    /** {@code 550 5.1.1 text}. */
    @Override
    public String toString() {
        return code + " " + status + " " + text;
    }
}
