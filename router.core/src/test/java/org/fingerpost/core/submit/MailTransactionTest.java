package org.fingerpost.core.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.filter.FilterSession;
import org.fingerpost.api.filter.Finding;
import org.fingerpost.api.filter.IncomingMessage;
import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.api.queue.QueueLoad.Level;
import org.fingerpost.api.submit.Admission;
import org.fingerpost.api.submit.Content;
import org.fingerpost.api.submit.SubmissionException;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.core.Jobs;
import org.fingerpost.core.load.LoadState;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.TestPolicy;
import org.fingerpost.core.request.Terms;
import org.fingerpost.core.services.Services;
import org.junit.jupiter.api.Test;

class MailTransactionTest {

    private static final Origin STRANGER = new Origin("ESMTP", "client.example", "192.0.2.1", "");

    private final MemoryIntake intake = new MemoryIntake();
    private final Services services = new Services();
    private final Generation generation =
            TestPolicy.generation(services, Path.of("/"), Map.of("list", "tef", "busy", "?not now",
                    "postmaster", "?damaged", "closed", ":error:550 5.7.1 closed, for good", "moving", "error:4.2.1:moving"),
                    List.of("tef"));

    private LoadState load = LoadState.NORMAL;
    private FilterSession filters = FilterSession.INDIFFERENT;

    private MailTransaction begin(Origin origin) {
        MailTransaction transaction = new MailTransaction(generation, new PolicyChecks(generation, services, origin,
                Admission.GRANTED), intake, () -> load,
                Clock.fixed(Jobs.NOW, ZoneOffset.UTC), new Submitter(origin, false, Terms.USUAL), filters);
        transaction.mail(ReversePath.of("s@far.example"));
        return transaction;
    }

    private static Verdict send(MailTransaction transaction, String message) throws SubmissionException {
        Content content = transaction.content();
        byte[] octets = message.getBytes(StandardCharsets.ISO_8859_1);
        for (byte octet : octets) { // cut as badly as can be
            content.write(new byte[] {octet}, 0, 1);
        }
        return content.commit().toCompletableFuture().join();
    }

    @Test
    void aStrangerMaySendToLocalNamesOnly() {
        MailTransaction transaction = begin(STRANGER);
        assertEquals("250 2.1.5 <tef>... Recipient ok", transaction.rcpt(Recipient.of("tef")).toString());
        assertEquals("250 2.1.5 <list>... Recipient ok", transaction.rcpt(Recipient.of("list")).toString());
        assertEquals("550 5.1.1 <nobody>... User unknown", transaction.rcpt(Recipient.of("nobody")).toString());
        assertEquals("550 5.7.1 <u@far.example>... Relaying denied", transaction.rcpt(Recipient.of("u@far.example")).toString());
        assertEquals("451 4.3.0 <busy>... ?not now", transaction.rcpt(Recipient.of("busy")).toString());
        assertEquals(550, transaction.rcpt(Recipient.of("|prog")).code());
        assertEquals(550, transaction.rcpt(Recipient.of("/etc/passwd")).code());
        assertEquals(550, transaction.rcpt(Recipient.of("\"|prog\"")).code());
        assertEquals(2, transaction.recipients());
    }

    @Test
    void thePostmasterIsThereWhateverBecomesOfTheAliases() {
        assertEquals("250 2.1.5 <postmaster>... Recipient ok", begin(STRANGER).rcpt(Recipient.of("Postmaster")).toString()
                .replace("Postmaster", "postmaster"));
    }

    @Test
    void anAliasThatIsAnErrorIsRefused() {
        assertEquals("550 5.7.1 <closed>... closed, for good", begin(STRANGER).rcpt(Recipient.of("closed")).toString());
        assertEquals("451 4.2.1 <moving>... moving", begin(STRANGER).rcpt(Recipient.of("moving")).toString());
    }

    @Test
    void whatALocalSubmitterGetsWrongIsTakenAndReturned() throws Exception {
        MailTransaction transaction = begin(Origin.local("tef"));
        assertTrue(transaction.rcpt(Recipient.of("u@far.example")).isAccepted());
        assertEquals("550 5.1.1 User unknown", transaction.rcpt(Recipient.of("nobody")).toString());
        assertEquals(451, transaction.rcpt(Recipient.of("busy")).code());
        assertTrue(send(transaction, "Subject: x\r\n\r\nhello\r\n").isAccepted());
        assertEquals(List.of(State.PENDING, State.FAILED, State.PENDING),
                intake.committed.recipients().stream().map(JobRecipient::state).toList());
        assertTrue(intake.committed.nextAttempt().isPresent());
    }

    @Test
    void withoutAliasesNamesAreTakenAsTheyAre() throws Exception {
        MailTransaction transaction = begin(Origin.local("tef"));
        transaction.withoutAliases();
        assertTrue(transaction.rcpt(Recipient.of("tef")).isAccepted());
        assertEquals("550 5.1.1 User unknown", transaction.rcpt(Recipient.of("list")).toString());
        assertTrue(send(transaction, "Subject: x\r\n\r\nhello\r\n").isAccepted());
        assertTrue(intake.committed.macros().containsKey(Job.NO_ALIAS));
    }

    @Test
    void whatTheSubmitterSaysOfTheSenderIsKept() throws Exception {
        MailTransaction transaction = begin(Origin.local("tef"));
        transaction.fullName(" Tef Example ");
        transaction.rcpt(Recipient.of("tef"));
        send(transaction, "From joe Mon Jan  1 00:00:00 1990\r\nSubject: x\r\n\r\nhello\r\n");
        assertEquals(Map.of("x", "Tef Example", "a", "Mon, 1 Jan 1990 00:00:00 GMT"), intake.committed.macros());
        assertEquals(2, intake.committed.header().fields().size());
    }

    /** Says this to the message, and remembers what it has seen. */
    private FilterSession filter(Finding ofHeader, Finding ofMessage, List<String> seen) {
        return new FilterSession() {
            @Override
            public CompletionStage<Finding> header(Header header) {
                seen.add("header of " + header.fields().size());
                return FilterSession.now(ofHeader);
            }

            @Override
            public CompletionStage<Finding> message(IncomingMessage message) {
                try (InputStream in = message.body().open()) {
                    seen.add(message.id() + " " + new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return FilterSession.now(ofMessage);
            }

            @Override
            public void reset() {
                seen.add("reset");
            }
        };
    }

    private Verdict filtered(Finding ofHeader, Finding ofMessage, List<String> seen) throws SubmissionException {
        filters = filter(ofHeader, ofMessage, seen);
        try (MailTransaction transaction = begin(STRANGER)) {
            transaction.rcpt(Recipient.of("tef"));
            return send(transaction, "Subject: x\r\n\r\nhello\r\n");
        }
    }

    @Test
    void filtersSeeHeaderAndMessageAndMayAddFields() throws Exception {
        List<String> seen = new ArrayList<>();
        Finding fields = new Finding.Continue(List.of(HeaderField.of("X-One", "1"), HeaderField.of("X-Two", "2")));
        assertTrue(filtered(fields, fields, seen).isAccepted());
        assertEquals(List.of("header of 1", "JOB00001 hello\r\n", "reset"), seen);
        assertEquals(List.of("X-One", "X-Two", "Received"),
                intake.committed.header().fields().stream().map(HeaderField::name).limit(3).toList());
    }

    @Test
    void whatAFilterRefusesIsNotQueued() throws Exception {
        Verdict spam = Verdict.of(554, "5.7.1", "spam");
        List<String> seen = new ArrayList<>();
        assertEquals(spam, filtered(Finding.CONTINUE, new Finding.Refuse(spam), seen));
        assertEquals(spam, filtered(new Finding.Refuse(spam), Finding.CONTINUE, seen));
        assertEquals(List.of("header of 1", "JOB00001 hello\r\n", "reset", "header of 1", "reset"), seen);
        assertEquals(null, intake.committed);
        assertTrue(intake.closed);
    }

    @Test
    void whatAFilterThrowsAwayIsTakenAndNotQueued() throws Exception {
        assertTrue(filtered(Finding.CONTINUE, new Finding.Discard(), new ArrayList<>()).isAccepted());
        assertEquals(null, intake.committed);
    }

    @Test
    void whatAFilterDoubtsIsHeld() throws Exception {
        assertTrue(filtered(Finding.CONTINUE, new Finding.Quarantine("odd"), new ArrayList<>()).isAccepted());
        assertEquals("quarantined: odd", intake.committed.hold().orElseThrow().reason());
    }

    @Test
    void aRecipientThatWasWithdrawnIsNone() throws Exception {
        MailTransaction transaction = begin(STRANGER);
        transaction.rcpt(Recipient.of("tef"));
        transaction.rcpt(Recipient.of("list"));
        transaction.withdraw();
        assertEquals(1, transaction.recipients());
        assertTrue(send(transaction, "Subject: x\r\n\r\nhello\r\n").isAccepted());
        assertEquals(List.of("tef"), intake.committed.recipients().stream().map(r -> r.recipient().address()).toList());
    }

    @Test
    void theTraceComesFirstAndTheBodyIsUntouched() throws Exception {
        MailTransaction transaction = begin(STRANGER);
        transaction.rcpt(Recipient.of("tef"));
        Verdict verdict = send(transaction, "Subject: x\r\nX-Odd:\tfolded\r\n more\r\n\r\n.\r\nFrom \u00e9\r\n");
        assertEquals("250 2.0.0 JOB00001 Message accepted for delivery", verdict.toString());
        assertEquals(".\r\nFrom \u00e9\r\n", intake.text());
        assertEquals(intake.text().length(), intake.committed.bodySize());
        assertTrue(intake.committed.eightBit());
        assertEquals("Received", intake.committed.header().fields().get(0).name());
        assertTrue(intake.committed.header().fields().get(0).value().contains("192.0.2.1"));
        assertEquals("X-Odd:\tfolded\r\n more", intake.committed.header().fields().get(2).raw());
    }

    @Test
    void recipientsFromTheHeaderAndBccGoes() throws Exception {
        MailTransaction transaction = begin(Origin.local("tef"));
        transaction.recipientsFromHeader(Map.of());
        assertTrue(send(transaction, "To: a@far.example, B <b@far.example>\r\nBcc: tef\r\n\r\nhello\r\n").isAccepted());
        assertEquals(List.of("a@far.example", "b@far.example", "tef"),
                intake.committed.recipients().stream().map(JobRecipient::display).toList());
        assertFalse(intake.committed.header().has("Bcc"));
    }

    @Test
    void noRecipientsInTheHeaderIsSaid() throws Exception {
        MailTransaction transaction = begin(Origin.local("tef"));
        transaction.recipientsFromHeader(Map.of());
        assertEquals("No recipient addresses found in header", send(transaction, "Subject: x\r\n\r\nhello\r\n").text());
        assertTrue(intake.closed);
    }

    @Test
    void aLoopIsCutByTheCountOfHops() throws Exception {
        MailTransaction transaction = begin(STRANGER);
        transaction.rcpt(Recipient.of("tef"));
        assertEquals("5.4.6", send(transaction, "Received: x\r\n".repeat(26) + "\r\nhello\r\n").status().toString());
        assertEquals(null, intake.committed);
    }

    @Test
    void noRoomIsATemporaryFailureAndNothingIsKept() throws Exception {
        MailTransaction transaction = begin(STRANGER);
        transaction.rcpt(Recipient.of("tef"));
        Content content = transaction.content();
        intake.full = true;
        byte[] octets = "Subject: x\r\n\r\nhello\r\n".getBytes(StandardCharsets.ISO_8859_1);
        content.write(octets, 0, octets.length);
        assertEquals("4.3.1", content.commit().toCompletableFuture().join().status().toString());
        assertTrue(intake.closed);
        assertThrows(SubmissionException.class, transaction::content);
    }

    @Test
    void closingEndsTheUseOfTheGenerationOnce() {
        MailTransaction transaction = begin(STRANGER);
        transaction.close();
        transaction.close();
    }

    private static LoadState refusing(boolean busy, boolean full, boolean diskFull) {
        return new LoadState(Level.REFUSING, busy, full, diskFull, 1000, List.of("queue: 5 messages, the limit is 5 messages"));
    }

    @Test
    void underLoadStrangersAreToldToComeAgain() {
        load = refusing(true, false, false);
        assertEquals("451 4.3.2 Too busy to take mail now, try again later",
                begin(STRANGER).mail(ReversePath.of("s@far.example")).toString());
        assertEquals(421, load.connection(STRANGER).orElseThrow().code());
        assertTrue(load.connection(Origin.local("tef")).isEmpty());
        assertTrue(begin(Origin.local("tef")).mail(ReversePath.of("tef")).isAccepted());
        load = refusing(false, true, false);
        assertEquals("452 4.3.1 Insufficient system storage, try again later",
                begin(STRANGER).mail(ReversePath.of("s@far.example")).toString());
        assertTrue(load.connection(STRANGER).isEmpty(), "room is for messages, not for clients");
        assertTrue(begin(Origin.local("tef")).mail(ReversePath.of("tef")).isAccepted());
    }

    @Test
    void withoutRoomOnlyReportsAreTaken() {
        load = refusing(true, true, true);
        assertEquals(452, begin(STRANGER).mail(ReversePath.of("s@far.example")).code());
        assertEquals(452, begin(STRANGER).mail(ReversePath.NULL).code());
        assertEquals(452, begin(Origin.local("tef")).mail(ReversePath.of("tef")).code());
        assertTrue(begin(Origin.local("")).mail(ReversePath.NULL).isAccepted());
    }

    @Test
    void aMessageThatSaysThatItIsTooLargeForTheDiskIsRefused() {
        load = new LoadState(Level.NORMAL, false, false, false, 1000, List.of());
        assertEquals(452, begin(STRANGER).mail(new ReversePath("s@far.example", Map.of("SIZE", "1001"))).code());
        assertTrue(begin(STRANGER).mail(new ReversePath("s@far.example", Map.of("SIZE", "1000"))).isAccepted());
        assertTrue(begin(STRANGER).mail(new ReversePath("s@far.example", Map.of("SIZE", "99999999999999999999"))).isAccepted());
    }

    @Test
    void underLoadTheFirstAttemptWaitsAndSaysWhy() throws Exception {
        load = new LoadState(Level.DEFERRING, false, false, false, 1000, List.of("heap: 90 %, the limit is 85 %"));
        MailTransaction transaction = begin(Origin.local("tef"));
        transaction.rcpt(Recipient.of("tef"));
        transaction.rcpt(Recipient.of("nobody"));
        assertTrue(send(transaction, "Subject: x\r\n\r\nhello\r\n").isAccepted());
        JobRecipient waiting = intake.committed.recipients().get(0);
        assertTrue(waiting.nextAttempt().isAfter(Jobs.NOW.plusSeconds(50)), waiting.toString());
        assertTrue(waiting.nextAttempt().isBefore(Jobs.NOW.plusSeconds(70)), waiting.toString());
        assertEquals("not tried yet: heap: 90 %, the limit is 85 %", waiting.lastOutcome().orElseThrow().text());
        assertEquals(0, waiting.attempts());
        assertEquals(State.FAILED, intake.committed.recipients().get(1).state());
        assertEquals(Jobs.NOW, intake.committed.recipients().get(1).nextAttempt(), "what failed is told at once");
    }
}
