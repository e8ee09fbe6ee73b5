package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mailer on real sockets. */
@Timeout(60)
final class SmtpMailerTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final NameLookup SYSTEM = host -> List.of(InetAddress.getAllByName(host));
    private static final int MIB = 1024 * 1024;

    private SmtpMailer mailer = mailer(patient());

    @AfterEach
    void stop() {
        mailer.stop();
    }

    private static Timeouts patient() {
        return new Timeouts(LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG);
    }

    private static SmtpMailer mailer(Timeouts timeouts) {
        return mailer(timeouts, 1000, 1000);
    }

    private static SmtpMailer mailer(Timeouts timeouts, int perHost, int waiting) {
        return new SmtpMailer(new Settings(timeouts, 1000, perHost, waiting, 2, Optional.empty()), SYSTEM, LONG);
    }

    private void use(SmtpMailer other) {
        mailer.stop();
        mailer = other;
    }

    private CompletableFuture<List<Outcome>> begin(Delivery delivery) {
        return mailer.deliver(delivery).toCompletableFuture();
    }

    private List<Outcome> deliver(Delivery delivery) throws Exception {
        return begin(delivery).get(30, TimeUnit.SECONDS);
    }

    private static String status(List<Outcome> outcomes) {
        return String.join(" ", outcomes.stream().map(outcome -> outcome.status().toString()).toList());
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertTrue(latch.await(30, TimeUnit.SECONDS));
    }

    // --- dialogues

    @Test
    void deliversTheMessage() throws Exception {
        CompletableFuture<String> content = new CompletableFuture<>();
        try (ScriptedServer server = new ScriptedServer(peer -> content.complete(peer.takeMail()))) {
            TestDelivery delivery = TestDelivery.to(server.host()).body(TestBody.of(".hello\r\n..\r\n"));
            Outcome outcome = deliver(delivery).get(0);
            assertEquals("127.0.0.1 said in reply to the end of data: 250 2.0.0 taken", outcome.text());
            assertEquals("Subject: test\r\n\r\n.hello\r\n..\r\n", content.get(10, TimeUnit.SECONDS));
            assertTrue(delivery.progress.get() >= 6, "signs of life: " + delivery.progress);
        }
    }

    @Test
    void eachRecipientHasItsOwnOutcome() throws Exception {
        CompletableFuture<List<String>> commands = new CompletableFuture<>();
        ScriptedServer.Script script = peer -> {
            peer.say("220 mx.test");
            peer.answer("250-mx.test", "250 PIPELINING");
            for (String reply : List.of("250 ok", "250 ok", "550 5.1.1 no", "450 4.2.0 later", "354 go on")) {
                peer.answer(reply);
            }
            peer.readContent();
            peer.say("250 taken");
            commands.complete(peer.commands);
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            assertEquals("2.0.0 5.1.1 4.2.0", status(deliver(TestDelivery.to(server.host(), "a@x", "b@x", "c@x"))));
            assertEquals(List.of("EHLO client.test", "MAIL FROM:<s@client.test>", "RCPT TO:<a@x>", "RCPT TO:<b@x>", "RCPT TO:<c@x>",
                    "DATA"), commands.get(10, TimeUnit.SECONDS));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, the connection", "1, EHLO", "2, MAIL FROM", "3, RCPT TO", "4, DATA"})
    void serverThatClosesInMidDialogueDefers(int answered, String awaited) throws Exception {
        try (ScriptedServer server = new ScriptedServer(peer -> playUpTo(answered, peer))) {
            Outcome outcome = deliver(TestDelivery.to(server.host())).get(0);
            assertEquals("4.4.2", outcome.status().toString());
            assertTrue(outcome.text().contains("lost while waiting for the reply to " + awaited), outcome.text());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, the connection", "1, EHLO", "2, MAIL FROM", "3, RCPT TO", "4, DATA"})
    void serverThatHangsDefers(int answered, String awaited) throws Exception {
        use(mailer(new Timeouts(LONG, LONG, SHORT, SHORT, SHORT, LONG, LONG, LONG)));
        ScriptedServer.Script script = peer -> {
            playUpTo(answered, peer);
            peer.readToEnd();
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            Outcome outcome = deliver(TestDelivery.to(server.host())).get(0);
            assertEquals("4.4.2", outcome.status().toString());
            assertTrue(outcome.text().contains("too long: waited for the reply to " + awaited), outcome.text());
        }
    }

    private static void playUpTo(int answered, ScriptedServer.Peer peer) throws IOException {
        List<String> replies = List.of("220 mx.test", "250 mx.test", "250 ok", "250 ok");
        for (int i = 0; i < answered; i++) {
            peer.say(replies.get(i));
            peer.readLine();
        }
    }

    @Test
    void serverThatClosesAfterTheDotDefers() throws Exception {
        ScriptedServer.Script script = peer -> {
            peer.takeEnvelope();
            peer.readContent();
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            assertEquals("4.4.2", status(deliver(TestDelivery.to(server.host()))));
        }
    }

    @Test
    void serverThatNeverAnswersTheDotDefers() throws Exception {
        use(mailer(new Timeouts(LONG, LONG, LONG, LONG, LONG, LONG, SHORT, LONG)));
        ScriptedServer.Script script = peer -> {
            peer.takeEnvelope();
            peer.readToEnd();
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            assertEquals("4.4.2", status(deliver(TestDelivery.to(server.host()))));
        }
    }

    @Test
    void outcomeDoesNotWaitForQuit() throws Exception {
        ScriptedServer.Script script = peer -> {
            peer.takeEnvelope();
            peer.readContent();
            peer.say("250 taken");
            peer.readToEnd();
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            assertEquals("2.0.0", status(deliver(TestDelivery.to(server.host()))));
        }
    }

    @Test
    void messageThatCannotBeReadIsDeferredAndNoDotIsSent() throws Exception {
        CompletableFuture<String> sent = new CompletableFuture<>();
        ScriptedServer.Script script = peer -> {
            peer.takeEnvelope();
            sent.complete(peer.readToEnd());
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            assertEquals("4.3.0", status(deliver(TestDelivery.to(server.host()).body(TestBody.broken()))));
            assertEquals("", sent.get(10, TimeUnit.SECONDS));
        }
    }

    // --- connecting

    @Test
    void nobodyListensIsDeferredNamingAddressAndReason() throws Exception {
        int port = freePort();
        Outcome outcome = deliver(TestDelivery.to("localhost:" + port)).get(0);
        assertEquals("4.4.1", outcome.status().toString());
        assertTrue(outcome.text().contains("127.0.0.1:" + port + ": Connection refused"), outcome.text());
    }

    @Test
    void addressesAreTriedInOrder() throws Exception {
        InetAddress deaf = InetAddress.getByName("127.0.0.2");
        InetAddress listening = InetAddress.getByName("127.0.0.1");
        NameLookup names = host -> List.of(deaf, deaf, listening);
        use(new SmtpMailer(new Settings(patient(), 10, 10, 10, 1, Optional.empty()), names, LONG));
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.Peer::takeMail)) {
            assertEquals("2.0.0", status(deliver(TestDelivery.to("mx.test:" + server.port()))));
        }
    }

    @Test
    void connectsFromTheSourceAddress() throws Exception {
        Optional<InetAddress> source = Optional.of(InetAddress.getByName("127.0.0.3"));
        use(new SmtpMailer(new Settings(patient(), 10, 10, 10, 1, source), SYSTEM, LONG));
        try (ScriptedServer server = new ScriptedServer(peer -> peer.say("554 you are " + peer.address()))) {
            assertTrue(deliver(TestDelivery.to(server.host())).get(0).text().contains("you are 127.0.0.3"));
        }
    }

    @Test
    void unknownHostIsDeferred() throws Exception {
        NameLookup names = host -> {
            throw new UnknownHostException(host + ": Name or service not known");
        };
        use(new SmtpMailer(new Settings(patient(), 10, 10, 10, 1, Optional.empty()), names, LONG));
        Outcome outcome = deliver(TestDelivery.to("mx.invalid")).get(0);
        assertEquals("4.4.3", outcome.status().toString());
        assertTrue(outcome.text().contains("mx.invalid: Name or service not known"), outcome.text());
    }

    @Test
    void lookUpThatHangsIsDeferred() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        NameLookup names = host -> {
            try {
                await(end);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return List.of(InetAddress.getLoopbackAddress());
        };
        Timeouts timeouts = new Timeouts(LONG, SHORT, LONG, LONG, LONG, LONG, LONG, LONG);
        use(new SmtpMailer(new Settings(timeouts, 10, 10, 10, 1, Optional.empty()), names, LONG));
        assertEquals("4.4.3", status(deliver(TestDelivery.to("mx.test"))));
        end.countDown();
    }

    @Test
    void whatIsNoHostIsDeferred() throws Exception {
        assertEquals("4.3.5 4.3.5", status(deliver(TestDelivery.to("", "a@x", "b@x"))));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    // --- limits

    @Test
    void connectionsToAHostAreLimited() throws Exception {
        use(mailer(patient(), 2, 1000));
        AtomicInteger open = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier two = new CyclicBarrier(2);
        ScriptedServer.Script script = peer -> {
            most.accumulateAndGet(open.incrementAndGet(), Math::max);
            two.await(30, TimeUnit.SECONDS);
            peer.takeEnvelope();
            peer.readContent();
            open.decrementAndGet();
            peer.say("250 taken");
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            for (CompletableFuture<List<Outcome>> result : beginMany(20, server.host())) {
                assertEquals("2.0.0", status(result.get(30, TimeUnit.SECONDS)));
            }
        }
        assertEquals(2, most.get());
    }

    @Test
    void whoWaitsTooLongOrFindsTheLineFullIsDeferred() throws Exception {
        use(mailer(new Timeouts(SHORT, LONG, LONG, LONG, LONG, LONG, LONG, LONG), 1, 1));
        CountDownLatch release = new CountDownLatch(1);
        ScriptedServer.Script script = peer -> {
            await(release);
            peer.takeMail();
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            List<CompletableFuture<List<Outcome>>> results = beginMany(3, server.host());
            assertTrue(results.get(2).get(1, TimeUnit.SECONDS).get(0).text().contains("too many deliveries are waiting"));
            assertEquals("4.3.2", status(results.get(1).get(10, TimeUnit.SECONDS)));
            release.countDown();
            assertEquals("2.0.0", status(results.get(0).get(10, TimeUnit.SECONDS)));
        }
    }

    @Test
    void fiveHundredDeliveriesToASlowServerNeedAHandfulOfThreads() throws Exception {
        int count = 500;
        CountDownLatch connected = new CountDownLatch(count);
        CountDownLatch counted = new CountDownLatch(1);
        ScriptedServer.Script script = peer -> {
            connected.countDown();
            await(counted);
            peer.takeMail();
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            List<CompletableFuture<List<Outcome>>> results = beginMany(count, server.host());
            await(connected);
            assertTrue(mailerThreads().size() <= 8, () -> mailerThreads().toString());
            counted.countDown();
            for (CompletableFuture<List<Outcome>> result : results) {
                assertEquals("2.0.0", status(result.get(30, TimeUnit.SECONDS)));
            }
        }
    }

    private List<CompletableFuture<List<Outcome>>> beginMany(int count, String host) {
        List<CompletableFuture<List<Outcome>>> results = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            results.add(begin(TestDelivery.to(host)));
        }
        return results;
    }

    private static List<Thread> mailerThreads() {
        return Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().startsWith("mailer.smtp-")).toList();
    }

    // --- big bodies

    @Test
    void bigBodyToASlowReaderIsNotReadAhead() throws Exception {
        PatternBody body = new PatternBody(20 * MIB);
        AtomicLong furthestAhead = new AtomicLong();
        AtomicLong intact = new AtomicLong();
        ScriptedServer.Script script = peer -> {
            peer.takeEnvelope();
            assertEquals("Subject: test", peer.readLine());
            assertEquals("", peer.readLine());
            for (long taken = 0; taken < body.size(); taken += PatternBody.LINE.length) {
                furthestAhead.accumulateAndGet(body.read.get() - taken, Math::max);
                assertEquals("." + PatternBody.TEXT, peer.readLine());
                intact.addAndGet(PatternBody.LINE.length);
            }
            assertEquals(".", peer.readLine());
            peer.say("250 taken");
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            assertEquals("2.0.0", status(deliver(TestDelivery.to(server.host()).body(body.asBody()))));
        }
        assertEquals(body.size(), intact.get());
        // What is ahead is in the system's socket buffers; the most that Linux gives them by itself is about 4 MiB.
        assertTrue(furthestAhead.get() < 10 * MIB, "read ahead: " + furthestAhead);
    }

    @Test
    void serverThatTakesNoContentDefersAndTheBodyIsNotReadOn() throws Exception {
        use(mailer(new Timeouts(LONG, LONG, LONG, LONG, LONG, Duration.ofSeconds(1), LONG, LONG)));
        PatternBody body = new PatternBody(500L * MIB);
        CountDownLatch end = new CountDownLatch(1);
        ScriptedServer.Script script = peer -> {
            peer.takeEnvelope();
            await(end);
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            Outcome outcome = deliver(TestDelivery.to(server.host()).body(body.asBody())).get(0);
            assertTrue(outcome.text().contains("waited for it to take the content"), outcome.text());
            end.countDown();
        }
        assertTrue(body.read.get() < 20 * MIB, "read: " + body.read);
        assertTrue(body.closed.await(10, TimeUnit.SECONDS));
    }

    /** Many lines, each beginning with a dot; says how far it has been read. */
    private static final class PatternBody extends InputStream {

        static final String TEXT = "." + "x".repeat(125);
        static final byte[] LINE = (TEXT + "\r\n").getBytes(StandardCharsets.US_ASCII);

        final AtomicLong read = new AtomicLong();
        final CountDownLatch closed = new CountDownLatch(1);
        private final long size;

        PatternBody(long size) {
            this.size = size;
        }

        long size() {
            return size;
        }

        Body asBody() {
            return TestBody.body(size, () -> this);
        }

        @Override
        public int read() {
            return read.get() < size ? LINE[(int) (read.getAndIncrement() % LINE.length)] : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int count = (int) Math.min(length, size - read.get());
            for (int i = 0; i < count; i++) {
                into[offset + i] = LINE[(int) ((read.get() + i) % LINE.length)];
            }
            read.addAndGet(count);
            return count == 0 && length > 0 ? -1 : count;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    // --- the end

    @Test
    void stopDefersWhatWaitsAndWhatHasOnlyBegun() throws Exception {
        use(mailer(patient(), 1, 1000));
        CountDownLatch connected = new CountDownLatch(1);
        ScriptedServer.Script script = peer -> {
            connected.countDown();
            peer.readToEnd();
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            List<CompletableFuture<List<Outcome>>> results = beginMany(3, server.host());
            await(connected);
            mailer.stop();
            results.add(begin(TestDelivery.to(server.host())));
            for (CompletableFuture<List<Outcome>> result : results) {
                assertEquals("4.3.2", status(result.get(1, TimeUnit.SECONDS)));
            }
        }
        for (Thread thread : mailerThreads()) {
            thread.join(5000);
            assertFalse(thread.isAlive(), thread.getName());
        }
    }

    @Test
    void stopLetsWhatWaitsForItsVerdictEnd() throws Exception {
        CountDownLatch dotSeen = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        ScriptedServer.Script slow = peer -> {
            peer.takeEnvelope();
            peer.readContent();
            dotSeen.countDown();
            await(stopped);
            peer.say("250 taken");
        };
        try (ScriptedServer server = new ScriptedServer(slow); ScriptedServer silent = new ScriptedServer(ScriptedServer.Peer::readToEnd)) {
            CompletableFuture<List<Outcome>> nearlyDone = begin(TestDelivery.to(server.host()));
            CompletableFuture<List<Outcome>> begun = begin(TestDelivery.to(silent.host()));
            await(dotSeen);
            CompletableFuture<Void> stop = CompletableFuture.runAsync(mailer::stop);
            assertEquals("4.3.2", status(begun.get(10, TimeUnit.SECONDS)));
            stopped.countDown();
            assertEquals("2.0.0", status(nearlyDone.get(10, TimeUnit.SECONDS)));
            stop.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void stopIsBoundedWhenAServerNeverAnswers() throws Exception {
        use(new SmtpMailer(new Settings(patient(), 10, 10, 10, 1, Optional.empty()), SYSTEM, SHORT));
        CountDownLatch dotSeen = new CountDownLatch(1);
        ScriptedServer.Script script = peer -> {
            peer.takeEnvelope();
            peer.readContent();
            dotSeen.countDown();
            peer.readToEnd();
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            CompletableFuture<List<Outcome>> result = begin(TestDelivery.to(server.host()));
            await(dotSeen);
            CompletableFuture.runAsync(mailer::stop).get(10, TimeUnit.SECONDS);
            assertEquals("4.3.2", status(result.get(1, TimeUnit.SECONDS)));
        }
    }
}
