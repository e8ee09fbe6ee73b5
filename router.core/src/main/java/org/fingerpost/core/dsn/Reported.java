package org.fingerpost.core.dsn;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import org.fingerpost.api.mailer.Diagnostic;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.mailer.Outcome.Handover;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.core.request.ParameterText;

/**
 * One recipient that a report is about.
 *
 * @param recipient what became of it is in its state and its last outcome
 * @param root      the one that the sender gave; perhaps the same
 * @param until     how long it will be tried, if it is delayed
 */
record Reported(JobRecipient recipient, JobRecipient root, Action action, Optional<Instant> until) {

    /** One whose sender is {@link JobRecipient#isToBeReported to be told}. */
    static Reported settled(Job job, JobRecipient recipient) {
        return new Reported(recipient, job.root(recipient), action(recipient), Optional.empty());
    }

    static Reported delayed(Job job, JobRecipient recipient, Instant until) {
        return new Reported(recipient, job.root(recipient), Action.DELAYED, Optional.of(until));
    }

    private static Action action(JobRecipient recipient) {
        if (recipient.state() == State.FAILED) {
            return Action.FAILED;
        }
        if (recipient.state() == State.EXPANDED) { // a list with an owner is where the message was to go: RFC 3461 §5.2.7.1
            return recipient.listOwner().isPresent() ? Action.DELIVERED : Action.EXPANDED;
        }
        return isHandedOver(recipient, Handover.FINAL) ? Action.DELIVERED : Action.RELAYED;
    }

    private static boolean isHandedOver(JobRecipient recipient, Handover how) {
        return recipient.lastOutcome().filter(Outcome.Delivered.class::isInstance).map(Outcome.Delivered.class::cast)
                .filter(outcome -> outcome.handover() == how).isPresent();
    }

    /** Whether the next hop tells the sender what becomes of it. */
    boolean isReportedElsewhere() {
        return isHandedOver(recipient, Handover.REPORTING);
    }

    /** Whether the sender wants to hear of it. */
    boolean isWanted() {
        return action.isSuccess() ? recipient.receiptDue() : Notify.of(recipient.recipient().parameters()).wants(action);
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
        return recipient.lastOutcome().map(outcome -> outcome.status().toString())
                .orElse(action.isSuccess() ? "2.0.0" : "4.0.0");
    }

    String reason() {
        return recipient.lastOutcome().map(Outcome::text).filter(text -> !text.isEmpty()).orElse("no reason is known");
    }

    Optional<Diagnostic> diagnostic() {
        return recipient.lastOutcome().flatMap(Outcome::diagnostic);
    }

    /** Who took it, or was talked to; empty if that is not known. */
    String reporter() {
        return diagnostic().map(Diagnostic::reporter).orElse("");
    }

    /** ORCPT of the submission, decoded: {@code type;address} (RFC 3464 §2.3.1). */
    Optional<String> original() {
        return ParameterText.of(recipient.recipient().parameters().get("ORCPT")).filter(value -> value.indexOf(';') > 0);
    }

    /** All that came from outside. */
    Stream<String> texts() {
        return Stream.of(Stream.of(given(), recipient.display(), reason()), original().stream(),
                diagnostic().stream().flatMap(said -> Stream.of(said.text(), said.reporter()))).flatMap(text -> text);
    }
}
