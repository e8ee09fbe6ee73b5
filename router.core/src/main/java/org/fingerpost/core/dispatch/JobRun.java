package org.fingerpost.core.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.mailer.OutcomeTable;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.Target;
import org.fingerpost.core.alias.AliasExpander;
import org.fingerpost.core.alias.ExpansionRun;
import org.fingerpost.core.check.CompatibilityCheck;
import org.fingerpost.core.destination.JobTimes;
import org.fingerpost.core.dsn.Receipts;
import org.fingerpost.core.forward.ForwardFiles;
import org.fingerpost.core.log.MailLog;
import org.fingerpost.core.metrics.MailMetrics;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.MacroScope;
import org.fingerpost.core.policy.MessageMacros;
import org.fingerpost.core.policy.PolicySurroundings;
import org.fingerpost.core.queue.JobWork.Worked;
import org.fingerpost.core.queue.Place;
import org.fingerpost.core.queue.Reach;
import org.fingerpost.core.queue.Turn;
import org.fingerpost.core.request.RequireTls;
import org.fingerpost.core.route.Resolver;
import org.fingerpost.core.route.RoundRoutes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round of work on one job, under one pinned generation: expand what is not expanded, route what is due, attempt each batch
 * that gets a place at its destination, keep each outcome as it comes. Of a long list only a part is expanded and routed before
 * others have their turn.
 */
final class JobRun {

    private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);

    /** Recipients that are expanded or routed without a break. */
    private static final int SLICE = 250;

    private final Generation generation;
    private final Dispatcher dispatcher;
    private final Clock clock;
    private final Turn turn;
    private final Job given;
    private final Body body;
    private final LiveJob live;
    private final JobRecord record;
    private final MacroScope macros;
    /** Null once all is routed: a list may have many addresses to remember. */
    private RoundRoutes destinations;
    private final CompletableFuture<Worked> end = new CompletableFuture<>();
    /** Whether any of its recipients has been tried before. */
    private final boolean triedBefore;
    /** Whether senders are told of successes. */
    private final boolean receipts;
    private Set<Integer> postponed = Set.of();
    /** What is routed, as it was when that began; what becomes of it meanwhile is no business of a mailer's. */
    private Job routed;
    private Iterator<JobRecipient> unrouted;
    private Batches batches;
    private List<Batch> made;
    private BatchFlow flow;

    JobRun(Generation generation, Dispatcher dispatcher, JobTimes times, Clock clock, Job job, Turn turn, Body body) {
        this.generation = generation;
        this.dispatcher = dispatcher;
        this.clock = clock;
        this.turn = turn;
        this.given = job;
        this.body = body;
        this.live = new LiveJob(job, new LiveJob.Storage() {
            @Override
            public CompletionStage<Void> save(Job now) {
                return turn.save(now);
            }

            @Override
            public void after(Duration pause, Runnable task) {
                dispatcher.after(pause, task);
            }
        });
        this.receipts = !generation.isPrivate("noreceipts");
        this.record = new JobRecord(job, live, times, receipts, clock);
        this.triedBefore = job.pending().anyMatch(r -> r.attempts() > 0);
        this.macros = MessageMacros.of(generation.policy(), job);
        this.destinations = new RoundRoutes(new Resolver(generation, surroundings(),
                new ForwardFiles(generation, dispatcher.services())));
    }

    /** What rules set in macros stays in what was made for them. */
    private PolicySurroundings surroundings() {
        return new PolicySurroundings(generation, macros.nested(), dispatcher.services());
    }

    /** Does the round; the stage completes when every recipient that was due has an outcome, or waits for its destination. */
    CompletionStage<Worked> run() {
        if (given.expanded()) {
            guarded(this::routeAll);
        } else {
            ExpansionRun work = new AliasExpander(generation, dispatcher.services(), destinations)
                    .begin(given, clock.instant());
            guarded(() -> expand(work));
        }
        return end;
    }

    /** Nobody else hears of trouble here, and the job would stay active for ever. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            end.completeExceptionally(e);
        }
    }

    private void expand(ExpansionRun work) {
        if (work.goOn(SLICE)) {
            lookAhead(work.ahead(), () -> expand(work));
        } else {
            postponed = work.result().postponed();
            live.replace(receipts ? Receipts.expanded(given, work.result().job()) : work.result().job());
            record.failedInExpansion();
            routeAll();
        }
    }

    /** Goes on later, when the rules have been asked about these addresses if they are many. */
    private void lookAhead(List<String> addresses, Runnable then) {
        if (addresses.size() <= SLICE) {
            turn.later(() -> guarded(then));
        } else {
            new RoutesAhead(addresses, destinations::prepare, SLICE, turn, () -> guarded(then)).begin();
        }
    }

    private void routeAll() {
        routed = live.get();
        Instant now = clock.instant();
        if (record.endAllTooLate(now)) {
            routed = live.get();
        }
        List<JobRecipient> due = routed.pending().filter(r -> isDue(r, now) && !postponed.contains(r.number())).toList();
        unrouted = due.iterator();
        batches = new Batches(routed, generation, destinations, new CompatibilityCheck(routed, surroundings()),
                new Identities(generation.policy(), dispatcher.services()));
        List<String> unknown = unknown(due);
        if (unknown.size() > SLICE) {
            lookAhead(unknown, this::route);
        } else {
            route();
        }
    }

    /** Addresses that no expansion in this round has looked at. */
    private List<String> unknown(List<JobRecipient> due) {
        List<String> addresses = new ArrayList<>();
        for (JobRecipient recipient : due) {
            if (recipient.target() instanceof Target.ToAddress to && !destinations.knows(to.address())) {
                addresses.add(to.address());
            }
        }
        return addresses;
    }

    private boolean isDue(JobRecipient recipient, Instant now) {
        return turn.isForced() || !recipient.nextAttempt().isAfter(now)
                || recipient.via().filter(turn::isCalledFor).isPresent();
    }

    private void route() {
        for (int i = 0; i < SLICE && unrouted.hasNext(); i++) {
            batches.add(unrouted.next());
        }
        if (unrouted.hasNext()) {
            turn.later(() -> guarded(this::route));
        } else {
            attemptAll();
        }
    }

    private void attemptAll() {
        made = batches.batches();
        batches.decided().forEach((recipient, outcome) -> record.endWithoutAttempt(recipient.number(), outcome));
        postponed.forEach(number -> live.get(number).lastOutcome()
                .ifPresent(outcome -> record.endWithoutAttempt(number, outcome)));
        batches = null;
        destinations = null;
        flow = new BatchFlow(turn, made, this::attempt);
        flow.start().thenAccept(left -> guarded(() -> finish(left)));
    }

    // ---- attempts

    private void attempt(Batch batch, Place place) {
        try {
            // What has been tried before is recorded before it is tried again, so that trouble of ours cannot hammer a peer.
            CompletionStage<Void> begun = record.begin(batch, made, triedBefore);
            (begun == null ? dispatch(batch) : begun.thenCompose(recorded -> dispatch(batch)))
                    .whenComplete((outcomes, trouble) -> heard(batch, place, outcomes, trouble));
        } catch (Throwable e) {
            heard(batch, place, null, e);
        }
    }

    private CompletionStage<List<Outcome>> dispatch(Batch batch) {
        try {
            MailLog.event(given.id(), "attempt", "mailer", batch.mailer().name(), "host", batch.host(),
                    "nrcpts", batch.members().size(), "generation", generation.number());
            long begun = System.nanoTime();
            return dispatcher.attempt(generation, routed, batch, body).whenComplete((outcomes, trouble) ->
                    MailMetrics.attempted(batch.mailer().name(), System.nanoTime() - begun));
        } catch (Throwable e) { // rule sets of plug-ins edit the header: any Error may come out of them
            LOG.error("message {} could not be handed to mailer {}", given.id(), batch.mailer().name(), e);
            return CompletableFuture.failedFuture(e);
        }
    }

    private void heard(Batch batch, Place place, List<Outcome> outcomes, Throwable trouble) {
        try {
            List<Outcome> all = trouble == null ? outcomes : Collections.nCopies(batch.members().size(),
                    OutcomeTable.ofTrouble("the router", trouble));
            Reach reach = dispatcher.isAbsent(batch, all) ? Reach.UNREACHED
                    : Reachability.of(all, RequireTls.isAskedFor(given));
            Optional<Instant> again = place.leave(reach, all.get(0));
            record.end(batch, all, again);
        } catch (Throwable e) { // the job goes on without: what is not recorded is tried again
            LOG.error("what became of message {} at {} {} is not known", given.id(), batch.mailer().name(), batch.host(), e);
        } finally {
            if (flow.isMoreUnderWay()) {
                live.saveSoon(); // what has been achieved is kept meanwhile; after the last one the job's owner keeps it
            }
            flow.ended(batch);
        }
    }

    private void finish(List<Batch> left) {
        live.quiet().thenRun(() -> guarded(() -> end.complete(record.result(left, turn))));
    }
}
