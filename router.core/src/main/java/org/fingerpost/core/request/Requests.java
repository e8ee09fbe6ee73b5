package org.fingerpost.core.request;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

import org.fingerpost.api.instance.Durations;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.submit.Verdict;

/** Judges what a sender asks for. The form of the parameters is the listener's business. Immutable; any thread. */
public final class Requests {

    private static final Set<String> ABOUT_REPORTS = Set.of("ENVID", "RET");

    private final Terms terms;
    /** Whether the client may send anywhere. */
    private final BooleanSupplier permitted;
    private final boolean known;

    /** @param permitted says whether the client may have mail sent on to others, wherever it goes; asked when that matters */
    public Requests(Terms terms, Origin origin, BooleanSupplier permitted) {
        this.terms = terms;
        this.permitted = permitted;
        this.known = origin.isLocal() || !origin.user().isEmpty();
    }

    /** How long a message may be held (RFC 4865 §4): for those whom one can ask about it. */
    public Duration longestHold() {
        return known ? terms.longestHold() : Duration.ZERO;
    }

    /** Whether the client's word on priorities counts (RFC 6710 §5.1): who may send anywhere is one of us. */
    public boolean mayPrefer() {
        return permitted.getAsBoolean();
    }

    /** Why the message cannot be taken with what is asked for. */
    public Optional<Verdict> refusal(ReversePath sender, Instant now) {
        Optional<Instant> until = FutureRelease.of(sender.parameters(), now);
        if (until.isPresent() && !longestHold().isZero() && !FutureRelease.isWithin(until.get(), now, longestHold())) {
            return Optional.of(Verdict.of(501, "5.5.4", "A message is held for " + Durations.format(longestHold()) + " at most"));
        }
        return terms.shortestDeadline().flatMap(least -> DeliverBy.of(sender).flatMap(by -> refusal(by, least)));
    }

    private static Optional<Verdict> refusal(DeliverBy by, Duration least) {
        if (by.returns() && by.seconds() <= 0) {
            return Optional.of(Verdict.of(501, "5.5.4", "BY: more than 0 seconds are expected with R"));
        }
        return by.seconds() > 0 && by.seconds() < least.toSeconds()
                ? Optional.of(Verdict.of(555, "5.5.4", "BY: the least is " + least.toSeconds() + " seconds")) : Optional.empty();
    }

    /** The sender with what holds of that: times are times of the clock, and what nobody may ask for is not there. */
    public ReversePath granted(ReversePath sender, Instant now) {
        if (sender.parameters().isEmpty()) {
            return sender;
        }
        Map<String, String> changed = new TreeMap<>(sender.parameters());
        changed.remove(FutureRelease.FOR);
        changed.remove(FutureRelease.UNTIL);
        if (!longestHold().isZero()) {
            FutureRelease.of(sender.parameters(), now).filter(now::isBefore)
                    .ifPresent(until -> changed.put(FutureRelease.UNTIL, until.toString()));
        }
        if (terms.shortestDeadline().isEmpty() || DeliverBy.of(sender).isEmpty()) {
            changed.remove(DeliverBy.BY);
        }
        if (!mayPrefer() || TransferPriority.of(sender).isEmpty()) {
            changed.remove(TransferPriority.KEYWORD);
        }
        return changed.equals(sender.parameters()) ? sender : new ReversePath(sender.address(), changed);
    }

    /**
     * The answer to a sender whose priority is not what he asked for (RFC 6710 §5.1): the first word of the text is the one that
     * counts.
     */
    public Optional<Verdict> remark(ReversePath sender) {
        return TransferPriority.of(sender).filter(priority -> priority != 0 && !mayPrefer())
                .map(priority -> Verdict.of(250, "2.3.6", "0 is the priority of this message: you may not set it"));
    }

    /**
     * What of it the next router is told: what is done here is done, and time has passed.
     *
     * @param sender the reverse-path with which it goes on: what the sender said about reports is nothing to the owner of a list
     *               (RFC 3461 §5.2.7.1)
     */
    public static Map<String, String> passedOn(Job job, ReversePath sender, Instant now) {
        Map<String, String> parameters = sender.address().equals(job.sender().address()) ? job.sender().parameters()
                : withoutReports(job.sender().parameters());
        Optional<DeliverBy> by = DeliverBy.of(job.sender());
        if (by.isEmpty() && !parameters.containsKey(FutureRelease.UNTIL)) {
            return parameters;
        }
        Map<String, String> changed = new TreeMap<>(parameters);
        changed.remove(FutureRelease.UNTIL);
        by.ifPresent(asked -> changed.put(DeliverBy.BY, asked.remaining(job, now)));
        return changed;
    }

    private static Map<String, String> withoutReports(Map<String, String> parameters) {
        Map<String, String> changed = new TreeMap<>(parameters);
        changed.keySet().removeAll(ABOUT_REPORTS);
        return changed;
    }
}
