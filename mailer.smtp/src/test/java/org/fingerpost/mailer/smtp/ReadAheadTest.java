package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mailer.Outcome;
import org.junit.jupiter.api.Test;

/** Servers that stop talking hold no more than a bounded number of messages in memory, and those go on all the same. */
final class ReadAheadTest extends MailerOnSockets {

    private static final int SERVERS = 400;
    private static final int SIZE = 3 * ContentChunks.READ;

    @Test
    void fewMessagesAreReadBeforeTheyAreAskedFor() throws Exception {
        use(mailer(patient(), 1000, 1000));
        AtomicInteger opened = new AtomicInteger();
        CountDownLatch waiting = new CountDownLatch(SERVERS);
        CountDownLatch goOn = new CountDownLatch(1);
        Body body = TestBody.body(SIZE, () -> {
            opened.incrementAndGet();
            return new ByteArrayInputStream(new byte[SIZE]);
        });
        ScriptedServer.Script slow = peer -> {
            peer.say("220 mx.test");
            peer.answer("250 mx.test");
            peer.readLine(); // MAIL
            waiting.countDown();
            await(goOn);
            peer.say("250 ok");
            peer.answer("250 ok");
            peer.answer("354 go on");
            peer.readContent();
            peer.say("250 2.0.0 taken");
        };
        try (ScriptedServer server = new ScriptedServer(slow)) {
            List<CompletableFuture<List<Outcome>>> results = IntStream.range(0, SERVERS)
                    .mapToObj(i -> begin(TestDelivery.to(server.host()).body(body))).toList();
            await(waiting);
            assertTrue(opened.get() <= 256, "open: " + opened);
            goOn.countDown();
            for (CompletableFuture<List<Outcome>> result : results) {
                assertEquals("2.0.0", status(result.get(60, TimeUnit.SECONDS)));
            }
            assertEquals(SERVERS, opened.get());
        }
    }
}
