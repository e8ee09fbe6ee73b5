package org.fingerpost.core.dispatch;

import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.core.log.Printable;

/** In whose name something is to be done cannot be said now. The message is for people. */
final class NobodyException extends Exception {

    private static final long serialVersionUID = 1L;

    NobodyException(String message) {
        super(message);
    }

    /** What it means for mail: users come back. */
    Outcome outcome() {
        return Outcome.deferred("4.3.5", Printable.line(getMessage()));
    }
}
