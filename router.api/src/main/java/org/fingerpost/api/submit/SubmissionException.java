package org.fingerpost.api.submit;

/** Why a transaction cannot go on. */
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
