package org.fingerpost.api.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.ReversePath;

/**
 * A message in the queue, without its body. Immutable; every change is a new job that the store makes durable.
 *
 * @param id         its name
 * @param arrived    when it was submitted
 * @param origin     by which way
 * @param sender     the reverse-path
 * @param recipients the recipient tree, by number
 * @param header     as received, the router's own trace field before it
 * @param bodySize   octets
 * @param eightBit   whether the body has octets above 127
 * @param expanded   whether aliases have been expanded; that is done once
 * @param hold       who holds it and why, if it is held: nothing is due until it is released
 * @param warned     whether the sender has been told that it is late; that is done once
 * @param macros     what the submitter said that is in no header, by the name of sendmail's macro for it: {@code x} the
 *                   sender's full name, {@code a} the date of the message, {@value #NO_ALIAS} that names are to be taken as
 *                   they are
 * @param report     the report about it that is being made: whether its sender has been told is known by whether the store
 *                   has that; empty while none is being made
 * @param about      of a report, the message that it is about
 */
public record Job(QueueId id, Instant arrived, Origin origin, ReversePath sender, List<JobRecipient> recipients, Header header,
        long bodySize, boolean eightBit, boolean expanded, Optional<Hold> hold, boolean warned, Map<String, String> macros,
        Optional<QueueId> report, Optional<QueueId> about) {

    /** Is among the {@link #macros} of a message whose recipients are not looked up as aliases. */
    public static final String NO_ALIAS = "NoAlias";

    /** @throws IllegalArgumentException if a recipient's number is not its place in the list */
    public Job {
        recipients = List.copyOf(recipients);
        macros = Map.copyOf(macros);
        for (int i = 0; i < recipients.size(); i++) {
            if (recipients.get(i).number() != i) {
                throw new IllegalArgumentException("recipient " + i + " says that it is number " + recipients.get(i).number());
            }
        }
    }

    /** One that is no report and of which none is being made. */
    public Job(QueueId id, Instant arrived, Origin origin, ReversePath sender, List<JobRecipient> recipients, Header header,
            long bodySize, boolean eightBit, boolean expanded, Optional<Hold> hold, boolean warned, Map<String, String> macros) {
        this(id, arrived, origin, sender, recipients, header, bodySize, eightBit, expanded, hold, warned, macros,
                Optional.empty(), Optional.empty());
    }

    /** One without macros of its own that nobody holds, whose sender has not been told anything yet. */
    public Job(QueueId id, Instant arrived, Origin origin, ReversePath sender, List<JobRecipient> recipients, Header header,
            long bodySize, boolean eightBit, boolean expanded) {
        this(id, arrived, origin, sender, recipients, header, bodySize, eightBit, expanded, Optional.empty(), false, Map.of());
    }

    /** With another header. */
    public Job withHeader(Header changed) {
        return new Job(id, arrived, origin, sender, recipients, changed, bodySize, eightBit, expanded, hold, warned, macros,
                report, about);
    }

    /** This job with these recipients in place of its own. */
    public Job withRecipients(List<JobRecipient> changed) {
        return new Job(id, arrived, origin, sender, changed, header, bodySize, eightBit, expanded, hold, warned, macros,
                report, about);
    }

    /** This job with what {@code change} makes of each recipient; this very job if that is the same for all. */
    public Job mapRecipients(UnaryOperator<JobRecipient> change) {
        List<JobRecipient> changed = new ArrayList<>(recipients.size());
        boolean same = true;
        for (JobRecipient recipient : recipients) {
            JobRecipient now = change.apply(recipient);
            same &= now == recipient;
            changed.add(now);
        }
        return same ? this : withRecipients(changed);
    }

    /** This job with the recipients that its aliases have made of them; expanded. */
    public Job withExpansion(List<JobRecipient> tree) {
        return new Job(id, arrived, origin, sender, tree, header, bodySize, eightBit, true, hold, warned, macros,
                report, about);
    }

    /**
     * As if what waits in it had just been submitted: due now, without attempts, and without what aliases made of it; that is
     * made anew from what the submitter gave. What is settled stays.
     */
    public Job afresh(Instant now) {
        Set<Integer> waiting = pending().map(r -> root(r).number()).collect(Collectors.toSet());
        Job again = mapRecipients(r -> r.parent() < 0 && waiting.contains(r.number()) ? r.fresh(now)
                : r.isPending() ? r.withState(JobRecipient.State.REPLACED) : r);
        return new Job(id, arrived, origin, sender, again.recipients(), header, bodySize, eightBit, false,
                hold, warned, macros, report, about);
    }

    /** This job, held. */
    public Job withHold(Hold holder) {
        return withHold(Optional.of(holder));
    }

    /** This job, held by nobody. */
    public Job released() {
        return withHold(Optional.empty());
    }

    private Job withHold(Optional<Hold> changed) {
        return new Job(id, arrived, origin, sender, recipients, header, bodySize, eightBit, expanded, changed, warned, macros,
                report, about);
    }

    /** Whether it is held. */
    public boolean held() {
        return hold.isPresent();
    }

    /** This job, whose sender has been told that it is late. */
    public Job withSenderWarned() {
        return new Job(id, arrived, origin, sender, recipients, header, bodySize, eightBit, expanded, hold, true, macros,
                report, about);
    }

    /** This job, about which this report is being made, or none. */
    public Job withReport(Optional<QueueId> being) {
        return report.equals(being) ? this : new Job(id, arrived, origin, sender, recipients, header, bodySize, eightBit,
                expanded, hold, warned, macros, being, about);
    }

    /** This job, a report about another one. */
    public Job withAbout(QueueId subject) {
        return new Job(id, arrived, origin, sender, recipients, header, bodySize, eightBit, expanded, hold, warned, macros,
                report, Optional.of(subject));
    }

    /** Those that are still to be delivered. */
    public Stream<JobRecipient> pending() {
        return recipients.stream().filter(JobRecipient::isPending);
    }

    /** Whether nothing is left to do: no recipient is to be delivered or to be reported. */
    public boolean isDone() {
        return recipients.stream().noneMatch(JobRecipient::isOpen);
    }

    /** The earliest time at which something is to be done for a recipient; empty if there is nothing, or if the job is held. */
    public Optional<Instant> nextAttempt() {
        return held() ? Optional.empty()
                : recipients.stream().filter(JobRecipient::isOpen).map(JobRecipient::nextAttempt).min(Comparator.naturalOrder());
    }

    /** The recipient that the submitter gave and that {@code recipient} came from, perhaps itself. */
    public JobRecipient root(JobRecipient recipient) {
        JobRecipient r = recipient;
        while (r.parent() >= 0) {
            r = recipients.get(r.parent());
        }
        return r;
    }

    /** The reverse-path with which mail goes to {@code recipient}: that of the innermost list with an owner, else the sender. */
    public ReversePath senderFor(JobRecipient recipient) {
        for (int at = recipient.parent(); at >= 0; at = recipients.get(at).parent()) {
            if (recipients.get(at).listOwner().isPresent()) {
                return recipients.get(at).listOwner().get();
            }
        }
        return sender;
    }
}
