package org.fingerpost.api.queue;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.Outcome;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One recipient of a job: a node of the tree that shows how each address came to be. Immutable.
 *
 * @param number      its place in {@link Job#recipients()}
 * @param parent      the number of the recipient that it was expanded from, -1 for one that the submitter gave
 * @param recipient   the address with the parameters of the first submission
 * @param target      where it goes
 * @param via         the way of its last attempt; empty before the first
 * @param state       what has become of it
 * @param attempts    how many have been begun
 * @param lastAttempt when the last one was begun
 * @param lastOutcome what came of it; also the reason why it has not been tried yet, or why it was refused
 * @param nextAttempt before this nothing is done for it; meaningful only while it {@link #isOpen}
 * @param receiptDue  whether the sender has asked to be told of its success and still is to be told; while it is {@link
 *                    State#DELIVERED} or {@link State#EXPANDED}
 */
public record JobRecipient(int number, int parent, Recipient recipient, Target target, Optional<Via> via, State state,
        int attempts, Optional<Instant> lastAttempt, Optional<Outcome> lastOutcome, Instant nextAttempt, boolean receiptDue,
        Optional<ReversePath> listOwner) {

    /** One of which the sender is not to be told, and no list with an owner. */
    public JobRecipient(int number, int parent, Recipient recipient, Target target, Optional<Via> via, State state,
            int attempts, Optional<Instant> lastAttempt, Optional<Outcome> lastOutcome, Instant nextAttempt) {
        this(number, parent, recipient, target, via, state, attempts, lastAttempt, lastOutcome, nextAttempt, false,
                Optional.empty());
    }

    /** What has become of a recipient. */
    public enum State {
        /** To be delivered. */
        PENDING,
        /** Replaced by those that name it as their parent; kept so that one can see where they come from. */
        EXPANDED,
        /** The same as another recipient of this job; nothing is delivered for it. */
        DUPLICATE,
        /** A mailer took it. */
        DELIVERED,
        /** It failed for good; the sender is still to be told. */
        FAILED,
        /** It failed and the sender has been told. */
        RETURNED,
        /** An operator took it out; nobody has been told. */
        REMOVED,
        /** An operator had its alias expanded again; what came of that takes its place. */
        REPLACED
    }

    /** Where a recipient goes. Only alias expansion makes programs and files, never the text of a submitted address. */
    @ProviderType
    public sealed interface Target {

        /** An address to be resolved by the rules. */
        record ToAddress(String address) implements Target {
        }

        /**
         * A command line, as the alias says it, without the bar.
         *
         * @param user in whose name it runs: the login name of whoever owns the list or forward file that names it; empty for
         *             the policy's default user
         */
        record ToProgram(String command, String user) implements Target {
        }

        /**
         * An absolute path; a Maildir if it ends with a slash.
         *
         * @param user in whose name it is written, as with programs
         */
        record ToFile(String path, String user) implements Target {
        }
    }

    /**
     * What its address resolved to: the next attempt may go another way.
     *
     * @param mailer the name of the mailer definition
     * @param host   empty for what stays on this machine
     */
    public record Via(String mailer, String host) {
    }

    /** A recipient as it was submitted, due now. */
    public static JobRecipient submitted(int number, Recipient recipient, Instant now) {
        return new JobRecipient(number, -1, recipient, new Target.ToAddress(recipient.address()), Optional.empty(),
                State.PENDING, 0, Optional.empty(), Optional.empty(), now);
    }

    /** A recipient that {@code this} expands to. It inherits the parameters. */
    public JobRecipient child(int childNumber, Target childTarget, Instant now) {
        return new JobRecipient(childNumber, number, recipient, childTarget, Optional.empty(), State.PENDING, 0,
                Optional.empty(), Optional.empty(), now);
    }

    /** In another state, all else as it was. */
    public JobRecipient withState(State changed) {
        return new JobRecipient(number, parent, recipient, target, via, changed, attempts, lastAttempt, lastOutcome, nextAttempt,
                receiptDue, listOwner);
    }

    /** About to be tried by this way. */
    public JobRecipient withVia(Via way) {
        return new JobRecipient(number, parent, recipient, target, Optional.of(way), state, attempts, lastAttempt, lastOutcome,
                nextAttempt, receiptDue, listOwner);
    }

    /** An attempt is about to begin; should it never end, the next one is due at {@code next}. */
    public JobRecipient attempted(Instant now, Instant next) {
        return new JobRecipient(number, parent, recipient, target, via, state, attempts + 1, Optional.of(now), lastOutcome, next,
                receiptDue, listOwner);
    }

    /** An outcome that leaves it in {@code changed}, due again at {@code next} if that is {@link State#PENDING}. */
    public JobRecipient withOutcome(Outcome outcome, State changed, Instant next) {
        return new JobRecipient(number, parent, recipient, target, via, changed, attempts, lastAttempt, Optional.of(outcome),
                next, receiptDue, listOwner);
    }

    /** As if nothing had been tried yet; due at {@code next}. */
    public JobRecipient fresh(Instant next) {
        return new JobRecipient(number, parent, recipient, target, Optional.empty(), State.PENDING, 0, Optional.empty(),
                Optional.empty(), next);
    }

    /** Due at another time, all else as it was. */
    public JobRecipient dueAt(Instant next) {
        return new JobRecipient(number, parent, recipient, target, via, state, attempts, lastAttempt, lastOutcome, next,
                receiptDue, listOwner);
    }

    /** Its sender is still to be told of its success, or need not be told any more. */
    public JobRecipient withReceiptDue(boolean due) {
        return new JobRecipient(number, parent, recipient, target, via, state, attempts, lastAttempt, lastOutcome, nextAttempt,
                due, listOwner);
    }

    /** With other parameters than those of the submission, all else as it was. */
    public JobRecipient withParameters(Map<String, String> changed) {
        return new JobRecipient(number, parent, new Recipient(recipient.address(), changed), target, via, state, attempts,
                lastAttempt, lastOutcome, nextAttempt, receiptDue, listOwner);
    }

    /** A list whose mail goes on with this reverse-path, all else as it was. */
    public JobRecipient withListOwner(ReversePath owner) {
        return new JobRecipient(number, parent, recipient, target, via, state, attempts, lastAttempt, lastOutcome, nextAttempt,
                receiptDue, Optional.of(owner));
    }

    /**
     * The host of the last attempt; before the first one the domain of the address, in the letters that it has there. Empty for
     * what stays on this machine.
     */
    public String destination() {
        if (via.isPresent()) {
            return via.get().host();
        }
        String text = target instanceof Target.ToAddress to ? to.address() : "";
        int at = text.lastIndexOf('@');
        return at < 0 ? "" : text.substring(at + 1);
    }

    /** For people: {@code user@host}, {@code |command} or {@code /path}. */
    public String display() {
        if (target instanceof Target.ToProgram program) {
            return "|" + program.command();
        }
        return target instanceof Target.ToFile file ? file.path() : ((Target.ToAddress) target).address();
    }

    /** Whether it is still to be delivered. */
    public boolean isPending() {
        return state == State.PENDING;
    }

    /** Whether something is still to be done: to deliver it, or to tell the sender what has become of it. */
    public boolean isOpen() {
        return state == State.PENDING || isToBeReported();
    }

    /** Whether the sender is still to be told what has become of it. */
    public boolean isToBeReported() {
        return state == State.FAILED || receiptDue;
    }
}
