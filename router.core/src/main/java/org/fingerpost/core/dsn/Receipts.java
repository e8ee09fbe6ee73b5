package org.fingerpost.core.dsn;

import java.util.List;
import java.util.Map;

import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.mailer.Outcome.Handover;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.core.request.DeliverBy;

/** Notes in a job which successes its sender is to be told of (RFC 3461 §5.2). */
public final class Receipts {

    private Receipts() {
    }

    /** The outcome with what the definition says of where the message is now, if the mailer did not say it. */
    public static Outcome located(Outcome outcome, MailerDefinition mailer) {
        return outcome instanceof Outcome.Delivered delivered && delivered.handover() == Handover.UNSAID
                ? delivered.with(mailer.has('l') ? Handover.FINAL : Handover.RELAYED) : outcome;
    }

    /** Whether the sender of {@code job} is to be told of this outcome as a success. */
    public static boolean isDue(Job job, JobRecipient recipient, Outcome outcome) {
        return outcome instanceof Outcome.Delivered delivered && !job.sender().isNull()
                && (delivered.handover() != Handover.REPORTING && isWanted(job, recipient)
                    || delivered.handover() != Handover.FINAL && isTraced(job, recipient));
    }

    /** Whether the sender wants to know of each router that the message is handed on to (RFC 2852 §4.1.4.3). */
    private static boolean isTraced(Job job, JobRecipient recipient) {
        return recipient.via().isPresent() && DeliverBy.of(job.sender()).filter(DeliverBy::traced).isPresent()
                && !Notify.of(recipient.recipient().parameters()).isNever();
    }

    private static boolean isWanted(Job job, JobRecipient recipient) {
        return !job.sender().isNull() && Notify.of(recipient.recipient().parameters()).wantsReceipt();
    }

    /** The parameters of whoever gets mail from a list with an owner. */
    public static Map<String, String> ofMembers(Map<String, String> parameters) {
        return Notify.ofMembers(parameters);
    }

    /**
     * What has become of the wish for a receipt by an expansion (RFC 3461 §5.2.7): an alias for one address passes it on; one for
     * several is told as "expanded", and its members are delivered without; a list with an owner is told as "delivered".
     *
     * @param before the job before the expansion
     * @param after  the same with its tree
     */
    public static Job expanded(Job before, Job after) {
        List<Integer> wishes = before.pending().filter(r -> r.parent() < 0 && isWanted(before, r)).map(JobRecipient::number)
                .filter(number -> after.recipients().get(number).state() == State.EXPANDED).toList();
        if (wishes.isEmpty()) {
            return after;
        }
        ReceiptWishes found = new ReceiptWishes(after, wishes);
        return after.mapRecipients(r -> {
            Map<String, String> said = r.recipient().parameters();
            // The wish of the alias itself is taken up here, so that another expansion does not take it up again.
            JobRecipient without = found.endsAbove(r) ? r.withParameters(Notify.of(said).withoutReceipt(said)) : r;
            return found.isToldOf(r) ? without.withReceiptDue(true) : without;
        });
    }
}
