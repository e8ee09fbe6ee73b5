package org.fingerpost.core.alias;

import org.fingerpost.api.mailer.Outcome;

/** Something cannot be known now: what it belongs to is expanded at the next attempt. */
final class Postponed extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    Postponed(String status, String text) {
        super(text, null, false, false);
        this.outcome = Outcome.deferred(status, text);
    }

    Outcome outcome() {
        return outcome;
    }
}
