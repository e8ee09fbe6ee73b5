package org.fingerpost.mailer.prog;

import org.fingerpost.api.mailer.Outcome;

/** A program cannot be run: the policy or the machine has to be mended. The message says what is wrong, for people. */
final class NotRunnableException extends Exception {

    private static final long serialVersionUID = 1L;

    NotRunnableException(String message) {
        super(message);
    }

    /** What it means for mail. */
    Outcome outcome() {
        return Outcome.deferred("4.3.5", Text.line(getMessage()));
    }
}
