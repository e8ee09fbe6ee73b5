package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mailer.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection without a socket. */
final class ConnectionTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int LARGE = 3 * ContentChunks.READ;

    private final Settings settings = new Settings(MailerOnSockets.patient(), 10, 10, 10, 1, MailerOnSockets.REUSE,
            MailerOnSockets.SEARCH, List.of());
    private final Network network = new Network(settings);
    private final CountDownLatch unheard = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private final Sending.Owner owner = new Sending.Owner() {
        @Override
        public void decided(List<Outcome> outcomes) {
        }

        @Override
        public void unheard() {
            unheard.countDown();
        }

        @Override
        public void passedOver(Outcome why, boolean clearMayDo) {
        }

        @Override
        public boolean hasEnded() {
            return false;
        }
    };

    @AfterEach
    void close() {
        network.close(LONG);
    }

    private Body largeBody() {
        return TestBody.body(LARGE, () -> new ByteArrayInputStream(new byte[LARGE]) {
            @Override
            public void close() {
                closed.countDown();
            }
        });
    }

    /** Its session has ended, and the next message comes before the pool hears of it. */
    @Test
    void messageThatIsNotHeardIsClosed() throws Exception {
        Sending first = Sending.of(TestDelivery.to("mx.test"), owner);
        Connection connection = new Connection(new ConnectionKey("192.0.2.1", 25, "", new TranscriptSettings().terms()),
                new RemoteServer("mx.test", "192.0.2.1", 25), network, settings, new ConnectionPool<>(1, 1, 1, 1, 1), first);
        connection.end(first, true, Outcome.deferred("4.3.2", "stopped"));
        connection.begin(Sending.of(TestDelivery.to("mx.test").body(largeBody()), owner), true);
        connection.disconnected();
        assertTrue(unheard.await(30, TimeUnit.SECONDS));
        assertTrue(closed.await(30, TimeUnit.SECONDS));
    }
}
