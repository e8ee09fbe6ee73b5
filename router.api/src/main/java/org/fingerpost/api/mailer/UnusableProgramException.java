package org.fingerpost.api.mailer;

/** A program cannot be run; the {@link #outcome} says why and is that of the attempt. */
public final class UnusableProgramException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    public UnusableProgramException(Outcome outcome) {
        super(outcome.text());
        this.outcome = outcome;
    }

    public Outcome outcome() {
        return outcome;
    }
}
