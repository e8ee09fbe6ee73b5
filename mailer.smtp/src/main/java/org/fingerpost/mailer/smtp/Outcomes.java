package org.fingerpost.mailer.smtp;

import java.util.List;

import org.fingerpost.api.mailer.Outcome;

/** The outcomes of one batch as they become known; the first one said of a recipient stays. Not safe for threads. */
final class Outcomes {

    private final Outcome[] decided;
    private int open;

    Outcomes(int recipients) {
        decided = new Outcome[recipients];
        open = recipients;
    }

    void decide(int recipient, Outcome outcome) {
        if (isOpen(recipient)) {
            decided[recipient] = outcome;
            open--;
        }
    }

    void decideRest(Outcome outcome) {
        for (int i = 0; i < decided.length; i++) {
            decide(i, outcome);
        }
    }

    boolean isOpen(int recipient) {
        return decided[recipient] == null;
    }

    boolean areComplete() {
        return open == 0;
    }

    /** In the order of the recipients; complete. */
    List<Outcome> list() {
        return List.of(decided);
    }
}
