package org.fingerpost.core.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.api.queue.JobRecipient.Via;
import org.fingerpost.core.destination.JobTimes;
import org.fingerpost.core.dsn.Receipts;
import org.fingerpost.core.log.MailLog;
import org.fingerpost.core.metrics.MailMetrics;
import org.fingerpost.core.queue.JobWork.Worked;
import org.fingerpost.core.queue.Turn;

/** What becomes of each recipient in one round of work: in the job, in the log and in the end for the queue. Any thread. */
final class JobRecord {

    private final Job given;
    private final LiveJob live;
    private final JobTimes times;
    private final boolean receipts;
    private final Clock clock;
    private CompletionStage<Void> recorded;
    private boolean expansionSaid;

    /** @param receipts whether senders are told of successes */
    JobRecord(Job given, LiveJob live, JobTimes times, boolean receipts, Clock clock) {
        this.given = given;
        this.live = live;
        this.times = times;
        this.receipts = receipts;
        this.clock = clock;
    }

    /** What comes of the expansion is said when something comes of the job: until then it is done anew each time. */
    private void sayExpansion() {
        synchronized (this) {
            if (expansionSaid) {
                return;
            }
            expansionSaid = true;
        }
        Job grown = live.get();
        if (grown.recipients().size() > given.recipients().size()) {
            MailMetrics.expanded(grown.recipients().size() - given.recipients().size());
            MailLog.event(given.id(), "expanded", "from", given.pending().count(), "to", grown.pending().count());
        }
    }

    /** Those that could not even be expanded have failed. */
    void failedInExpansion() {
        Job grown = live.get();
        if (grown != given) {
            grown.recipients().stream().filter(r -> r.state() == State.FAILED && !isFailedBefore(r)).forEach(r -> {
                sayExpansion();
                log(live.change(r.number(), same -> same));
            });
        }
    }

    private boolean isFailedBefore(JobRecipient r) {
        return r.number() < given.recipients().size() && given.recipients().get(r.number()).state() == State.FAILED;
    }

    // ---- attempts

    /**
     * An attempt begins for these.
     *
     * @param all     those for which one may begin in this round
     * @param durable whether that must be on stable storage first: once it is, none of all is tried again too soon
     */
    CompletionStage<Void> begin(Batch batch, List<Batch> all, boolean durable) {
        sayExpansion();
        Instant now = clock.instant();
        Optional<Via> way = Optional.of(batch.way());
        for (Batch.Member member : batch.members()) {
            begin(member.recipient().number(), way, now);
        }
        synchronized (this) {
            if (durable && recorded == null) {
                all.forEach(this::postpone);
                recorded = live.save();
            }
            return recorded;
        }
    }

    private void begin(int number, Optional<Via> way, Instant now) {
        live.change(number, r -> {
            JobRecipient going = way.map(r::withVia).orElse(r);
            return going.attempted(now, times.again(going, r.attempts() + 1, now));
        });
    }

    private void postpone(Batch batch) {
        Instant now = clock.instant();
        batch.members().forEach(member -> live.change(member.recipient().number(),
                r -> r == member.recipient() ? r.dueAt(times.again(r.withVia(batch.way()), r.attempts() + 1, now)) : r));
    }

    /** An attempt has ended. @param again when what is deferred is due, if the destination has a say in that */
    void end(Batch batch, List<Outcome> outcomes, Optional<Instant> again) {
        Instant now = clock.instant();
        for (int i = 0; i < batch.members().size(); i++) {
            decide(batch.members().get(i).recipient().number(), Receipts.located(outcomes.get(i), batch.mailer()), again, now);
        }
    }

    /** This one needs no attempt. */
    void endWithoutAttempt(int number, Outcome outcome) {
        sayExpansion();
        Instant now = clock.instant();
        begin(number, Optional.empty(), now);
        decide(number, outcome, Optional.empty(), now);
    }

    private void decide(int number, Outcome said, Optional<Instant> again, Instant now) {
        log(live.change(number, r -> {
            Outcome outcome = orExpired(r, said, now);
            State state = state(outcome);
            // What is left to do for one that waits no longer, to tell its sender, is due at once.
            Instant next = state != State.PENDING ? now
                    : again.map(time -> times.within(r, time, now)).orElseGet(() -> times.again(r, r.attempts(), now));
            return r.withOutcome(outcome, state, next)
                    .withReceiptDue(receipts && !live.isBehindOwner(r) && Receipts.isDue(given, r, outcome));
        }));
    }

    /**
     * Ends what its sender has no use for any more: nobody is to have it now.
     *
     * @return whether it has
     */
    boolean endAllTooLate(Instant now) {
        if (!times.isPastDeadline(now)) {
            return false;
        }
        live.get().pending().toList().forEach(r -> {
            Outcome reason = r.lastOutcome().filter(Outcome.Deferred.class::isInstance)
                    .orElseGet(() -> Outcome.deferred("4.4.7", "there was no time to try it"));
            sayExpansion();
            decide(r.number(), reason, Optional.empty(), now);
        });
        return true;
    }

    private static State state(Outcome outcome) {
        return outcome instanceof Outcome.Delivered ? State.DELIVERED
                : outcome instanceof Outcome.Deferred ? State.PENDING : State.FAILED;
    }

    private Outcome orExpired(JobRecipient recipient, Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.Deferred && !now.isBefore(times.end(recipient))) {
            String text = "not delivered within " + times.patience(recipient) + "; the last reason was: " + outcome.text();
            return new Outcome.Failed(EnhancedStatus.of("5.4.7"), text, outcome.diagnostic());
        }
        return outcome;
    }

    private void log(JobRecipient recipient) {
        Outcome outcome = recipient.lastOutcome().orElseThrow();
        boolean deferred = outcome instanceof Outcome.Deferred;
        String event = deferred ? "deferred" : outcome instanceof Outcome.Delivered ? "delivered" : "failed";
        recipient.via().ifPresent(via -> MailMetrics.outcome(via.mailer(), outcome,
                Duration.between(given.arrived(), clock.instant())));
        String original = live.root(recipient).recipient().address();
        MailLog.event(given.id(), event, "rcpt", "<" + recipient.display() + ">",
                "orig", original.equals(recipient.display()) ? null : "<" + original + ">",
                "status", outcome.status(), "text", outcome.text(), "attempts", recipient.attempts(),
                "next", deferred ? recipient.nextAttempt().truncatedTo(ChronoUnit.SECONDS) : null);
    }

    // ---- the end

    /**
     * What the round came to.
     *
     * @param left batches that had no place
     * @param turn says which destinations are down
     */
    Worked result(List<Batch> left, Turn turn) {
        Map<Via, Optional<Turn.Down>> downs = new HashMap<>();
        BitSet waiting = new BitSet();
        left.forEach(batch -> batch.members().forEach(member -> leave(batch.way(), member, turn, downs, waiting)));
        live.get().pending().filter(r -> isLaterAndDown(r, turn, downs)).forEach(r -> {
            if (!expire(r, r.via().orElseThrow(), turn, downs)) {
                waiting.set(r.number());
            }
        });
        Job after = live.isTouched() || waiting.isEmpty() ? live.get() : given;
        return worked(after, left, waiting);
    }

    /** One that had no place is as it was before, and waits. */
    private void leave(Via way, Batch.Member member, Turn turn, Map<Via, Optional<Turn.Down>> downs, BitSet waiting) {
        JobRecipient before = member.recipient().withVia(way);
        if (expire(before, way, turn, downs)) {
            return;
        }
        waiting.set(before.number());
        if (live.isTouched()) {
            live.change(before.number(), r -> before);
        }
    }

    /** One that is to be tried later, but will not be as long as its destination is down. */
    private boolean isLaterAndDown(JobRecipient r, Turn turn, Map<Via, Optional<Turn.Down>> downs) {
        return r.via().isPresent() && r.nextAttempt().isAfter(clock.instant()) && down(r.via().get(), turn, downs).isPresent();
    }

    private static Optional<Turn.Down> down(Via way, Turn turn, Map<Via, Optional<Turn.Down>> downs) {
        return downs.computeIfAbsent(way, turn::down);
    }

    /** Patience ends by time, whether or not there are attempts. */
    private boolean expire(JobRecipient recipient, Via way, Turn turn, Map<Via, Optional<Turn.Down>> downs) {
        if (clock.instant().isBefore(times.end(recipient))) {
            return false;
        }
        Outcome reason = down(way, turn, downs).map(Turn.Down::reason).or(recipient::lastOutcome)
                .filter(Outcome.Deferred.class::isInstance)
                .orElseGet(() -> Outcome.deferred("4.4.5", "too much mail was waiting for " + way.host()));
        sayExpansion();
        live.change(recipient.number(), r -> r.withVia(way));
        decide(recipient.number(), reason, Optional.empty(), clock.instant());
        return true;
    }

    private Worked worked(Job after, List<Batch> left, BitSet waiting) {
        Instant now = clock.instant();
        Map<Integer, Via> ways = new HashMap<>();
        left.forEach(batch -> batch.members().forEach(member -> ways.put(member.recipient().number(), batch.way())));
        Set<Via> waits = new HashSet<>();
        Instant due = null;
        for (JobRecipient r : live.get().recipients()) {
            if (!r.isOpen()) {
                continue;
            }
            Instant time = r.nextAttempt();
            if (waiting.get(r.number())) {
                Via way = ways.getOrDefault(r.number(), r.via().orElse(null));
                waits.add(way);
                time = times.limit(r.withVia(way), now);
            }
            due = due == null || time.isBefore(due) ? time : due;
        }
        return new Worked(after, waits, Optional.ofNullable(due));
    }
}
