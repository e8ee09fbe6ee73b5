package org.fingerpost.core.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.fingerpost.api.instance.Durations;
import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.mailer.OutcomeTable;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.api.queue.JobRecipient.Via;
import org.fingerpost.core.alias.AliasExpander;
import org.fingerpost.core.check.CompatibilityCheck;
import org.fingerpost.core.destination.JobTimes;
import org.fingerpost.core.dsn.Receipts;
import org.fingerpost.core.log.MailLog;
import org.fingerpost.core.metrics.MailMetrics;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.MessageMacros;
import org.fingerpost.core.policy.PolicySurroundings;
import org.fingerpost.core.queue.JobWork;
import org.fingerpost.core.route.Resolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round of work on one job, under one pinned generation: expand what is not expanded, route what is due, attempt each batch,
 * keep each outcome as it comes.
 */
final class JobRun {

    private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);

    private final Generation generation;
    private final Dispatcher dispatcher;
    private final JobTimes times;
    private final Clock clock;
    private final LiveJob live;
    private final Resolver resolver;
    /** Whether senders are told of successes. */
    private final boolean receipts;
    /** Batches that have not ended. */
    private final AtomicInteger underWay = new AtomicInteger();
    private final CompletableFuture<Job> end = new CompletableFuture<>();
    /** How many attempts the most tried of its recipients has behind it. */
    private final int attemptsBefore;

    JobRun(Generation generation, Dispatcher dispatcher, JobTimes times, Clock clock, Job job, JobWork.Progress progress) {
        this.generation = generation;
        this.dispatcher = dispatcher;
        this.times = times;
        this.clock = clock;
        this.live = new LiveJob(job, progress);
        this.attemptsBefore = job.pending().mapToInt(JobRecipient::attempts).max().orElse(0);
        this.resolver = new Resolver(generation, surroundings(job));
        this.receipts = !generation.isPrivate("noreceipts");
    }

    private PolicySurroundings surroundings(Job job) {
        return new PolicySurroundings(generation, MessageMacros.of(generation.policy(), job), dispatcher.services());
    }

    /** Does the round; the stage completes with the job when every recipient that was due has an outcome. */
    CompletionStage<Job> run(Body body) {
        Set<Integer> postponed = expand();
        List<JobRecipient> due = due(postponed);
        Batches batches = new Batches(generation, resolver, new CompatibilityCheck(live.get(), surroundings(live.get())));
        due.forEach(batches::add);
        begin(due, postponed, batches.ways());
        decide(batches.decided());
        // What has been tried before is recorded before it is tried again, so that trouble of ours cannot hammer a peer.
        CompletionStage<Void> recorded = attemptsBefore > 0 ? live.save() : CompletableFuture.completedFuture(null);
        recorded.whenComplete((done, trouble) -> {
            if (trouble != null) {
                end.completeExceptionally(trouble);
            } else {
                begin(batches, body);
            }
        });
        return end;
    }

    private void begin(Batches batches, Body body) {
        List<Batch> made;
        try {
            made = batches.batches();
        } catch (Throwable e) { // nobody else hears of it, and the job would stay active for ever
            end.completeExceptionally(e);
            return;
        }
        attempt(made, body);
    }

    private Set<Integer> expand() {
        Job job = live.get();
        if (job.expanded()) {
            return Set.of();
        }
        AliasExpander.Expansion expansion = new AliasExpander(generation, resolver).expand(job, clock.instant());
        Job grown = live.change(before -> receipts ? Receipts.expanded(before, expansion.job())
                : expansion.job());
        if (grown.recipients().size() > job.recipients().size()) {
            MailMetrics.expanded(grown.recipients().size() - job.recipients().size());
            MailLog.event(job.id(), "expanded", "from", job.recipients().size(), "to", grown.pending().count());
        }
        grown.recipients().stream().filter(r -> r.state() == State.FAILED).forEach(r -> log(grown, r));
        return expansion.postponed();
    }

    private List<JobRecipient> due(Set<Integer> postponed) {
        Instant now = clock.instant();
        return live.get().pending().filter(r -> !r.nextAttempt().isAfter(now) && !postponed.contains(r.number())).toList();
    }

    /** Marks what is due as being attempted, and what could not be expanded as waiting. */
    private void begin(List<JobRecipient> due, Set<Integer> postponed, Map<Integer, Via> ways) {
        Instant now = clock.instant();
        Set<Integer> numbers = due.stream().map(JobRecipient::number).collect(Collectors.toSet());
        Job begun = live.change(job -> job.mapRecipients(r -> {
            JobRecipient going = ways.containsKey(r.number()) ? r.withVia(ways.get(r.number())) : r;
            return numbers.contains(r.number()) || postponed.contains(r.number())
                    ? going.attempted(now, times.again(going, r.attempts() + 1, now)) : going;
        }));
        Map<JobRecipient, Outcome> waiting = new HashMap<>();
        postponed.forEach(number -> begun.recipients().get(number).lastOutcome()
                .ifPresent(outcome -> waiting.put(begun.recipients().get(number), outcome)));
        decide(waiting);
    }

    private void attempt(List<Batch> batches, Body body) {
        if (batches.isEmpty()) {
            finish();
            return;
        }
        underWay.set(batches.size());
        Job job = live.get();
        for (Batch batch : batches) {
            long begun = System.nanoTime();
            dispatch(job, batch, body).whenComplete((outcomes, trouble) -> {
                MailMetrics.attempted(batch.mailer().name(), System.nanoTime() - begun);
                heard(batch, outcomes, trouble);
            });
        }
    }

    private CompletionStage<List<Outcome>> dispatch(Job job, Batch batch, Body body) {
        try {
            MailLog.event(job.id(), "attempt", "mailer", batch.mailer().name(), "host", batch.host(),
                    "nrcpts", batch.members().size(), "generation", generation.number());
            return dispatcher.attempt(generation, job, batch, body);
        } catch (Throwable e) { // rule sets of plug-ins edit the header: any Error may come out of them
            LOG.error("message {} could not be handed to mailer {}", job.id(), batch.mailer().name(), e);
            return CompletableFuture.failedFuture(e);
        }
    }

    private void heard(Batch batch, List<Outcome> outcomes, Throwable trouble) {
        try {
            Map<JobRecipient, Outcome> decided = new HashMap<>();
            for (int i = 0; i < batch.members().size(); i++) {
                decided.put(batch.members().get(i).recipient(),
                        trouble == null ? Receipts.located(outcomes.get(i), batch.mailer())
                        : OutcomeTable.ofTrouble("the router", trouble));
            }
            decide(decided);
        } finally {
            ended();
        }
    }

    /** Keeps what has been achieved while other batches are under way; after the last one the job's owner keeps it. */
    private void ended() {
        if (underWay.decrementAndGet() > 0) {
            live.save();
        } else {
            finish();
        }
    }

    private void finish() {
        live.quiet().thenRun(() -> end.complete(live.get()));
    }

    private void decide(Map<JobRecipient, Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Map<Integer, Outcome> byNumber = new HashMap<>();
        List<JobRecipient> tried = live.get().recipients();
        outcomes.forEach((recipient, outcome) ->
                byNumber.put(recipient.number(), orExpired(tried.get(recipient.number()), outcome, now)));
        Job decided = live.change(job -> job.mapRecipients(r -> {
            Outcome outcome = byNumber.get(r.number());
            return outcome == null ? r : settled(job, r, outcome, now);
        }));
        byNumber.keySet().forEach(number -> log(decided, decided.recipients().get(number)));
    }

    /** What is left to do for one that waits no longer, to tell its sender, is due at once. */
    private JobRecipient settled(Job job, JobRecipient recipient, Outcome outcome, Instant now) {
        State state = state(outcome);
        return recipient.withOutcome(outcome, state, state == State.PENDING ? times.again(recipient, recipient.attempts(), now) : now)
                .withReceiptDue(receipts && Receipts.isDue(job, recipient, outcome));
    }

    private static State state(Outcome outcome) {
        return outcome instanceof Outcome.Delivered ? State.DELIVERED
                : outcome instanceof Outcome.Deferred ? State.PENDING : State.FAILED;
    }

    private Outcome orExpired(JobRecipient recipient, Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.Deferred && !now.isBefore(times.end(recipient))) {
            return new Outcome.Failed(EnhancedStatus.of("5.4.7"), "not delivered within "
                    + Durations.format(times.lifetime(recipient)) + "; the last reason was: " + outcome.text(), outcome.diagnostic());
        }
        return outcome;
    }

    private void log(Job job, JobRecipient recipient) {
        Outcome outcome = recipient.lastOutcome().orElseThrow();
        boolean deferred = outcome instanceof Outcome.Deferred;
        String event = deferred ? "deferred" : outcome instanceof Outcome.Delivered ? "delivered" : "failed";
        recipient.via().ifPresent(via -> MailMetrics.outcome(via.mailer(), outcome,
                Duration.between(job.arrived(), clock.instant())));
        String original = job.root(recipient).recipient().address();
        MailLog.event(job.id(), event, "rcpt", "<" + recipient.display() + ">",
                "orig", original.equals(recipient.display()) ? null : "<" + original + ">",
                "status", outcome.status(), "text", outcome.text(), "attempts", recipient.attempts(),
                "next", deferred ? recipient.nextAttempt().truncatedTo(ChronoUnit.SECONDS) : null);
    }
}
