package org.fingerpost.core.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.filter.FilterSession;
import org.fingerpost.api.mail.ClientHost;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.filter.FilterSession;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.Protection;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.submit.Admission;
import org.fingerpost.api.submit.Content;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.core.Jobs;
import org.fingerpost.core.load.LoadState;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.TestPolicy;
import org.fingerpost.core.request.Terms;
import org.fingerpost.core.services.Services;
import org.junit.jupiter.api.Test;

/** What becomes of parameters of MAIL, and of messages whose authors hand them in themselves. */
class SubmissionTest {

    private static final Protection PROTECTED = new Protection("TLSv1.3", "TLS_AES_256_GCM_SHA384", 256, "", "", false, "PLAIN");
    private static final Origin STRANGER = new Origin("ESMTP", "client.example", "192.0.2.1", "");
    private static final Origin ANN = new Origin("ESMTPSA", "client.example", "192.0.2.1", "ann", ClientHost.UNKNOWN, PROTECTED);
    private static final Terms NAMING = new Terms() {
        @Override
        public boolean namesSender() {
            return true;
        }

        @Override
        public String domain() {
            return "site.example";
        }
    };

    private final MemoryIntake intake = new MemoryIntake();
    private final Services services = new Services();
    private final Generation generation = TestPolicy.generation(services, Path.of("/"), Map.of(), List.of("tef"));
    private Origin origin = ANN;
    private boolean submission = true;
    private Terms terms = Terms.USUAL;
    private ReversePath sender = ReversePath.of("ann@here.example");
    private Verdict ofMail;

    private Verdict submit(String message) throws Exception {
        MailTransaction transaction = new MailTransaction(generation, new PolicyChecks(generation, services, origin,
                Admission.GRANTED), intake, () -> LoadState.NORMAL, Clock.fixed(Jobs.NOW, ZoneOffset.UTC),
                new Submitter(origin, submission, terms), FilterSession.INDIFFERENT);
        ofMail = transaction.mail(sender);
        assertTrue(transaction.rcpt(Recipient.of("tef")).isAccepted());
        Content content = transaction.content();
        byte[] octets = message.getBytes(StandardCharsets.ISO_8859_1);
        for (byte octet : octets) {
            content.write(new byte[] {octet}, 0, 1);
        }
        return content.commit().toCompletableFuture().join();
    }

    private String header() {
        return String.join("\n", intake.committed.header().fields().stream().skip(1).map(HeaderField::raw).toList());
    }

    private Map<String, String> parameters() {
        return intake.committed.sender().parameters();
    }

    private void sender(String keyword, String value) {
        sender = new ReversePath("ann@here.example", Map.of(keyword, value));
    }

    @Test
    void whatAnAuthorLeftOutIsPutIn() throws Exception {
        sender = ReversePath.of("ann");
        assertTrue(submit("To: tef, b@far.example\r\nSubject: x\r\n\r\nhello\r\n").isAccepted());
        assertEquals("ann@here.example", intake.committed.sender().address());
        assertTrue(header().matches("""
                To: tef@here\\.example, b@far\\.example
                Subject: x
                Date: .*
                Message-ID: <\\d+\\.JOB00001@here\\.example>
                From: <ann@here\\.example>"""), header());
    }

    @Test
    void whatIsThereStays() throws Exception {
        String header = "Date: yesterday\nMESSAGE-ID: <1@x>\nFrom: Ann <ann@here.example>\nSender: eve@here.example";
        assertTrue(submit(header.replace("\n", "\r\n") + "\r\n\r\nhello\r\n").isAccepted());
        assertEquals(header, header());
    }

    @Test
    void mailOfOthersIsNotPutRight() throws Exception {
        submission = false;
        sender = ReversePath.of("ann");
        assertTrue(submit("To: tef\r\nFrom: a\r\nFrom: b\r\n\r\nhello\r\n").isAccepted());
        assertEquals("ann", intake.committed.sender().address());
        assertEquals("To: tef\nFrom: a\nFrom: b", header());
    }

    @Test
    void theSenderIsNamedWhereHeIsNotTheAuthor() throws Exception {
        terms = NAMING;
        submit("From: Bob <bob@here.example>\r\nSender: eve@here.example\r\nDate: x\r\nMessage-Id: x\r\n\r\nhello\r\n");
        assertTrue(header().endsWith("\nSender: <ann@site.example>"), header());
        assertFalse(header().contains("eve"), header());
        submit("From: Ann <ANN>\r\nDate: x\r\nMessage-Id: x\r\n\r\nhello\r\n");
        assertFalse(header().contains("Sender"), header());
    }

    @Test
    void whatNobodyCanHaveMeantIsRefused() throws Exception {
        assertEquals("554 5.6.0 The message has more than one field From",
                submit("From: a@x\r\nfrom: b@x\r\n\r\nhello\r\n").toString());
        assertTrue(intake.closed);
    }

    @Test
    void whatIsHeldIsNotDueBefore() throws Exception {
        sender("HOLDFOR", "3600");
        assertTrue(submit("Subject: x\r\n\r\nhello\r\n").isAccepted());
        Instant until = Jobs.NOW.plusSeconds(3600);
        JobRecipient held = intake.committed.recipients().get(0);
        assertEquals(until, held.nextAttempt());
        assertEquals("held until " + until + ", as its sender asked", held.lastOutcome().orElseThrow().text());
        assertEquals(Map.of("HOLDUNTIL", until.toString()), parameters());
        assertEquals(Optional.of(until), intake.committed.nextAttempt());
    }

    @Test
    void aStrangersWishesDoNotCount() throws Exception {
        origin = STRANGER;
        sender("MT-PRIORITY", "9");
        submit("Subject: x\r\n\r\nhello\r\n");
        assertEquals("250 2.3.6", ofMail.code() + " " + ofMail.status());
        assertEquals(Map.of(), parameters());
        sender("AUTH", "ann@here.example");
        submit("Subject: x\r\n\r\nhello\r\n");
        assertEquals(Map.of("AUTH", "<>"), parameters());
    }

    @Test
    void aUserMaySayThatTheMailIsHis() throws Exception {
        sender("AUTH", "ann");
        submit("Subject: x\r\n\r\nhello\r\n");
        assertEquals(Map.of("AUTH", "ann"), parameters());
        sender("AUTH", "bob");
        submit("Subject: x\r\n\r\nhello\r\n");
        assertEquals(Map.of("AUTH", "<>"), parameters());
    }

    @Test
    void binaryIsWhatIsNoLines() throws Exception {
        sender("BODY", "BINARYMIME");
        submit("Subject: x\r\n\r\nhello\r\n");
        assertEquals(Map.of("BODY", "8BITMIME"), parameters());
        submit("Subject: x\r\n\r\nhel\nlo\r\n");
        assertEquals(Map.of("BODY", "BINARYMIME"), parameters());
        submit("Subject: x\r\n\r\nhello");
        assertEquals(Map.of("BODY", "BINARYMIME"), parameters());
    }

    @Test
    void theTraceSaysHowItCame() throws Exception {
        sender("SMTPUTF8", "");
        submit("Subject: x\r\n\r\nhello\r\n");
        assertTrue(intake.committed.header().fields().get(0).value().contains("with UTF8SMTPSA"),
                intake.committed.header().fields().get(0).raw());
        sender = ReversePath.of("ann@here.example");
        submit("Subject: x\r\n\r\nhello\r\n");
        assertTrue(intake.committed.header().fields().get(0).value().contains("with ESMTPSA"),
                intake.committed.header().fields().get(0).raw());
    }
}
