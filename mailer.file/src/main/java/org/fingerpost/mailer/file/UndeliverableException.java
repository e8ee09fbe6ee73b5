package org.fingerpost.mailer.file;

import org.fingerpost.api.mailer.Outcome;

/** One recipient cannot have its mail, for a reason that is not the file system's. */
final class UndeliverableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    private UndeliverableException(Outcome outcome) {
        super(outcome.text());
        this.outcome = outcome;
    }

    static UndeliverableException failed(String status, String text) {
        return new UndeliverableException(Outcome.failed(status, text));
    }

    static UndeliverableException deferred(String status, String text) {
        return new UndeliverableException(Outcome.deferred(status, text));
    }

    Outcome outcome() {
        return outcome;
    }
}
