package org.fingerpost.core.dsn;

import java.util.Optional;

import org.fingerpost.api.mailer.Diagnostic;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;

/**
 * One recipient that a report is about.
 *
 * @param recipient the one that failed or is late
 * @param root      the one that the sender gave; perhaps the same
 */
record Reported(JobRecipient recipient, JobRecipient root) {

    static Reported of(Job job, JobRecipient recipient) {
        return new Reported(recipient, job.root(recipient));
    }

    /** The recipient as the sender wrote it. */
    String given() {
        return root.recipient().address();
    }

    /** Whether it is something else than what the sender wrote: an alias stands between. */
    boolean isExpanded() {
        return !recipient.display().equals(given());
    }

    String status() {
        return recipient.lastOutcome().map(outcome -> outcome.status().toString()).orElse("4.0.0");
    }

    String reason() {
        return recipient.lastOutcome().map(Outcome::text).filter(text -> !text.isEmpty()).orElse("no reason is known");
    }

    Optional<Diagnostic> diagnostic() {
        return recipient.lastOutcome().flatMap(Outcome::diagnostic);
    }
}
