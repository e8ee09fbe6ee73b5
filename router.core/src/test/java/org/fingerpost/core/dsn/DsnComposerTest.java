package org.fingerpost.core.dsn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.Diagnostic;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.api.queue.JobRecipient.Target;
import org.fingerpost.api.submit.Content;
import org.fingerpost.api.submit.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DsnComposerTest {

    private static final Instant ARRIVED = Instant.parse("2026-03-05T07:08:09Z");
    private static final Clock CLOCK = Clock.fixed(ARRIVED.plusSeconds(3600), ZoneOffset.ofHours(1));
    private static final Outcome UNKNOWN = new Outcome.Failed(EnhancedStatus.of("5.1.1"), "User unknown",
            Optional.of(new Diagnostic("smtp", "mx.example.net", "550-5.1.1 no such user\n550 5.1.1 ask somebody else")));

    private final List<JobRecipient> recipients = new ArrayList<>();
    private ReversePath sender = ReversePath.of("anna@example.org");
    private long maxReturnedBytes = 1000;

    private JobRecipient submitted(String address, Map<String, String> parameters) {
        return add(JobRecipient.submitted(recipients.size(), new Recipient(address, parameters), ARRIVED));
    }

    private JobRecipient expanded(JobRecipient parent, Target target) {
        return add(parent.child(recipients.size(), target, ARRIVED));
    }

    private JobRecipient add(JobRecipient recipient) {
        recipients.add(recipient);
        return recipient;
    }

    private static JobRecipient failed(JobRecipient recipient, Outcome outcome) {
        return recipient.attempted(ARRIVED.plusSeconds(60), ARRIVED).withOutcome(outcome, State.FAILED, ARRIVED);
    }

    private String report(JobRecipient... failed) throws IOException {
        return report("hello\r\n", failed);
    }

    private String report(String body, JobRecipient... failed) throws IOException {
        Job job = new Job(new QueueId("TEST01"), ARRIVED, new Origin("ESMTP", "client.example.org", "192.0.2.1", ""), sender,
                recipients, new Header(List.of(new HeaderField("Subject: a\r\n b"))), body.length(), false, true);
        Collected out = new Collected();
        new DsnComposer("mx.example.com", CLOCK, maxReturnedBytes, () -> "TOKEN")
                .compose(job, job.sender().address(), Action.FAILED,
                Stream.of(failed).filter(Action.FAILED::isWantedFor).toList(), ARRIVED, body(body), out);
        return out.text();
    }

    private static Body body(String octets) {
        return new Body() {
            @Override
            public long size() {
                return octets.length();
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(octets.getBytes(StandardCharsets.ISO_8859_1));
            }
        };
    }

    private static final class Collected implements Content {

        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

        @Override
        public void write(byte[] from, int offset, int length) {
            octets.write(from, offset, length);
        }

        String text() {
            return octets.toString(StandardCharsets.ISO_8859_1);
        }

        @Override
        public CompletionStage<Verdict> commit() {
            throw new AssertionError("the caller commits");
        }
    }

    @Test
    void theReportHasThreeParts() throws IOException {
        JobRecipient ben = submitted("ben@example.net", Map.of("ORCPT", "rfc822;Ben+2BB@example.net", "NOTIFY", "FAILURE"));
        JobRecipient list = submitted("list", Map.of());
        JobRecipient cleo = expanded(list, new Target.ToAddress("cleo@gone.example"));
        JobRecipient program = expanded(list, new Target.ToProgram("/usr/bin/archive -x"));
        sender = new ReversePath("anna@example.org", Map.of("ENVID", "QQ+2B1"));
        Outcome refused = new Outcome.Failed(EnhancedStatus.of("5.3.0"), "unknown mailer error 1",
                Optional.of(new Diagnostic("x-unix", "/bin/sh", "exit status 1\nno archive")));

        assertEquals("""
                Date: Thu, 5 Mar 2026 09:08:09 +0100
                From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example.com>
                Message-ID: <TEST01.TOKEN@mx.example.com>
                To: <anna@example.org>
                Subject: Returned mail: see transcript for details
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status;
                 boundary="TOKEN"
                Content-Transfer-Encoding: 8bit

                This is a MIME-encapsulated message

                --TOKEN
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                The original message was received at Thu, 5 Mar 2026 08:08:09 +0100
                from client.example.org [192.0.2.1]

                   ----- The following addresses had permanent fatal errors -----
                <ben@example.net>
                    (reason: 5.1.1 User unknown)
                <list>
                    <cleo@gone.example> (expanded from: <list>)
                    (reason: 5.1.2 Host unknown)
                <list>
                    "|/usr/bin/archive -x" (expanded from: <list>)
                    (reason: 5.3.0 unknown mailer error 1)

                   ----- Transcript of session follows -----
                ... while talking to mx.example.net:
                <<< 550-5.1.1 no such user
                <<< 550 5.1.1 ask somebody else
                5.1.1 <ben@example.net>... User unknown
                5.1.2 <cleo@gone.example>... Host unknown
                ... while running /bin/sh:
                <<< exit status 1
                <<< no archive
                5.3.0 "|/usr/bin/archive -x"... unknown mailer error 1

                --TOKEN
                Content-Type: message/delivery-status
                Content-Transfer-Encoding: 8bit

                Original-Envelope-Id: QQ+1
                Reporting-MTA: dns; mx.example.com
                Arrival-Date: Thu, 5 Mar 2026 08:08:09 +0100

                Original-Recipient: rfc822; Ben+B@example.net
                Final-Recipient: rfc822; ben@example.net
                Action: failed
                Status: 5.1.1
                Remote-MTA: dns; mx.example.net
                Diagnostic-Code: smtp; 550-5.1.1 no such user
                 550 5.1.1 ask somebody else
                Last-Attempt-Date: Thu, 5 Mar 2026 08:09:09 +0100

                Final-Recipient: rfc822; cleo@gone.example
                Action: failed
                Status: 5.1.2
                Last-Attempt-Date: Thu, 5 Mar 2026 08:09:09 +0100

                Final-Recipient: rfc822; list@mx.example.com
                X-Actual-Recipient: x-unix; |/usr/bin/archive -x
                Action: failed
                Status: 5.3.0
                Diagnostic-Code: x-unix; exit status 1
                 no archive
                Last-Attempt-Date: Thu, 5 Mar 2026 08:09:09 +0100

                --TOKEN
                Content-Type: message/rfc822
                Content-Transfer-Encoding: 8bit

                Subject: a
                 b

                hello

                --TOKEN--
                """.replace("\n", "\r\n"),
                report(failed(ben, UNKNOWN), failed(cleo, Outcome.failed("5.1.2", "Host unknown")), failed(program, refused)));
    }

    @Test
    void aLargeMessageComesBackWithoutItsBody() throws IOException {
        maxReturnedBytes = 6;
        assertHeaderOnly(report(failed(submitted("ben@example.net", Map.of()), UNKNOWN)));

        maxReturnedBytes = 7;
        assertTrue(report(recipients.get(0)).endsWith("message/rfc822\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
                + "Subject: a\r\n b\r\n\r\nhello\r\n\r\n--TOKEN--\r\n"));
    }

    @Test
    void aSenderWhoWantsTheHeaderOnlyGetsNoBody() throws IOException {
        sender = new ReversePath("anna@example.org", Map.of("RET", "hdrs"));

        assertHeaderOnly(report(failed(submitted("ben@example.net", Map.of()), UNKNOWN)));
    }

    private static void assertHeaderOnly(String report) {
        assertTrue(report.endsWith("\r\n--TOKEN\r\nContent-Type: text/rfc822-headers\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
                + "Subject: a\r\n b\r\n\r\n--TOKEN--\r\n"), report);
    }

    @Test
    void theBodyIsReturnedOctetByOctet() throws IOException {
        StringBuilder octets = new StringBuilder();
        for (char c = 0; c <= 0xff; c++) {
            octets.append(c == '\r' || c == '\n' ? "" : c);
        }
        String body = (octets + "\r\n").repeat(500);
        maxReturnedBytes = body.length();

        assertTrue(report(body, failed(submitted("ben@example.net", Map.of()), UNKNOWN))
                .contains("\r\n\r\n" + body + "\r\n--TOKEN--"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"NEVER; false", "never; false", "DELAY; false", "SUCCESS,DELAY; false", "FAILURE; true",
        "success,failure,delay; true"})
    void theSenderSaysWhatToHearOf(String notify, boolean wanted) {
        assertEquals(wanted, Action.FAILED.isWantedFor(submitted("ben@example.net", Map.of("NOTIFY", notify))));
        assertTrue(Action.FAILED.isWantedFor(submitted("ben@example.net", Map.of())));
    }

    @Test
    void recipientsThatAreNotWantedAreLeftOut() throws IOException {
        JobRecipient never = failed(submitted("never@example.net", Map.of("NOTIFY", "NEVER")), UNKNOWN);
        JobRecipient ben = failed(submitted("ben@example.net", Map.of()), UNKNOWN);

        assertFalse(report(never, ben).contains("never@"));
        assertThrows(IllegalArgumentException.class, () -> report(never));
    }

    @Test
    void nothingFromOutsideEndsALineOrField() throws IOException {
        Map<String, String> parameters = Map.of("ORCPT", "rfc822;x+0D+0ABcc:+20y@example.net");
        Outcome hostile = new Outcome.Failed(EnhancedStatus.of("5.0.0"), "tab\tand nul\u0000", Optional.of(
                new Diagnostic("smtp", "mx\r\nX-Bad: 1", "550 a\n\n--TOKEN\rX-Bad: 2\n\tX-Bad: 3\n" + "\u00fc".repeat(3000))));
        String report = report(failed(submitted("ben@example.net", parameters), hostile));

        assertTrue(report.contains("\r\nOriginal-Recipient: rfc822; x??Bcc: y@example.net\r\n"), report);
        assertTrue(report.contains("(reason: 5.0.0 tab and nul?)\r\n"), report);
        assertTrue(report.contains("\r\nRemote-MTA: dns; mx?\r\n X-Bad: 1\r\n"), report);
        assertTrue(report.contains(
                "\r\nDiagnostic-Code: smtp; 550 a\r\n --TOKEN?X-Bad: 2\r\n X-Bad: 3\r\n \u00fc\u00fc"), report);
        assertFalse(report.contains("\nX-Bad"));
        assertLinesAreLegal(report);
    }

    @Test
    void longValuesAreFoldedOrContinued() throws IOException {
        String address = "u".repeat(3000) + "@example.net";
        sender = ReversePath.of("s".repeat(3000));
        Outcome wordy = Outcome.failed("5.0.0", "word ".repeat(1000));
        String report = report(failed(submitted(address, Map.of()), wordy));

        assertLinesAreLegal(report);
        assertTrue(report.replace("\r\n ", "").contains("Final-Recipient: rfc822;" + address + "\r\n"));
    }

    @Test
    void wordsStayWholeWhenAFieldIsFolded() {
        Collected out = new Collected();
        new ReportLines(out).field("Diagnostic-Code",
                "smtp; 550 5.7.1 this  reply goes on for longer than a line should, as some do");

        assertEquals("Diagnostic-Code: smtp; 550 5.7.1 this  reply goes on for longer than a line\r\n should, as some do\r\n",
                out.text());
    }

    private static void assertLinesAreLegal(String report) {
        for (String line : report.split("\r\n", -1)) {
            assertTrue(line.length() <= 998, "a line has " + line.length() + " octets");
            assertTrue(line.indexOf('\r') < 0 && line.indexOf('\n') < 0, line);
        }
    }

    @Test
    void localSendersAreNamed() throws IOException {
        assertTrue(localReport().contains("\r\nfrom anna@localhost\r\n"));
    }

    @Test
    void boundariesCannotBeGuessed() throws IOException {
        String one = boundary(localReport());

        assertTrue(one.matches("[0-9a-f]{40}"), one);
        assertNotEquals(one, boundary(localReport()));
    }

    private static String boundary(String report) {
        return report.replaceFirst("(?s).*boundary=\"([^\"]*)\".*", "$1");
    }

    private String localReport() throws IOException {
        JobRecipient ben = failed(JobRecipient.submitted(0, Recipient.of("ben@example.net"), ARRIVED), UNKNOWN);
        Job job = new Job(new QueueId("TEST01"), ARRIVED, Origin.local("anna"), sender, List.of(ben), Header.EMPTY,
                0, false, true);
        Collected out = new Collected();
        new DsnComposer("mx.example.com", CLOCK).compose(job, job.sender().address(), Action.FAILED, List.of(ben), ARRIVED,
                body(""), out);
        return out.text();
    }
}
