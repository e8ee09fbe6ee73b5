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
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
import org.fingerpost.api.mailer.Outcome.Handover;
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
    private Origin origin = new Origin("ESMTP", "client.example.org", "192.0.2.1", "");
    private Header header = new Header(List.of(new HeaderField("Subject: a\r\n b")));
    private long maxReturnedBytes = 1000;
    private boolean returnsBody = true;

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
        return report(job(body), body, failed);
    }

    private Job job(String body) {
        return new Job(new QueueId("TEST01"), ARRIVED, origin, sender, recipients, header, body.length(), !Utf8.isAscii(body),
                true);
    }

    /** What is wanted of these: as they are, or late if they are pending. */
    private String report(Job job, String body, JobRecipient... about) throws IOException {
        Collected out = new Collected();
        List<Reported> reported = Stream.of(about).map(r -> r.isPending()
                ? Reported.delayed(job, r, ARRIVED.plus(Duration.ofDays(5))) : Reported.settled(job, r))
                .filter(Reported::isWanted).toList();
        new DsnComposer("mx.example.com", CLOCK, maxReturnedBytes, () -> "TOKEN").compose(
                new Report(job, job.sender().isNull() ? "postmaster" : job.sender().address(), reported, returnsBody),
                body(body), out);
        return out.text();
    }

    /** The report is what is in this file, whose lines end with LF. */
    private static void assertIs(String file, String report) throws IOException {
        try (InputStream in = DsnComposerTest.class.getResourceAsStream(file)) {
            String expected = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertEquals(expected, report.replace("\r\n", "\n"), file);
        }
        assertLinesAreLegal(report);
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
        public QueueId id() {
            throw new AssertionError("the caller's");
        }

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
    void whatFailedIsReturned() throws IOException {
        JobRecipient ben = submitted("ben@example.net", Map.of("ORCPT", "rfc822;Ben+2BB@example.net", "NOTIFY", "FAILURE"));
        JobRecipient list = submitted("list", Map.of());
        JobRecipient cleo = expanded(list, new Target.ToAddress("cleo@gone.example"));
        JobRecipient program = expanded(list, new Target.ToProgram("/usr/bin/archive -x", ""));
        sender = new ReversePath("anna@example.org", Map.of("ENVID", "QQ+2B1"));
        Outcome refused = new Outcome.Failed(EnhancedStatus.of("5.3.0"), "unknown mailer error 1",
                Optional.of(new Diagnostic("x-unix", "/bin/sh", "exit status 1\nno archive")));

        assertIs("failed.eml",
                report(failed(ben, UNKNOWN), failed(cleo, Outcome.failed("5.1.2", "Host unknown")), failed(program, refused)));
    }

    @Test
    void whatIsLateIsTold() throws IOException {
        JobRecipient ben = submitted("ben@example.net", Map.of("NOTIFY", "DELAY,FAILURE"));
        JobRecipient quiet = submitted("quiet@example.net", Map.of("NOTIFY", "FAILURE"));
        Outcome busy = new Outcome.Deferred(EnhancedStatus.of("4.2.1"), "mx.example.net said 450 busy",
                Optional.of(new Diagnostic("smtp", "mx.example.net", "450 busy")));

        assertIs("delayed.eml", report(waiting(ben, busy), waiting(quiet, busy)));
    }

    @Test
    void whatWasReachedIsTold() throws IOException {
        String wish = "SUCCESS,FAILURE";
        JobRecipient eric = submitted("eric", Map.of("NOTIFY", wish));
        JobRecipient relayed = submitted("ben@example.net", Map.of("NOTIFY", wish, "ORCPT", "rfc822;ben@example.net"));
        JobRecipient list = add(submitted("list", Map.of("NOTIFY", wish)).withState(State.EXPANDED));
        recipients.remove(2);
        sender = new ReversePath("anna@example.org", Map.of("ENVID", "envid1", "RET", "FULL"));
        header = new Header(List.of(new HeaderField("Subject: a\r\n b"), new HeaderField("X: y")));

        assertIs("receipt.eml", report(taken(list, Optional.empty()),
                taken(relayed, Optional.of(new Outcome.Delivered(EnhancedStatus.of("2.0.0"), "mx.example.net said 250 ok",
                        Optional.of(new Diagnostic("smtp", "mx.example.net", "250 ok")), Handover.RELAYED))),
                taken(eric, Optional.of(new Outcome.Delivered(EnhancedStatus.of("2.1.5"), "Sent", Optional.empty(),
                        Handover.FINAL)))));
    }

    @Test
    void whatIsDueAtOneMomentIsOneReport() throws IOException {
        JobRecipient late = submitted("late@example.net", Map.of());
        JobRecipient reached = submitted("tef", Map.of("NOTIFY", "SUCCESS"));
        JobRecipient gone = submitted("gone@example.net", Map.of());

        assertIs("mixed.eml", report(waiting(late, Outcome.deferred("4.4.1", "no answer")),
                taken(reached, Optional.of(new Outcome.Delivered(EnhancedStatus.of("2.1.5"), "Sent", Optional.empty(),
                        Handover.FINAL))), failed(gone, UNKNOWN)));
    }

    @Test
    void whatHasNoSenderIsTheMastersOfThePost() throws IOException {
        sender = ReversePath.NULL;
        origin = Origin.local("");

        assertIs("postmaster.eml", report(failed(submitted("gone@example.net", Map.of()), UNKNOWN)));
    }

    @Test
    void lettersBeyondAsciiAreTyped() throws IOException {
        sender = ReversePath.of(octets("\u00fcli@example.org"));
        header = new Header(List.of(new HeaderField(octets("Subject: gr\u00fc\u00dfe"))));
        JobRecipient jose = submitted(octets("jos\u00e9@example.net"), Map.of("ORCPT", "utf-8;jos\\x{E9}@example.net"));

        assertIs("foreign.eml", report(failed(jose, UNKNOWN)));
    }

    @Test
    void lettersBeyondAsciiAreEscapedForWhoCannotHaveThem() throws IOException {
        JobRecipient jose = submitted(octets("jos\u00e9@example.net"), Map.of());
        String report = report(failed(jose, UNKNOWN));
        assertTrue(report.contains("\r\nContent-Type: message/delivery-status\r\n\r\n"), report);
        assertTrue(report.contains("\r\nFinal-Recipient: utf-8; jos\\x{E9}@example.net\r\n"), report);
        sender = new ReversePath("anna@example.org", Map.of("SMTPUTF8", ""));
        String global = report(failed(recipients.get(0), UNKNOWN));
        assertTrue(global.contains("\r\nContent-Type: message/global-delivery-status\r\nContent-Transfer-Encoding: 8bit\r\n"),
                global);
        assertTrue(global.contains(octets("\r\nFinal-Recipient: utf-8; jos\u00e9@example.net\r\n")), global);
    }

    @Test
    void whatWasToBeProtectedDoesNotGoBackInTheClear() throws IOException {
        sender = new ReversePath("anna@example.org", Map.of("REQUIRETLS", "", "RET", "FULL"));
        header = new Header(List.of(new HeaderField("Received: x"), new HeaderField("Subject: secret"),
                new HeaderField("Message-Id: <1@x>"), new HeaderField("Date: today")));
        String report = report("secret\r\n", failed(submitted("gone@example.net", Map.of()), UNKNOWN));
        assertFalse(report.contains("secret"), report);
        assertTrue(report.contains("\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-Id: <1@x>\r\nDate: today\r\n\r\n--"),
                report);
    }

    @Test
    void aBinaryBodyDoesNotComeBack() throws IOException {
        sender = new ReversePath("anna@example.org", Map.of("BODY", "BINARYMIME"));
        String report = report("a\nb\u0000", failed(submitted("gone@example.net", Map.of()), UNKNOWN));
        assertTrue(report.contains("\r\nContent-Type: text/rfc822-headers\r\n"), report);
        assertFalse(report.contains("\u0000"), report);
    }

    @Test
    void octetsThatAreNoLettersAreNotTyped() throws IOException {
        header = new Header(List.of(new HeaderField("Subject: \u00fc\u00fc")));
        String report = report(failed(submitted("\u00fc@example.net", Map.of()), UNKNOWN));

        assertTrue(report.contains("\r\nContent-Type: message/delivery-status\r\nContent-Transfer-Encoding: 8bit\r\n"), report);
        assertTrue(report.contains("\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: 8bit\r\n"), report);
        assertTrue(report.contains("\r\nFinal-Recipient: rfc822; \u00fc@example.net\r\n"), report);
    }

    @Test
    void aPolicyKeepsBodiesIn() throws IOException {
        returnsBody = false;

        assertHeaderOnly(report(failed(submitted("ben@example.net", Map.of()), UNKNOWN)));
    }

    /** UTF-8, an octet a char. */
    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static JobRecipient waiting(JobRecipient recipient, Outcome outcome) {
        return recipient.attempted(ARRIVED.plusSeconds(60), ARRIVED).withOutcome(outcome, State.PENDING, ARRIVED);
    }

    private static JobRecipient taken(JobRecipient recipient, Optional<Outcome> outcome) {
        JobRecipient due = recipient.withReceiptDue(true);
        return outcome.isEmpty() ? due
                : due.attempted(ARRIVED.plusSeconds(60), ARRIVED).withOutcome(outcome.get(), State.DELIVERED, ARRIVED);
    }

    @Test
    void aLargeMessageComesBackWithoutItsBody() throws IOException {
        maxReturnedBytes = 6;
        assertHeaderOnly(report(failed(submitted("ben@example.net", Map.of()), UNKNOWN)));

        maxReturnedBytes = 7;
        assertTrue(report(failed(recipients.get(0), UNKNOWN)).endsWith("message/rfc822\r\n\r\n"
                + "Subject: a\r\n b\r\n\r\nhello\r\n\r\n--TOKEN--\r\n"));
    }

    @Test
    void aSenderWhoWantsTheHeaderOnlyGetsNoBody() throws IOException {
        sender = new ReversePath("anna@example.org", Map.of("RET", "hdrs"));

        assertHeaderOnly(report(failed(submitted("ben@example.net", Map.of()), UNKNOWN)));
    }

    private static void assertHeaderOnly(String report) {
        assertTrue(report.endsWith("\r\n--TOKEN\r\nContent-Type: text/rfc822-headers\r\n\r\n"
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
    @CsvSource(delimiter = ';', value = {
            "             ; FAILED DELAYED",
            "NEVER        ; ''",
            "never        ; ''",
            "DELAY        ; DELAYED",
            "FAILURE      ; FAILED",
            "SUCCESS      ; DELIVERED RELAYED EXPANDED",
            "SUCCESS,DELAY; DELAYED DELIVERED RELAYED EXPANDED",
            "success,failure,delay; FAILED DELAYED DELIVERED RELAYED EXPANDED"})
    void theSenderSaysWhatToHearOf(String notify, String wanted) {
        Map<String, String> parameters = notify == null ? Map.of() : Map.of("NOTIFY", notify);

        assertEquals(wanted, Stream.of(Action.values()).filter(Notify.of(parameters)::wants).map(Action::name)
                .collect(Collectors.joining(" ")));
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
        origin = Origin.local("anna");
        recipients.clear();
        JobRecipient ben = failed(submitted("ben@example.net", Map.of()), UNKNOWN);
        Job job = job("");
        Collected out = new Collected();
        new DsnComposer("mx.example.com", CLOCK)
                .compose(new Report(job, job.sender().address(), List.of(Reported.settled(job, ben)), true), body(""), out);
        return out.text();
    }
}
