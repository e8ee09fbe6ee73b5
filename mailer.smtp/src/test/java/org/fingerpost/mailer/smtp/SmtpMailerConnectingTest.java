package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import org.fingerpost.api.mailer.Outcome;
import org.junit.jupiter.api.Test;

/** Where the mailer connects to, and what becomes of mail when it cannot. */
final class SmtpMailerConnectingTest extends MailerOnSockets {

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
        use(mailer(patient(), names));
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.Peer::takeMail)) {
            assertEquals("2.0.0", status(deliver(TestDelivery.to("mx.test:" + server.port()))));
        }
    }

    @Test
    void connectsFromTheSourceAddress() throws Exception {
        Optional<InetAddress> source = Optional.of(InetAddress.getByName("127.0.0.3"));
        use(new SmtpMailer(new Settings(patient(), 10, 10, 10, 1, REUSE, source), SYSTEM, LONG));
        try (ScriptedServer server = new ScriptedServer(peer -> peer.say("554 you are " + peer.address()))) {
            assertTrue(deliver(TestDelivery.to(server.host())).get(0).text().contains("you are 127.0.0.3"));
        }
    }

    @Test
    void unknownHostIsDeferred() throws Exception {
        NameLookup names = host -> {
            throw new UnknownHostException(host + ": Name or service not known");
        };
        use(mailer(patient(), names));
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
        use(mailer(timeouts, names));
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
}
