package org.fingerpost.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.DeliveryRecipient;
import org.fingerpost.api.mailer.Diagnostic;
import org.fingerpost.api.mailer.Mailer;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.mailer.Outcome.Handover;
import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.api.queue.JobRecipient.Via;
import org.fingerpost.api.rewrite.Route;
import org.fingerpost.core.Jobs;
import org.fingerpost.core.destination.DestinationSettings;
import org.fingerpost.core.destination.JobTimes;
import org.fingerpost.core.destination.QueueTimeouts;
import org.fingerpost.core.destination.RetrySchedule;
import org.fingerpost.core.destination.SettingsByDestination;
import org.fingerpost.core.destination.TimeoutClass;
import org.fingerpost.core.destination.Timeouts;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.TestPolicy;
import org.fingerpost.core.queue.JobWork.Worked;
import org.fingerpost.core.queue.Reach;
import org.fingerpost.core.queue.Turn;
import org.fingerpost.core.services.FakeReference;
import org.fingerpost.core.services.Services;
import org.fingerpost.core.services.TestUsers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobRunTest {

    private static final Body EMPTY = new Body() {
        @Override
        public long size() {
            return 0;
        }

        @Override
        public InputStream open() {
            return InputStream.nullInputStream();
        }
    };

    private final Services services = TestUsers.unprivileged();
    private final Map<String, String> aliases = new HashMap<>();
    private final Generation generation = TestPolicy.generation(services, Path.of("/"), aliases, List.of("tef", "ann"));
    private final Dispatcher dispatcher = new Dispatcher(services, (mailer, host) -> this.destinations.of(mailer, host),
            Duration.ofMinutes(1), 2);
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private final SettingsByDestination destinations = (mailer, host) -> new DestinationSettings("queue", 20, Optional.empty(),
            new RetrySchedule(host.equals("slow") ? List.of(Duration.ofHours(9)) : List.of(Duration.ofMinutes(10),
                    Duration.ofHours(1))),
            QueueTimeouts.NONE, new QueueTimeouts(Timeouts.of(Duration.ofHours(4)), Timeouts.of(Duration.ofDays(5))),
            Map.of("smtp.tls", "secure", "lmtp.tls", "none"));
    private final FreeTurn turn = new FreeTurn();
    private final List<Job> saved = turn.saved;

    @AfterEach
    void close() {
        dispatcher.close();
    }

    private void mailer(String name, Mailer mailer) {
        services.bindMailer(new FakeReference<>(Map.of("mailer.name", name)), delivery -> {
            deliveries.add(delivery);
            return mailer.deliver(delivery);
        });
    }

    private void mailerThatSays(String name, Outcome outcome) {
        mailer(name, delivery -> CompletableFuture.completedFuture(delivery.all(outcome)));
    }

    private Job run(Job job, Instant now) throws Exception {
        return round(job, now).job();
    }

    private Worked round(Job job, Instant now) throws Exception {
        JobTimes times = new JobTimes(job, destinations, generation.queueTimeouts(), () -> TimeoutClass.NORMAL);
        return new JobRun(generation, dispatcher, times, Clock.fixed(now, ZoneOffset.UTC), job, turn, EMPTY).run()
                .toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static List<State> states(Job job) {
        return job.recipients().stream().map(JobRecipient::state).toList();
    }

    @Test
    void recipientsOfOneHostGoInOneBatch() throws Exception {
        mailerThatSays("smtp", Outcome.delivered("2.0.0", "ok"));
        aliases.put("list", "a@far.example, b@far.example, c@far.example");
        Job job = run(Jobs.to("list"), Jobs.NOW);
        assertEquals(1, deliveries.size());
        assertEquals(List.of("a@far.example", "b@far.example", "c@far.example"),
                deliveries.get(0).recipients().stream().map(DeliveryRecipient::user).toList());
        assertEquals(List.of("list", "list", "list"), deliveries.get(0).recipients().stream().map(DeliveryRecipient::original)
                .toList());
        assertEquals("hub", deliveries.get(0).host());
        assertTrue(job.isDone());
        assertTrue(saved.isEmpty(), "one batch at the first attempt is written once, by the queue");
    }

    @Test
    void batchesKeepWithinTheMailersLimit() throws Exception {
        mailerThatSays("smtp", Outcome.delivered("2.0.0", "ok"));
        mailerThatSays("file", Outcome.delivered("2.0.0", "ok"));
        String[] many = IntStream.range(0, 250).mapToObj(i -> "u" + i + "@far.example").toArray(String[]::new);
        assertTrue(run(Jobs.to(many), Jobs.NOW).isDone());
        assertEquals(List.of(50, 100, 100), deliveries.stream().map(d -> d.recipients().size()).sorted().toList());
        deliveries.clear();
        run(Jobs.to("tef", "ann"), Jobs.NOW); // mailer local has no flag m
        assertEquals(List.of(1, 1), deliveries.stream().map(d -> d.recipients().size()).toList());
        assertEquals(List.of("mail/ann", "mail/tef"), deliveries.stream().map(d -> d.arguments().get(1)).sorted().toList());
    }

    private static Job asked(Job job, String keyword, String value) {
        return new Job(job.id(), job.arrived(), job.origin(), new ReversePath("tef@here.example", Map.of(keyword, value)),
                job.recipients(), job.header(), 0, false, false);
    }

    @Test
    void aBinaryBodyGoesOnlyWhereItCan() throws Exception {
        mailerThatSays("file", Outcome.delivered("2.0.0", "ok"));
        services.bindMailer(new FakeReference<>(Map.of("mailer.name", "smtp")), new Mailer() {
            @Override
            public CompletionStage<List<Outcome>> deliver(Delivery delivery) {
                return CompletableFuture.completedFuture(delivery.all(Outcome.delivered("2.0.0", "ok")));
            }

            @Override
            public boolean takesBinary() {
                return true;
            }
        });
        Job job = run(asked(Jobs.to("tef", "u@far.example"), "BODY", "BINARYMIME"), Jobs.NOW);
        assertEquals(List.of(State.FAILED, State.DELIVERED), states(job));
        assertEquals("5.6.1", job.recipients().get(0).lastOutcome().orElseThrow().status().toString());
        assertEquals(List.of(), deliveries);
    }

    @Test
    void aMailerGetsWhatIsSetForItsDestination() throws Exception {
        mailerThatSays("smtp", Outcome.delivered("2.0.0", "ok"));
        run(Jobs.to("u@far.example"), Jobs.NOW);
        assertEquals(Map.of("smtp.tls", "secure"), deliveries.get(0).settings());
    }

    @Test
    void whatComesTooLateIsNotTried() throws Exception {
        mailerThatSays("smtp", Outcome.delivered("2.0.0", "ok"));
        Job job = run(asked(Jobs.to("u@far.example"), "BY", "60;R"), Jobs.NOW.plusSeconds(60));
        assertEquals(List.of(State.FAILED), states(job));
        assertEquals("5.4.7 not delivered within 1m, as its sender asked; the last reason was: there was no time to try it",
                job.recipients().get(0).lastOutcome().map(o -> o.status() + " " + o.text()).orElseThrow());
        assertEquals(List.of(), deliveries);
    }

    @Test
    void whatIsDeferredBeyondItsDeadlineIsReturnedThen() throws Exception {
        mailerThatSays("smtp", Outcome.deferred("4.4.1", "no answer"));
        Job job = run(asked(Jobs.to("u@far.example"), "BY", "60;R"), Jobs.NOW);
        assertEquals(Jobs.NOW.plusSeconds(60), job.recipients().get(0).nextAttempt());
        assertEquals("120;R", new TreeMap<>(run(asked(Jobs.to("u@far.example"), "BY", "120;R"), Jobs.NOW).sender().parameters())
                .get("BY"), "what the sender said stays");
        Job over = run(job, Jobs.NOW.plusSeconds(60));
        assertEquals("not delivered within 1m, as its sender asked; the last reason was: no answer",
                over.recipients().get(0).lastOutcome().orElseThrow().text());
    }

    @Test
    void anAbsentMailerIsADeferral() throws Exception {
        Job job = run(Jobs.to("u@far.example"), Jobs.NOW);
        JobRecipient recipient = job.recipients().get(0);
        assertEquals(State.PENDING, recipient.state());
        assertEquals("mailer \"smtp\" is not available", recipient.lastOutcome().orElseThrow().text());
        Duration wait = Duration.between(Jobs.NOW, recipient.nextAttempt());
        assertTrue(wait.toSeconds() >= 540 && wait.toSeconds() <= 660, wait.toString());
    }

    @Test
    void whatIsDoneInOneBatchIsKeptWhileAnotherIsUnderWay() throws Exception {
        mailerThatSays("file", Outcome.delivered("2.0.0", "ok"));
        CompletableFuture<List<Outcome>> slow = new CompletableFuture<>();
        mailer("smtp", delivery -> slow);
        CompletableFuture<Job> end = CompletableFuture.supplyAsync(() -> {
            try {
                return run(Jobs.to("tef", "u@far.example"), Jobs.NOW);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (saved.isEmpty() && System.nanoTime() < limit) {
            Thread.onSpinWait();
        }
        assertEquals(List.of(State.DELIVERED, State.PENDING), states(saved.get(0)));
        slow.complete(List.of(Outcome.failed("5.1.1", "no")));
        assertEquals(List.of(State.DELIVERED, State.FAILED), states(end.get(20, TimeUnit.SECONDS)));
    }

    @Test
    void aFurtherAttemptIsRecordedBeforeItIsMade() throws Exception {
        List<Integer> recordedAtCall = new ArrayList<>();
        mailer("smtp", delivery -> {
            recordedAtCall.add(saved.isEmpty() ? -1 : saved.get(0).recipients().get(0).attempts());
            return CompletableFuture.completedFuture(delivery.all(Outcome.deferred("4.4.1", "no answer")));
        });
        Job once = run(Jobs.to("u@far.example"), Jobs.NOW);
        Instant later = Jobs.NOW.plus(Duration.ofHours(1));
        Job twice = run(once, later);
        assertEquals(List.of(-1, 2), recordedAtCall);
        assertEquals(2, twice.recipients().get(0).attempts());
        assertTrue(twice.recipients().get(0).nextAttempt().isAfter(later.plus(Duration.ofMinutes(50))),
                "the second delay is longer");
    }

    @Test
    void whatIsNotDueIsLeftAlone() throws Exception {
        mailerThatSays("smtp", Outcome.delivered("2.0.0", "ok"));
        Job job = Jobs.to("now@far.example", "later@far.example")
                .mapRecipients(r -> r.number() == 1 ? r.dueAt(Jobs.NOW.plusSeconds(60)) : r);
        assertEquals(List.of(State.DELIVERED, State.PENDING), states(run(job, Jobs.NOW)));
    }

    @Test
    void whatWasNeverReachedIsReturnedInTheEnd() throws Exception {
        Job job = run(Jobs.to("u@far.example"), Jobs.NOW.plus(Duration.ofDays(6)));
        Outcome outcome = job.recipients().get(0).lastOutcome().orElseThrow();
        assertEquals(List.of(State.FAILED), states(job));
        assertEquals("5.4.7", outcome.status().toString());
        assertTrue(outcome.text().endsWith("the last reason was: mailer \"smtp\" is not available"), outcome.text());
    }

    @Test
    void programsAndFilesOfAliasesGoToTheirMailers() throws Exception {
        mailerThatSays("file", Outcome.delivered("2.0.0", "ok"));
        aliases.put("both", "|/bin/prog, /var/archive");
        Job job = run(Jobs.to("both"), Jobs.NOW);
        assertEquals("mailer \"prog\" is not available", job.recipients().get(1).lastOutcome().orElseThrow().text());
        assertEquals("mailer \"*file*\" is not available", job.recipients().get(2).lastOutcome().orElseThrow().text());
    }

    @Test
    void expansionIsDoneOnceWhateverBecomesOfTheAliases() throws Exception {
        aliases.put("list", "a@far.example");
        Job deferred = run(Jobs.to("list"), Jobs.NOW);
        aliases.put("list", "b@far.example");
        mailerThatSays("smtp", Outcome.delivered("2.0.0", "ok"));
        Job delivered = run(deferred, Jobs.NOW.plus(Duration.ofHours(1)));
        assertEquals(List.of(State.EXPANDED, State.DELIVERED), states(delivered));
        assertEquals("a@far.example", deliveries.get(0).recipients().get(0).user());
    }

    /** Wanted are receipts; the columns are what the mailer says, what comes of it, and whether a receipt is due. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "SUCCESS       | UNSAID    | tef           | FINAL     | true",
            "SUCCESS       | UNSAID    | a@far.example | RELAYED   | true",
            "SUCCESS       | RELAYED   | tef           | RELAYED   | true",
            "SUCCESS       | FINAL     | a@far.example | FINAL     | true",
            "SUCCESS       | REPORTING | a@far.example | REPORTING | false",
            "SUCCESS,DELAY | RELAYED   | a@far.example | RELAYED   | true",
            "FAILURE,DELAY | RELAYED   | a@far.example | RELAYED   | false",
            "NEVER         | RELAYED   | a@far.example | RELAYED   | false",
            "              | RELAYED   | a@far.example | RELAYED   | false",
            "SUCCESS       | deferred  | a@far.example | deferred  | false",
            "SUCCESS       | failed    | a@far.example | failed    | false",
            "NEVER         | failed    | a@far.example | failed    | false"})
    void aReceiptIsDueForASuccessThatNobodyElseTells(String notify, String said, String to, String known, boolean due)
            throws Exception {
        Outcome outcome = said.equals("deferred") ? Outcome.deferred("4.0.0", "no") : said.equals("failed")
                ? Outcome.failed("5.0.0", "no") : delivered(Handover.valueOf(said));
        mailerThatSays("file", outcome);
        mailerThatSays("smtp", outcome);
        JobRecipient after = run(wishing(notify, to), Jobs.NOW).recipients().get(0);
        assertEquals(due, after.receiptDue());
        assertEquals(known, after.lastOutcome().orElseThrow() instanceof Outcome.Delivered delivered
                ? delivered.handover().name() : said);
        assertEquals(said.equals("failed") || due, after.isToBeReported());
    }

    private static Outcome delivered(Handover handover) {
        return new Outcome.Delivered(EnhancedStatus.of("2.0.0"), "ok", Optional.empty(), handover);
    }

    private static Job wishing(String notify, String to) {
        Map<String, String> parameters = notify == null ? Map.of() : Map.of("NOTIFY", notify);
        return Jobs.to(to).withRecipients(List.of(JobRecipient.submitted(0, new Recipient(to, parameters), Jobs.NOW)));
    }

    @Test
    void nobodyIsToldOfWhatHasNoSender() throws Exception {
        mailerThatSays("smtp", delivered(Handover.RELAYED));
        Job wish = wishing("SUCCESS", "a@far.example");
        Job from = new Job(wish.id(), wish.arrived(), wish.origin(), ReversePath.NULL, wish.recipients(), wish.header(), 0, false,
                false);
        assertTrue(run(from, Jobs.NOW).isDone());
    }

    @Test
    void anAliasForOnePassesTheWishOn() throws Exception {
        aliases.put("one", "two");
        aliases.put("two", "a@far.example");
        mailerThatSays("smtp", delivered(Handover.RELAYED));
        Job after = run(wishing("SUCCESS", "one"), Jobs.NOW);
        assertEquals(List.of(false, false, true), after.recipients().stream().map(JobRecipient::receiptDue).toList());
        assertEquals(Map.of("NOTIFY", "SUCCESS"), deliveries.get(0).recipients().get(0).parameters());
    }

    @Test
    void anAliasForSeveralIsTheReceipt() throws Exception {
        aliases.put("list", "inner, a@far.example");
        aliases.put("inner", "b@far.example, c@far.example");
        mailerThatSays("smtp", delivered(Handover.RELAYED));
        Job after = run(wishing("SUCCESS,DELAY", "list"), Jobs.NOW);
        assertEquals(List.of(0), after.recipients().stream().filter(JobRecipient::receiptDue).map(JobRecipient::number).toList());
        assertEquals(State.EXPANDED, after.recipients().get(0).state());
        deliveries.get(0).recipients().forEach(r -> assertEquals(Map.of("NOTIFY", "DELAY"), r.parameters()));
    }

    @Test
    void membersOfAListThatWantedReceiptsOnlyAreSilent() throws Exception {
        aliases.put("list", "a@far.example, b@far.example");
        mailerThatSays("smtp", Outcome.failed("5.1.1", "User unknown"));
        run(wishing("SUCCESS", "list"), Jobs.NOW);
        deliveries.get(0).recipients().forEach(r -> assertEquals(Map.of("NOTIFY", "NEVER"), r.parameters()));
    }

    @Test
    void aListWithAnOwnerIsWhereTheMessageWasToGo() throws Exception {
        aliases.put("all", "list");
        aliases.put("list", "a@far.example, inner");
        aliases.put("inner", "b@far.example, c@far.example");
        aliases.put("owner-list", "ann");
        mailerThatSays("smtp", delivered(Handover.RELAYED));
        Job after = run(wishing("SUCCESS", "all"), Jobs.NOW);
        assertEquals(List.of("list"), after.recipients().stream().filter(JobRecipient::receiptDue).map(JobRecipient::display)
                .toList());
        assertEquals("ann", deliveries.get(0).sender().address());
        deliveries.get(0).recipients().forEach(r -> assertEquals(Map.of("NOTIFY", "FAILURE"), r.parameters()));
    }

    @Test
    void severalListsWithOwnersAreExpandedAndEachHasItsOwnReversePath() throws Exception {
        aliases.put("all", "list, other, c@far.example");
        aliases.put("list", "a@far.example");
        aliases.put("owner-list", "ann");
        aliases.put("other", "b@far.example");
        aliases.put("owner-other", "tef, ann");
        mailerThatSays("smtp", delivered(Handover.RELAYED));
        Job after = run(wishing("SUCCESS", "all"), Jobs.NOW);
        assertEquals(List.of("all"), after.recipients().stream().filter(JobRecipient::receiptDue).map(JobRecipient::display)
                .toList());
        assertEquals(List.of("c@far.example tef@here.example", "a@far.example ann", "b@far.example owner-other").stream().sorted()
                .toList(), deliveries.stream().map(d -> d.recipients().get(0).user() + " " + d.sender().address()).sorted()
                .toList());
    }

    private static List<String> hosts(Worked worked) {
        return worked.waits().stream().map(Via::host).toList();
    }

    @Test
    void whatHasNoPlaceIsAsItWasAndWaitsForItsDestination() throws Exception {
        mailerThatSays("smtp", Outcome.delivered("2.0.0", "ok"));
        aliases.put("list", "a@far.example, b@far.example");
        turn.full.add("hub");
        Job job = Jobs.to("list");
        Worked worked = round(job, Jobs.NOW.plusSeconds(60));
        assertSame(job, worked.job(), "nothing is to be stored");
        assertEquals(List.of("hub"), hosts(worked));
        assertEquals(Jobs.NOW.plus(Duration.ofHours(4)), worked.due().orElseThrow(), "then its sender is warned");
        assertTrue(deliveries.isEmpty() && saved.isEmpty());
    }

    @Test
    void whatHasAPlaceGoesAndTheRestWaits() throws Exception {
        mailerThatSays("file", Outcome.delivered("2.0.0", "ok"));
        turn.full.add("hub");
        Worked worked = round(Jobs.to("tef", "u@far.example"), Jobs.NOW);
        assertEquals(List.of(State.DELIVERED, State.PENDING), states(worked.job()));
        JobRecipient waiting = worked.job().recipients().get(1);
        assertEquals(0, waiting.attempts());
        assertEquals("hub", waiting.via().orElseThrow().host());
        assertEquals(Jobs.NOW, waiting.nextAttempt());
        assertEquals(List.of("hub"), hosts(worked));
    }

    @Test
    void whatWaitsForTooLongIsReturnedEvenIfItWasNeverTried() throws Exception {
        turn.down.put("hub", new Turn.Down(Jobs.NOW.plus(Duration.ofDays(7)), Outcome.deferred("4.4.1", "no answer from hub")));
        Worked worked = round(Jobs.to("u@far.example"), Jobs.NOW.plus(Duration.ofDays(6)));
        assertEquals(List.of(State.FAILED), states(worked.job()));
        assertTrue(worked.job().recipients().get(0).lastOutcome().orElseThrow().text()
                .endsWith("the last reason was: no answer from hub"));
        assertEquals(List.of(), hosts(worked));
    }

    @Test
    void whatIsToBeTriedLaterWaitsForItsDestinationIfThatIsDown() throws Exception {
        Instant later = Jobs.NOW.plus(Duration.ofHours(1));
        turn.down.put("hub", new Turn.Down(later, Outcome.deferred("4.4.1", "no answer")));
        Job job = Jobs.to("u@far.example").mapRecipients(r -> r.withVia(new Via("relay", "hub")).attempted(Jobs.NOW, later));
        Worked worked = round(job, Jobs.NOW.plusSeconds(60));
        assertSame(job, worked.job());
        assertEquals(List.of("hub"), hosts(worked));
    }

    @Test
    void aLongListIsExpandedAndSentInParts() throws Exception {
        mailerThatSays("smtp", Outcome.delivered("2.0.0", "ok"));
        aliases.put("list", IntStream.range(0, 10_000).mapToObj(i -> "u" + i + "@far.example")
                .collect(Collectors.joining(", ")));
        Worked worked = round(Jobs.to("list"), Jobs.NOW);
        assertTrue(worked.job().isDone());
        assertEquals(100, deliveries.size());
        assertTrue(turn.breaks.get() >= 80, "others have had their turn: " + turn.breaks);
    }

    @Test
    void theArgumentsOfAProgramKeepWithinTheKernelsLimit() {
        MailerDefinition program = new MailerDefinition("prog", "/bin/prog", "m", List.of(MacroText.parse("$u")),
                Map.of('r', "100000"));
        List<Batch.Member> members = IntStream.range(0, 3000).mapToObj(i -> new Batch.Member(
                JobRecipient.submitted(i, Recipient.of("u"), Jobs.NOW), new Route("prog", "", "x".repeat(91)))).toList();
        List<Batch> batches = new Batch(program, "", ReversePath.NULL, Optional.empty(), members).split();
        assertEquals(3000, batches.stream().mapToInt(batch -> batch.members().size()).sum());
        assertTrue(batches.stream().allMatch(batch -> batch.members().size() <= 655));
        assertEquals(1, new Batch(MailerDefinition.implicit("smtp"), "", ReversePath.NULL, Optional.empty(),
                members.subList(0, 100)).split()
                .size());
    }

    @Test
    void outcomesTellWhetherTheDestinationWasReached() {
        Diagnostic goodbye = new Diagnostic("smtp", "mx.example", "421 too busy");
        Diagnostic later = new Diagnostic("smtp", "mx.example", "450 later");
        assertEquals(Reach.UNREACHED, Reachability.of(List.of(Outcome.deferred("4.4.1", "no answer")), false));
        assertEquals(Reach.UNREACHED, Reachability.of(List.of(
                Outcome.of(EnhancedStatus.of("4.7.0"), "busy", Optional.of(goodbye))), false));
        assertEquals(Reach.REACHED, Reachability.of(List.of(
                Outcome.of(EnhancedStatus.of("4.4.1"), "its own trouble", Optional.of(later))), false));
        assertEquals(Reach.REACHED,
                Reachability.of(List.of(Outcome.deferred("4.4.2", "lost"), Outcome.delivered("2.0.0", "ok")), false));
        assertEquals(Reach.UNKNOWN, Reachability.of(List.of(Outcome.deferred("4.3.2", "all threads are busy")), false));
    }

    @ParameterizedTest
    @CsvSource({"4.7.4, TLS is required and mx.example does not offer it", "4.7.5, certificate of mx.example is not trusted",
            "4.7.0, authentication is set and mx.example does not offer AUTH", "4.7.8, authentication failed: 535 5.7.8 no"})
    void whereOurTermsAreNotMetIsDownForAllMessagesThatDoNotAskForMore(String status, String text) {
        List<Outcome> outcomes = List.of(Outcome.deferred(status, text), Outcome.deferred(status, text));
        assertEquals(Reach.UNREACHED, Reachability.of(outcomes, false));
        assertEquals(Reach.UNKNOWN, Reachability.of(outcomes, true));
        Diagnostic aboutTheMessage = new Diagnostic("smtp", "mx.example", "450 " + status + " not now");
        assertEquals(Reach.REACHED, Reachability.of(List.of(
                Outcome.of(EnhancedStatus.of(status), "said", Optional.of(aboutTheMessage))), false));
        assertEquals(Reach.REACHED, Reachability.of(List.of(outcomes.get(0), Outcome.failed("5.1.1", "unknown")), false));
    }
}
