package org.fingerpost.api.submit;

/** A transaction cannot go on; the {@link #verdict} says why and is what the client is to hear. */
public class SubmissionException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Verdict verdict;

    public SubmissionException(Verdict verdict) {
        super(verdict.toString());
        this.verdict = verdict;
    }

    public Verdict verdict() {
        return verdict;
    }
}
