package org.fingerpost.api.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.fingerpost.api.mail.QueueId;

/**
 * Which messages, and which of their recipients, an operator means. All that is said must hold; of several criteria about one
 * property, that are not negated, one is enough. What is said of recipients must hold for one and the same of those that are
 * open. Immutable.
 *
 * @param ids           none: all messages
 * @param criteria      about texts
 * @param arrivedBefore older than this
 * @param held          held, or not held
 */
public record Selector(Set<QueueId> ids, List<Criterion> criteria, Optional<Instant> arrivedBefore, Optional<Boolean> held) {

    /** Every message with every open recipient. */
    public static final Selector ALL = new Selector(Set.of(), List.of(), Optional.empty(), Optional.empty());

    /** What a criterion is about. */
    public enum Property {
        /** The queue id. */
        ID(false),
        /** The reverse-path, empty for the null one. */
        SENDER(false),
        /** Why it is held; what is not held has none. */
        HOLD_REASON(false),
        /** The address that it is delivered to, or the one that was submitted. */
        RECIPIENT(true),
        /** The host that it waits for or that the last attempt went to; before it was routed, the domain of the address. */
        DESTINATION(true),
        /** The name of the mailer that it waits for or that made the last attempt; empty before it was routed. */
        MAILER(true);

        private final boolean ofRecipient;

        Property(boolean ofRecipient) {
            this.ofRecipient = ofRecipient;
        }

        /** Whether recipients have it, not messages. */
        public boolean isOfRecipient() {
            return ofRecipient;
        }
    }

    /** A property is to match, or if it is negated not to match. */
    public record Criterion(Property property, Glob glob, boolean negated) {
    }

    public Selector {
        ids = Set.copyOf(ids);
        criteria = List.copyOf(criteria);
    }

    /** These messages. */
    public static Selector of(QueueId... ids) {
        return new Selector(Set.of(ids), List.of(), Optional.empty(), Optional.empty());
    }

    /** With one criterion more. */
    public Selector and(Property property, Glob glob) {
        return and(new Criterion(property, glob, false));
    }

    /** With one criterion more. */
    public Selector and(Criterion criterion) {
        List<Criterion> more = new ArrayList<>(criteria);
        more.add(criterion);
        return new Selector(ids, more, arrivedBefore, held);
    }

    /** Only what is held, or only what is not. */
    public Selector withHeld(boolean wanted) {
        return new Selector(ids, criteria, arrivedBefore, Optional.of(wanted));
    }

    /** Whether it speaks of recipients: then an operation may concern some of a message's and not others. */
    public boolean isAboutRecipients() {
        return criteria.stream().anyMatch(criterion -> criterion.property().isOfRecipient());
    }

    /** Whether the id alone may be among what is meant: what is not need not be read. */
    public boolean mayMatch(QueueId id) {
        return (ids.isEmpty() || ids.contains(id)) && holds(Property.ID, List.of(id.value()));
    }

    /** Whether this message is meant; if it speaks of recipients, at least one of its open ones. */
    public boolean matches(Job job) {
        return matchesMessage(job) && (!isAboutRecipients() || job.recipients().stream().anyMatch(r -> matchesRecipient(job, r)));
    }

    /** The open recipients of a message that are meant; all of them if it does not speak of recipients. */
    public List<JobRecipient> recipients(Job job) {
        return matchesMessage(job) ? job.recipients().stream().filter(r -> matchesRecipient(job, r)).toList() : List.of();
    }

    private boolean matchesMessage(Job job) {
        return mayMatch(job.id()) && holds(Property.SENDER, List.of(job.sender().address()))
                && holds(Property.HOLD_REASON, job.hold().map(Hold::reason).stream().toList())
                && arrivedBefore.filter(time -> !job.arrived().isBefore(time)).isEmpty()
                && held.filter(wanted -> wanted != job.held()).isEmpty();
    }

    private boolean matchesRecipient(Job job, JobRecipient recipient) {
        return recipient.isOpen()
                && holds(Property.RECIPIENT, List.of(recipient.display(), job.root(recipient).recipient().address()))
                && holds(Property.DESTINATION, List.of(recipient.destination()))
                && holds(Property.MAILER, List.of(recipient.via().map(JobRecipient.Via::mailer).orElse("")));
    }

    private boolean holds(Property property, List<String> values) {
        boolean wanted = false;
        boolean found = false;
        for (Criterion criterion : criteria) {
            if (criterion.property() == property) {
                boolean matches = values.stream().anyMatch(criterion.glob()::matches);
                if (criterion.negated() && matches) {
                    return false;
                }
                wanted |= !criterion.negated();
                found |= matches;
            }
        }
        return found || !wanted;
    }
}
