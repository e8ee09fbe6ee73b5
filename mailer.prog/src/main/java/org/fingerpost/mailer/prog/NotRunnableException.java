package org.fingerpost.mailer.prog;

import org.fingerpost.api.mailer.Outcome;

/** A program cannot be run. The message says what is wrong, for people. */
final class NotRunnableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    /** The policy or the machine has to be mended. */
    NotRunnableException(String message) {
        this(Outcome.deferred("4.3.5", Text.line(message)));
    }

    /** @param outcome what it means for mail */
    NotRunnableException(Outcome outcome) {
        super(outcome.text());
        this.outcome = outcome;
    }

    /** What it means for mail. */
    Outcome outcome() {
        return outcome;
    }
}
