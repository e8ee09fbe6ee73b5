package org.fingerpost.api.mailer;

/** A program cannot be run; the {@link #outcome} says why and is that of the attempt. */
public final class UnusableProgramException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    /** @param outcome of the attempt; not delivered */
    public UnusableProgramException(Outcome outcome) {
        super(outcome.text());
        this.outcome = outcome;
    }

    /** What the attempt comes to. */
    public Outcome outcome() {
        return outcome;
    }
}
