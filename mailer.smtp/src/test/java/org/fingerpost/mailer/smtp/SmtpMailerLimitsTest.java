package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mailer.Outcome;
import org.junit.jupiter.api.Test;

/** What many deliveries and big ones may cost. */
final class SmtpMailerLimitsTest extends MailerOnSockets {

    private static final int MIB = 1024 * 1024;

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
    void whoWaitsTooLongIsDeferred() throws Exception {
        use(mailer(new Timeouts(SHORT, LONG, LONG, LONG, LONG, LONG, LONG, LONG), 1, 1));
        CountDownLatch release = new CountDownLatch(1);
        ScriptedServer.Script script = peer -> {
            await(release);
            peer.takeMail();
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            List<CompletableFuture<List<Outcome>>> results = beginMany(2, server.host());
            assertEquals("4.3.2", status(results.get(1).get(10, TimeUnit.SECONDS)));
            release.countDown();
            assertEquals("2.0.0", status(results.get(0).get(10, TimeUnit.SECONDS)));
        }
    }

    @Test
    void whoFindsTheLineFullIsDeferredAtOnce() throws Exception {
        use(mailer(patient(), 1, 1));
        CountDownLatch release = new CountDownLatch(1);
        ScriptedServer.Script script = peer -> {
            await(release);
            peer.takeMail();
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            List<CompletableFuture<List<Outcome>>> results = beginMany(3, server.host());
            assertTrue(results.get(2).isDone());
            assertTrue(results.get(2).get().get(0).text().contains("too many deliveries are waiting"));
            release.countDown();
            assertEquals("2.0.0", status(results.get(0).get(10, TimeUnit.SECONDS)));
            assertEquals("2.0.0", status(results.get(1).get(10, TimeUnit.SECONDS)));
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
}
