package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.ExtendedSSLSession;

import org.fingerpost.api.mailer.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The mailer on real sockets: TLS. */
final class SmtpMailerTlsTest extends MailerOnSockets {

    private TestTls tls;
    private final CompletableFuture<String> content = new CompletableFuture<>();
    private final CompletableFuture<String> protocol = new CompletableFuture<>();

    @BeforeEach
    void begin() throws Exception {
        tls = new TestTls();
        mailer.setTls(tls);
    }

    @AfterEach
    void end() {
        tls.close();
    }

    /** Offers STARTTLS, and takes the message after it. */
    private void takeUnderTls(ScriptedServer.Peer peer) throws IOException {
        peer.say("220 mx.test");
        peer.answer("250-mx.test", "250 STARTTLS");
        peer.answer("220 go");
        protocol.complete(peer.startTls(tls.context).getProtocol());
        takeMailAfterGreeting(peer);
    }

    private void takeMailAfterGreeting(ScriptedServer.Peer peer) throws IOException {
        for (String reply : List.of("250 mx.test", "250 ok", "250 ok", "354 go on")) {
            peer.answer(reply);
        }
        content.complete(peer.readContent());
        peer.say("250 2.0.0 taken");
        peer.answer("221 bye");
    }

    @ParameterizedTest
    @ValueSource(strings = {"may", "encrypt", "verify"})
    void messageGoesUnderTls(String level) throws Exception {
        String body = ("x".repeat(70) + "\r\n").repeat(3000);
        try (ScriptedServer server = new ScriptedServer(this::takeUnderTls)) {
            List<Outcome> outcomes = deliver(TestDelivery.to(server.host()).body(TestBody.of(body)).setting("smtp.tls", level));
            assertEquals("2.0.0", status(outcomes));
            assertEquals("Subject: test\r\n\r\n" + body, content.get(10, TimeUnit.SECONDS));
            assertEquals("TLSv1.3", protocol.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void olderTlsWorksToo() throws Exception {
        tls.protocols = new String[] {"TLSv1.2"};
        try (ScriptedServer server = new ScriptedServer(this::takeUnderTls)) {
            assertEquals("2.0.0", status(deliver(TestDelivery.to(server.host()))));
            assertEquals("TLSv1.2", protocol.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void serverHearsTheNameOfTheHost() throws Exception {
        use(mailer(patient(), new Zone().host("mx.test", "127.0.0.1").mx("domain.test", 10, "mx.test")));
        mailer.setTls(tls);
        CompletableFuture<String> name = new CompletableFuture<>();
        ScriptedServer.Script script = peer -> {
            peer.say("220 mx.test");
            peer.answer("250-mx.test", "250 STARTTLS");
            peer.answer("220 go");
            ExtendedSSLSession session = (ExtendedSSLSession) peer.startTls(tls.context);
            name.complete(session.getRequestedServerNames().toString());
            takeMailAfterGreeting(peer);
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            assertEquals("2.0.0", status(deliver(TestDelivery.to("domain.test:" + server.port()).setting("smtp.tls", "verify"))));
            assertTrue(name.get(10, TimeUnit.SECONDS).contains("mx.test"), name.get());
        }
    }

    @Test
    void implicitTlsComesBeforeTheGreeting() throws Exception {
        ScriptedServer.Script script = peer -> {
            peer.startTls(tls.context);
            peer.say("220 mx.test");
            takeMailAfterGreeting(peer);
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            assertEquals("2.0.0", status(deliver(TestDelivery.to(server.host()).setting("smtp.tls", "implicit"))));
        }
    }

    @Test
    void certificateForAnotherNameDefers() throws Exception {
        try (ScriptedServer server = new ScriptedServer(this::takeUnderTls)) {
            Outcome outcome = deliver(TestDelivery.to(server.host()).setting("smtp.tls", "verify")
                    .setting("smtp.tls.name", "Other.test")).get(0);
            assertEquals("4.7.5", outcome.status().toString());
            assertTrue(outcome.text().contains("it is not for other.test"), outcome.text());
        }
    }

    @Test
    void serverWithoutStartTlsDefersWhenItIsRequired() throws Exception {
        try (ScriptedServer server = new ScriptedServer(peer -> peer.takeMail())) {
            assertEquals("4.7.4", status(deliver(TestDelivery.to(server.host()).setting("smtp.tls", "encrypt"))));
        }
    }

    @Test
    void withoutTlsOnThisSideItIsNotAskedFor() throws Exception {
        mailer.unsetTls(tls);
        ScriptedServer.Script script = peer -> {
            peer.say("220 mx.test");
            peer.answer("250-mx.test", "250 STARTTLS");
            for (String reply : List.of("250 ok", "250 ok", "354 go on")) {
                peer.answer(reply);
            }
            peer.readContent();
            peer.say("250 2.0.0 taken");
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            assertEquals("2.0.0", status(deliver(TestDelivery.to(server.host()))));
        }
    }

    /** What one connection spoils another one in the clear puts right; if it is required it does not. */
    @ParameterizedTest
    @ValueSource(strings = {"may", "encrypt"})
    void failedHandshake(String level) throws Exception {
        AtomicInteger connections = new AtomicInteger();
        ScriptedServer.Script script = peer -> {
            if (connections.incrementAndGet() == 1) {
                peer.say("220 mx.test");
                peer.answer("250-mx.test", "250 STARTTLS");
                peer.answer("220 go", "this is no TLS at all");
                peer.readToEnd();
            } else {
                content.complete(peer.takeMail());
            }
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            String status = status(deliver(TestDelivery.to(server.host()).setting("smtp.tls", level)));
            assertEquals(level.equals("may") ? "2.0.0" : "4.7.5", status);
            assertEquals(level.equals("may") ? 2 : 1, connections.get());
        }
    }

    @Test
    void serverThatHangsInTheHandshakeDefers() throws Exception {
        Timeouts t = patient();
        use(mailer(new Timeouts(LONG, LONG, LONG, LONG, SHORT, LONG, LONG, LONG, LONG, LONG, LONG, LONG, t.quit())));
        mailer.setTls(tls);
        ScriptedServer.Script script = peer -> {
            peer.say("220 mx.test");
            peer.answer("250-mx.test", "250 STARTTLS");
            peer.answer("220 go");
            peer.readToEnd();
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            Outcome outcome = deliver(TestDelivery.to(server.host()).setting("smtp.tls", "encrypt")).get(0);
            // On a slow machine it may be the reply to STARTTLS that was too late.
            assertTrue(outcome.text().contains("took too long"), outcome.text());
        }
    }

    @Test
    void connectionsAreNotSharedByDeliveriesWithOtherTerms() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        ScriptedServer.Script script = peer -> {
            connections.incrementAndGet();
            peer.takeMails(2);
            peer.readToEnd();
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            assertEquals("2.0.0", status(deliver(TestDelivery.to(server.host()).setting("smtp.tls", "none"))));
            assertEquals("2.0.0", status(deliver(TestDelivery.to(server.host()))));
            assertEquals("2.0.0", status(deliver(TestDelivery.to(server.host()).setting("smtp.tls", "none"))));
            assertEquals(2, connections.get());
        }
    }

    @Test
    void nextMessageGoesUnderTheSameTls() throws Exception {
        AtomicInteger handshakes = new AtomicInteger();
        ScriptedServer.Script script = peer -> {
            peer.say("220 mx.test");
            peer.answer("250-mx.test", "250 STARTTLS");
            peer.answer("220 go");
            peer.startTls(tls.context);
            handshakes.incrementAndGet();
            peer.answer("250 mx.test");
            for (int i = 0; i < 3; i++) {
                for (String reply : List.of("250 ok", "250 ok", "354 go on")) {
                    peer.answer(reply);
                }
                peer.readContent();
                peer.say("250 2.0.0 taken");
            }
            peer.readToEnd();
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            for (int i = 0; i < 3; i++) {
                assertEquals("2.0.0", status(deliver(TestDelivery.to(server.host()))));
            }
            assertEquals(1, handshakes.get());
        }
    }
}
