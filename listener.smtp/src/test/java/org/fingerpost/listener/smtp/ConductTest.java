package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.filter.FilterSession;
import org.fingerpost.api.filter.Finding;
import org.fingerpost.api.instance.Networks;
import org.fingerpost.api.mail.ClientHost;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.submit.Arrival;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.listener.smtp.ClientLimits.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that behave badly, and what filters say of them, at the protocol core. */
@Timeout(60)
class ConductTest {

    private static final Duration SHORT = Duration.ofMillis(5);
    private static final Duration LONG = Duration.ofHours(1);

    private final RecordingOffice office = new RecordingOffice();
    private final PostOffices offices = new PostOffices();
    private final BlockingQueue<String> wakeUps = new LinkedBlockingQueue<>();
    private final StringBuilder replies = new StringBuilder();
    private ClientLimits limits = ClientLimits.of(10);
    private ClientQuota quota = new ClientQuota(false, () -> limits, System::nanoTime);
    private SecurityRules security = SecurityRules.DEFAULT;
    private SmtpSession session;

    private void begin(Conduct.Limits conduct, Duration greetingDelay, EarlyTalk earlyTalk, Service service) {
        offices.bind(office);
        session = new SmtpSession(service, new Caller("192.0.2.7", quota, Arrival.MTA),
                CompletableFuture.completedFuture(ClientHost.UNKNOWN), offices,
                new SessionRules(100, 50, BareNewlines.REJECT, conduct, greetingDelay, earlyTalk, false, Set.of(),
                        security), () -> wakeUps.add("wake"));
        session.open();
        send("");
    }

    private void begin(Conduct.Limits conduct) {
        begin(conduct, Duration.ZERO, EarlyTalk.REJECT, Service.SMTP);
        replies();
    }

    private ConductTest send(String octets) {
        ByteBuffer input = ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1));
        while (session.canTake(input)) {
            session.take(input).ifPresent(reply -> replies.append(new String(reply.toBytes(), StandardCharsets.ISO_8859_1)));
        }
        return this;
    }

    private String replies() {
        String all = replies.toString();
        replies.setLength(0);
        return all;
    }

    /** Waits, for long if need be, for a reply that is delayed. */
    private String laterReply() throws InterruptedException {
        while (replies.length() == 0) {
            assertTrue(wakeUps.poll(30, TimeUnit.SECONDS) != null, "woken");
            send("");
        }
        return replies();
    }

    private static Conduct.Limits limits(int idle, int refused, int free, Duration delay) {
        return new Conduct.Limits(idle, refused, free, delay, LONG);
    }

    @Test
    void eachFurtherBadCommandCostsMoreTime() {
        SessionRules rules = new SessionRules(100, 100, BareNewlines.REJECT,
                new Conduct.Limits(100, 100, 2, Duration.ofSeconds(1), Duration.ofSeconds(3)), Duration.ZERO, EarlyTalk.REJECT,
                false, Set.of(), SecurityRules.DEFAULT);
        Conduct conduct = new Conduct(rules, () -> quota);
        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            assertEquals(Optional.empty(), i % 2 == 0 ? conduct.error() : conduct.refusedRecipient());
            seconds.add(conduct.takePenalty().toSeconds());
        }
        assertEquals(List.of(0L, 0L, 1L, 2L, 3L, 3L, 3L), seconds);
        assertEquals(Duration.ZERO, conduct.takePenalty());
        ClientQuota exempt = new ClientQuota(true, () -> limits, System::nanoTime);
        Conduct trusted = new Conduct(rules, () -> exempt);
        for (int i = 0; i < 9; i++) {
            trusted.error();
        }
        assertEquals(Duration.ZERO, trusted.takePenalty());
    }

    @Test
    void theTarPitHoldsTheReplyAndNoThread() throws Exception {
        begin(limits(100, 100, 1, SHORT));
        assertEquals("500 5.5.1 command not recognized\r\n", send("XXXX\r\n").replies());
        send("XXXX\r\n");
        assertEquals("500 5.5.1 command not recognized\r\n", laterReply());
        assertEquals("250 2.0.0 ok\r\n", send("NOOP\r\n").replies());
        begin(limits(100, 100, 0, LONG));
        assertEquals("", send("XXXX\r\n").replies());
        assertTrue(session.isWaiting());
        session.stop("4.3.2", "ends");
        assertEquals(Phase.OVER, session.phase());
    }

    @Test
    void refusedRecipientsCostTimeAndThenTheSession() throws Exception {
        office.verdicts.put("rcpt <no@d>", Verdict.of(550, "5.1.1", "unknown"));
        begin(limits(100, 3, 2, SHORT));
        send("HELO c\r\nMAIL FROM:<a@b>\r\nRCPT TO:<no@d>\r\nRCPT TO:<no@d>\r\n");
        assertTrue(replies().endsWith("550 5.1.1 unknown\r\n550 5.1.1 unknown\r\n"));
        send("RCPT TO:<no@d>\r\n");
        assertEquals("550 5.1.1 unknown\r\n", laterReply());
        assertEquals("421 4.7.0 mx.example too many unknown recipients, closing\r\n", send("RCPT TO:<no@d>\r\n").laterReply());
    }

    @Test
    void aFloodOfCommandsWithoutAMessageCountsAsErrors() {
        begin(limits(10, 100, 1000, Duration.ZERO));
        String said = send("NOOP\r\nRSET\r\n".repeat(5)).replies();
        assertFalse(said.contains("421"), said);
        said = send("NOOP\r\n".repeat(60)).replies();
        assertTrue(said.endsWith("421 4.7.0 mx.example too many errors, closing\r\n"), said);
        assertEquals(50, said.split("\r\n").length);
    }

    @Test
    void aMessageMakesUpForThem() {
        begin(limits(10, 100, 1000, Duration.ZERO));
        String message = "MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nx\r\n.\r\n";
        String said = send("HELO c\r\n" + ("NOOP\r\n".repeat(9) + message).repeat(20)).replies();
        assertFalse(said.contains("421"), said);
        assertEquals(20, office.accepted.size());
    }

    @Test
    void messagesAndRecipientsAreRefusedForNowWhenThereAreTooMany() {
        limits = new ClientLimits(10, Map.of(Event.MESSAGE, 1, Event.RECIPIENT, 2), Duration.ofHours(1), 64, Networks.NONE);
        begin(Conduct.Limits.NONE);
        send("HELO c\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nRCPT TO:<c@d>\r\nRCPT TO:<c@d>\r\n");
        assertTrue(replies().endsWith("450 4.7.1 too many recipients from your address, try again later\r\n"));
        assertEquals("250 2.0.0 reset\r\n450 4.7.1 too many messages from your address, try again later\r\n",
                send("RSET\r\nMAIL FROM:<a@b>\r\n").replies());
    }

    @Test
    void whoGuessesPasswordsIsSentAway() {
        limits = new ClientLimits(10, Map.of(Event.AUTH_FAILURE, 2), Duration.ofHours(1), 64, Networks.NONE);
        offices.security().bind(1, new FakeAuthenticator());
        security = new SecurityRules(true, false, false, Networks.NONE, Networks.NONE, Duration.ofMinutes(1));
        String guess = "AUTH PLAIN AGpvZQBndWVzcw==\r\n"; // joe, guess
        begin(Conduct.Limits.NONE);
        assertEquals("535 5.7.8 authentication failed\r\n".repeat(2)
                + "421 4.7.0 too many failures to authenticate, try again later\r\n",
                send("EHLO c\r\n").send(guess.repeat(3)).replies().replaceFirst("(?s)^250-.*250 [^\\r]*\\r\\n", ""));
        begin(Conduct.Limits.NONE);
        assertTrue(send("EHLO c\r\n").send(guess).replies()
                .endsWith("421 4.7.0 too many failures to authenticate, try again later\r\n"), "in the next session at once");
    }

    @Test
    void whoTalksBeforeTheGreetingIsRefused() throws Exception {
        begin(Conduct.Limits.NONE, LONG, EarlyTalk.REJECT, Service.SMTP);
        assertEquals("", replies());
        session.heard();
        assertEquals("554 5.5.1 mx.example talks first; you did not wait\r\n", laterReply());
        assertEquals(Phase.OVER, session.phase());
    }

    @Test
    void whoWaitsIsGreeted() throws Exception {
        begin(Conduct.Limits.NONE, SHORT, EarlyTalk.REJECT, Service.SMTP);
        assertEquals("220 mx.example ESMTP Fingerpost\r\n", laterReply());
        session.heard();
        assertEquals("250 mx.example\r\n", send("HELO c\r\n").replies());
    }

    @Test
    void earlyTalkMayBeBorne() throws Exception {
        begin(Conduct.Limits.NONE, SHORT, EarlyTalk.ACCEPT, Service.SMTP);
        session.heard();
        assertEquals("220 mx.example ESMTP Fingerpost\r\n", laterReply());
    }

    @Test
    void onlyStrangersWaitForTheGreeting() {
        begin(Conduct.Limits.NONE, LONG, EarlyTalk.REJECT, Service.SUBMISSION);
        assertTrue(replies().startsWith("220 "));
        quota = new ClientQuota(true, () -> limits, System::nanoTime);
        begin(Conduct.Limits.NONE, LONG, EarlyTalk.REJECT, Service.SMTP);
        assertTrue(replies().startsWith("220 "));
    }

    // --- filters

    private static final Verdict SPAM = Verdict.of(554, "5.7.1", "spam");

    private FilterSession refusing(String step, CompletionStage<Finding> finding) {
        return new FilterSession() {
            @Override
            public CompletionStage<Finding> connect() {
                return at("connect");
            }

            @Override
            public CompletionStage<Finding> hello(Origin client) {
                return at("hello " + client.name());
            }

            @Override
            public CompletionStage<Finding> mail(Origin client, ReversePath sender) {
                return at("mail " + sender);
            }

            @Override
            public CompletionStage<Finding> rcpt(Recipient recipient) {
                return at("rcpt " + recipient);
            }

            @Override
            public CompletionStage<Finding> data() {
                return at("data");
            }

            private CompletionStage<Finding> at(String asked) {
                office.log.add("filter " + asked);
                return asked.startsWith(step) ? finding : Finding.PASS;
            }

            @Override
            public void close() {
                office.log.add("filter close");
            }
        };
    }

    private String all(String step, Verdict refusal) {
        office.filters = refusing(step, FilterSession.now(new Finding.Refuse(refusal)));
        begin(Conduct.Limits.NONE);
        return send("HELO c\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n").replies();
    }

    @Test
    void aFilterIsAskedAtEachStepThatThePolicyTakes() {
        office.verdicts.put("rcpt <no@d>", Verdict.of(550, "5.1.1", "unknown"));
        all("nothing", SPAM);
        send("x\r\n.\r\nMAIL FROM:<a@b>\r\nRCPT TO:<no@d>\r\nQUIT\r\n");
        assertEquals(List.of("filter connect", "filter hello c", "filter mail <a@b>", "filter rcpt <c@d>", "filter data",
                "filter mail <a@b>", "filter close"), office.log.stream().filter(line -> line.startsWith("filter")).toList());
    }

    @Test
    void aFilterRefusesAClient() {
        assertTrue(all("connect", SPAM).startsWith("250 mx.example\r\n554 5.7.1 spam\r\n"));
        office.filters = refusing("connect", FilterSession.now(new Finding.Refuse(Verdict.of(421, "4.7.0", "go"))));
        begin(Conduct.Limits.NONE, Duration.ZERO, EarlyTalk.REJECT, Service.SMTP);
        assertEquals("421 4.7.0 go\r\n", replies());
    }

    @Test
    void aFilterRefusesAStep() {
        assertTrue(all("hello", SPAM).startsWith("554 5.7.1 spam\r\n503 5.5.1 say EHLO"));
        assertTrue(all("mail", SPAM).endsWith("554 5.7.1 spam\r\n503 5.5.1 need MAIL first\r\n503 5.5.1 need MAIL first\r\n"));
        String said = all("rcpt", SPAM);
        assertTrue(said.endsWith("554 5.7.1 spam\r\n554 5.5.1 no valid recipients\r\n"), said);
        assertTrue(office.log.contains("withdraw"));
        said = all("data", Verdict.of(451, "4.7.1", "later"));
        assertTrue(said.endsWith("451 4.7.1 later\r\n"), said);
        assertTrue(send("DATA\r\n").replies().startsWith("451"));
    }

    @Test
    void noThreadWaitsForAFilter() throws Exception {
        CompletableFuture<Finding> asked = new CompletableFuture<>();
        office.filters = refusing("rcpt", asked);
        begin(Conduct.Limits.NONE);
        send("HELO c\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\n");
        replies();
        assertTrue(session.isWaiting());
        asked.complete(Finding.CONTINUE);
        assertEquals("250 2.1.0 fine\r\n", laterReply());
    }
}
