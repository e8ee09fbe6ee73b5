package org.fingerpost.listener.smtp;

import java.util.concurrent.CompletionStage;

import org.fingerpost.api.filter.Finding;
import org.fingerpost.api.submit.Verdict;

/** What becomes of a step that the policy has taken and filters are asked about. */
final class Screening {

    /** What is answered if a filter refuses. */
    @FunctionalInterface
    interface Refused {
        Answer answer(Verdict verdict) throws BadCommand;
    }

    /** What is answered if none does. */
    @FunctionalInterface
    interface Otherwise {
        Answer answer() throws BadCommand;
    }

    private Screening() {
    }

    /** @param asked what all filters of the session say; never fails */
    static Answer ask(CompletionStage<Finding> asked, Refused refused, Otherwise otherwise) throws BadCommand {
        if (asked == Finding.PASS) {
            return otherwise.answer();
        }
        return Answer.when(asked, finding -> finding instanceof Finding.Refuse refusal ? refused.answer(refusal.verdict())
                : otherwise.answer());
    }
}
