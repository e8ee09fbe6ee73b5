package org.fingerpost.core.dsn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.api.submit.Admission;
import org.fingerpost.api.submit.Content;
import org.fingerpost.api.submit.PostOffice;
import org.fingerpost.api.submit.Transaction;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.core.HandClock;
import org.fingerpost.core.Jobs;
import org.fingerpost.core.destination.DestinationSettings;
import org.fingerpost.core.destination.JobTimes;
import org.fingerpost.core.destination.QueueTimeouts;
import org.fingerpost.core.destination.RetrySchedule;
import org.fingerpost.core.destination.TimeoutClass;
import org.fingerpost.core.destination.Timeouts;
import org.junit.jupiter.api.Test;

class ReturnToSenderTest {

    private static final Body BODY = new Body() {
        @Override
        public long size() {
            return 7;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream("hello\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
    };

    /** Takes reports and remembers them. */
    private static final class Desk implements PostOffice, Transaction, Content {

        private final List<String> log = new ArrayList<>();
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private Verdict verdict = Verdict.of(250, "2.0.0", "REPORT01 taken");

        @Override
        public String hostName() {
            return "here.example";
        }

        @Override
        public long maxMessageBytes() {
            return 0;
        }

        @Override
        public Admission admit(Origin origin) {
            return Admission.GRANTED;
        }

        @Override
        public Transaction begin(Origin origin, Admission admission) {
            return this;
        }

        @Override
        public Verdict verify(Origin origin, String address) {
            return verdict;
        }

        @Override
        public Verdict mail(ReversePath sender) {
            log.add("from " + sender + (sender.parameters().isEmpty() ? "" : " " + sender.parameters()));
            return verdict;
        }

        @Override
        public Verdict rcpt(Recipient recipient) {
            log.add("to " + recipient);
            return verdict;
        }

        @Override
        public void withdraw() {
            throw new AssertionError("reports withdraw nobody");
        }

        @Override
        public int recipients() {
            return 1;
        }

        @Override
        public void recipientsFromHeader(Map<String, String> parameters) {
            throw new AssertionError("not for reports");
        }

        @Override
        public void about(QueueId message) {
            log.add("about " + message);
        }

        @Override
        public QueueId id() {
            return new QueueId("REPORT01");
        }

        @Override
        public Content content() {
            return this;
        }

        @Override
        public void write(byte[] octets, int offset, int length) {
            content.write(octets, offset, length);
        }

        @Override
        public CompletionStage<Verdict> commit() {
            log.add("commit");
            return CompletableFuture.completedFuture(verdict);
        }

        @Override
        public void close() {
            log.add("close");
        }
    }

    private static JobTimes times(Job job) {
        DestinationSettings settings = new DestinationSettings("queue", 20, Optional.empty(),
                new RetrySchedule(List.of(Duration.ofMinutes(1))), QueueTimeouts.NONE,
                new QueueTimeouts(Timeouts.of(Duration.ofHours(4)), Timeouts.of(Duration.ofDays(5))));
        return new JobTimes(job, (mailer, host) -> settings, QueueTimeouts.NONE, () -> TimeoutClass.NORMAL);
    }

    private static final ReportRules RULES = new ReportRules("postmaster", true);

    private final Desk desk = new Desk();
    private final HandClock clock = new HandClock();
    private final Set<QueueId> stored = new HashSet<>();
    /** What was kept before the report was. */
    private final List<Job> kept = new ArrayList<>();
    private final ReturnToSender returns = new ReturnToSender(() -> desk, stored::contains, clock);

    private static Job failed(Job job) {
        return job.mapRecipients(r -> r.withOutcome(Outcome.failed("5.1.1", "User unknown"), State.FAILED, Jobs.NOW));
    }

    private static Job from(String sender, Job job) {
        return new Job(job.id(), job.arrived(), job.origin(), ReversePath.of(sender), job.recipients(), job.header(), 7, false,
                true);
    }

    private Job report(Job job) {
        return returns.report(job, times(job), RULES, BODY, this::keep).toCompletableFuture().join();
    }

    private CompletionStage<Void> keep(Job job) {
        desk.log.add("keep");
        kept.add(job);
        return CompletableFuture.completedFuture(null);
    }

    @Test
    void oneReportFromNobodyForAllThatFailed() {
        Job after = report(failed(from("tef@here.example", Jobs.to("a", "b"))));
        assertEquals(List.of("from <>", "about JOB00001", "to <tef@here.example>", "keep", "commit", "close"), desk.log);
        String report = desk.content.toString(StandardCharsets.ISO_8859_1);
        assertTrue(report.contains("Final-Recipient: rfc822; a") && report.contains("Final-Recipient: rfc822; b"), report);
        assertTrue(after.isDone());
    }

    @Test
    void nothingFailedNothingIsReported() {
        Job job = Jobs.to("a");
        assertEquals(job, report(job));
        assertTrue(desk.log.isEmpty());
    }

    @Test
    void whatHasNoSenderGoesToThePostmaster() {
        Job after = report(failed(from("", Jobs.to("a"))));
        assertEquals("to <postmaster>", desk.log.get(2));
        assertTrue(after.isDone());
    }

    @Test
    void whatCannotEvenReachThePostmasterIsHeldForAHuman() {
        Job after = report(failed(from("", Jobs.to("postmaster"))));
        assertTrue(desk.log.isEmpty());
        assertTrue(after.held());
        assertFalse(after.isDone());
    }

    @Test
    void whoAskedNotToBeToldIsNotTold() {
        JobRecipient quiet = JobRecipient.submitted(0, new Recipient("a", Map.of("NOTIFY", "NEVER")), Jobs.NOW);
        Job after = report(failed(Jobs.to("a").withRecipients(List.of(quiet))));
        assertTrue(desk.log.isEmpty());
        assertTrue(after.isDone());
    }

    @Test
    void aReportThatIsNotTakenLeavesTheFailureOpen() {
        desk.verdict = Verdict.of(452, "4.3.1", "no room");
        Job job = failed(Jobs.to("a"));
        CompletableFuture<Job> report = returns.report(job, times(job), RULES, BODY, this::keep)
                .toCompletableFuture();
        assertTrue(report.isCompletedExceptionally());
        assertEquals("close", desk.log.get(desk.log.size() - 1));
    }

    private static Job deferred(Job job) {
        return job.mapRecipients(r -> r.withOutcome(Outcome.deferred("4.4.1", "no answer"), State.PENDING,
                Jobs.NOW.plusSeconds(60)));
    }

    @Test
    void theSenderIsToldOnceOfWhatTakesLong() {
        Job job = deferred(from("tef@here.example", Jobs.to("a", "b")));
        assertEquals(job, report(job));
        clock.now = Jobs.NOW.plus(Duration.ofHours(4));
        Job after = report(job);
        assertEquals(List.of("from <>", "about JOB00001", "to <tef@here.example>", "keep", "commit", "close"), desk.log);
        String report = desk.content.toString(StandardCharsets.ISO_8859_1);
        assertTrue(report.contains("Action: delayed\r\nStatus: 4.4.1\r\n") && report.contains("Will-Retry-Until: "), report);
        assertTrue(report.contains("text/rfc822-headers") && !report.contains("hello"), report);
        assertTrue(after.warned() && after.pending().count() == 2);
        assertEquals(after, report(after));
        assertEquals(6, desk.log.size());
    }

    @Test
    void nobodyIsToldOfBulkMailOfReportsOrWhoDoesNotWantToHear() {
        clock.now = Jobs.NOW.plus(Duration.ofDays(1));
        Job job = deferred(Jobs.to("a"));
        report(from("", job));
        report(new Job(job.id(), job.arrived(), job.origin(), job.sender(), job.recipients(),
                new Header(List.of(HeaderField.of("Precedence", "Bulk"))), 7, false, true));
        JobRecipient quiet = JobRecipient.submitted(0, new Recipient("a", Map.of("NOTIFY", "FAILURE")), Jobs.NOW);
        report(deferred(job.withRecipients(List.of(quiet))));
        assertTrue(desk.log.isEmpty());
    }

    @Test
    void aWarningThatIsNotTakenIsTriedAgain() {
        desk.verdict = Verdict.of(452, "4.3.1", "no room");
        clock.now = Jobs.NOW.plus(Duration.ofDays(1));
        assertTrue(returns.report(deferred(Jobs.to("a")), times(Jobs.to("a")), RULES, BODY, this::keep).toCompletableFuture()
                .isCompletedExceptionally());
        desk.verdict = Verdict.of(250, "2.0.0", "REPORT01 taken");
        assertTrue(report(deferred(Jobs.to("a"))).warned());
    }

    @Test
    void theNameOfTheReportIsKeptBeforeTheReport() {
        report(failed(from("tef@here.example", Jobs.to("a"))));

        assertEquals(Optional.of(new QueueId("REPORT01")), kept.get(0).report());
        assertEquals(State.FAILED, kept.get(0).recipients().get(0).state());
    }

    @Test
    void whatIsStoredAfterACrashHasBeenTold() throws IOException {
        Job before = failed(from("tef@here.example", Jobs.to("a"))).withReport(Optional.of(new QueueId("REPORT01")));
        stored.add(new QueueId("REPORT01"));
        Job after = returns.resolved(before, times(before));

        assertTrue(after.isDone());
        assertEquals(Optional.empty(), after.report());
        assertEquals(after, report(after));
        assertTrue(desk.log.isEmpty());
    }

    @Test
    void whatIsNotStoredAfterACrashIsToldAnew() throws IOException {
        Job before = failed(from("tef@here.example", Jobs.to("a"))).withReport(Optional.of(new QueueId("REPORT00")));
        Job after = returns.resolved(before, times(before));

        assertFalse(after.isDone());
        assertTrue(report(after).isDone());
        assertEquals(1, desk.log.stream().filter("commit"::equals).count());
    }

    @Test
    void aLateMessageWhoseReportIsStoredIsNotToldAgain() throws IOException {
        Job before = deferred(from("tef@here.example", Jobs.to("a"))).withReport(Optional.of(new QueueId("REPORT01")));
        stored.add(new QueueId("REPORT01"));
        clock.now = Jobs.NOW.plus(Duration.ofHours(5));

        assertTrue(returns.resolved(before, times(before)).warned());
    }

    @Test
    void thePolicyNamesWhoIsToldOfWhatHasNoSender() {
        Job job = failed(from("", Jobs.to("a")));
        returns.report(job, times(job), new ReportRules("bounces@here.example", true), BODY, this::keep);
        assertEquals("to <bounces@here.example>", desk.log.get(2));
        assertTrue(returns.report(failed(from("", Jobs.to("Bounces@here.example"))), times(job),
                new ReportRules("bounces@here.example", true), BODY, this::keep).toCompletableFuture().join().held());
    }

    /** A list with two members, then one whose owner is the postmaster of another one, then somebody else. */
    private static Job ofLists() {
        Job job = new Job(new QueueId("JOB00001"), Jobs.NOW, Origin.local("tef"),
                new ReversePath("tef@here.example", Map.of("ENVID", "mine", "RET", "HDRS")), Jobs.to("list", "c", "other")
                        .recipients(),
                Jobs.to("a").header(), 7, false, true);
        List<JobRecipient> tree = new ArrayList<>(job.recipients());
        tree.set(0, tree.get(0).withState(State.EXPANDED).withListOwner(ReversePath.of("owner-list")));
        tree.set(2, tree.get(2).withState(State.EXPANDED).withListOwner(ReversePath.of("ann@far.example")));
        for (String name : List.of("m", "n")) {
            tree.add(tree.get(0).child(tree.size(), new JobRecipient.Target.ToAddress(name), Jobs.NOW));
        }
        tree.add(tree.get(2).child(tree.size(), new JobRecipient.Target.ToAddress("o"), Jobs.NOW));
        return job.withRecipients(tree.stream().map(r -> r.state() == State.EXPANDED ? r
                : r.withOutcome(Outcome.failed("5.1.1", "User unknown"), State.FAILED, Jobs.NOW)).toList());
    }

    private List<String> told() {
        return desk.log.stream().filter(line -> line.startsWith("to ")).toList();
    }

    @Test
    void theOwnerOfAListIsToldOfItsMembersAndTheSenderOfTheRest() {
        Job after = report(ofLists());
        assertEquals(List.of("to <tef@here.example>", "to <owner-list>", "to <ann@far.example>"), told());
        assertTrue(after.isDone());
        String[] reports = desk.content.toString(StandardCharsets.ISO_8859_1).split("(?m)^Date: .*\r\nFrom: Mail Delivery");
        assertTrue(reports[1].contains("Original-Envelope-Id: mine") && reports[1].contains("Final-Recipient: rfc822; c@")
                && !reports[1].contains("; m@") && reports[1].contains("rfc822-headers"), reports[1]);
        assertTrue(!reports[2].contains("Original-Envelope-Id") && reports[2].contains("Final-Recipient: rfc822; m@")
                && reports[2].contains("Final-Recipient: rfc822; n@") && !reports[2].contains("; c@")
                && reports[2].contains("message/rfc822") && reports[2].contains("whose owner you are"), reports[2]);
    }

    @Test
    void whoHasBeenToldBeforeACrashIsNotToldAgain() throws IOException {
        Job before = ofLists().withReport(Optional.of(new QueueId("REPORT01")));
        stored.add(new QueueId("REPORT01"));
        report(returns.resolved(before, times(before)));
        assertEquals(List.of("to <owner-list>", "to <ann@far.example>"), told());
    }

    @Test
    void whoHasBeenToldIsNotToldAgainBecauseSomebodyElseCouldNotBe() {
        Job job = ofLists();
        Job after = returns.report(job, times(job), RULES, BODY, kept -> {
            desk.verdict = desk.log.contains("commit") ? Verdict.of(452, "4.3.1", "no room") : desk.verdict;
            return keep(kept);
        }).toCompletableFuture().join();
        assertFalse(after.isDone());
        desk.verdict = Verdict.of(250, "2.0.0", "REPORT01 taken");
        desk.log.clear();
        assertTrue(report(after).isDone());
        assertEquals(List.of("to <owner-list>", "to <ann@far.example>"), told());
    }

    @Test
    void receiptsAndFailuresOfOneMomentAreOneReport() {
        JobRecipient wished = JobRecipient.submitted(0, new Recipient("a", Map.of("NOTIFY", "SUCCESS")), Jobs.NOW)
                .withOutcome(Outcome.delivered("2.1.5", "Sent"), State.DELIVERED, Jobs.NOW).withReceiptDue(true);
        JobRecipient gone = JobRecipient.submitted(1, Recipient.of("b"), Jobs.NOW)
                .withOutcome(Outcome.failed("5.1.1", "User unknown"), State.FAILED, Jobs.NOW);
        Job after = report(from("tef@here.example", Jobs.to("a", "b").withRecipients(List.of(wished, gone))));

        assertTrue(after.isDone());
        assertEquals(1, desk.log.stream().filter("commit"::equals).count());
        String report = desk.content.toString(StandardCharsets.ISO_8859_1);
        assertTrue(report.contains("Action: relayed") && report.contains("Action: failed"), report);
    }
}
