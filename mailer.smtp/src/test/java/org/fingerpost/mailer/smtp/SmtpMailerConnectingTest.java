package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.fingerpost.api.dns.Answer;
import org.fingerpost.api.dns.DnsRecord;
import org.fingerpost.api.dns.MailExchanger;
import org.fingerpost.api.dns.Resolver;
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
    void addressThatDoesNotAnswerIsFollowedByTheNext() throws Exception {
        use(mailer(patient(), new Zone().host("mx.test", "127.0.0.2", "127.0.0.3", "127.0.0.1", "::1")));
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.Peer::takeMail)) {
            assertEquals("2.0.0", status(deliver(TestDelivery.to("mx.test:" + server.port()))));
        }
    }

    @Test
    void serverThatWouldNotHaveTheMessageIsFollowedByTheNext() throws Exception {
        for (String refusal : List.of("421 4.3.2 going down", "450 4.7.0 not you", "554 5.7.1 go away", "220 mx\n421 bye",
                "220 mx\n250 mx\n421 4.7.0 bye", "220 mx\n", "nonsense")) {
            ScriptedServer.Script refuses = peer -> {
                String[] replies = refusal.split("\n", -1);
                peer.say(replies[0]);
                for (int i = 1; i < replies.length && !replies[i].isEmpty(); i++) {
                    peer.answer(replies[i]);
                }
            };
            try (ScriptedServer first = new ScriptedServer(refuses);
                    ScriptedServer second = new ScriptedServer(ScriptedServer.Peer::takeMail)) {
                String route = "[127.0.0.1]:" + first.port() + ":[127.0.0.1]:" + second.port();
                assertEquals("2.0.0", status(deliver(TestDelivery.to(route))), refusal);
            }
        }
    }

    @Test
    void whatServersSaidIsSaidIfNoneTakesTheMessage() throws Exception {
        use(mailer(patient(), new Zone().mx("mx.test", 10, "a.test").mx("mx.test", 20, "b.test")
                .host("a.test", "127.0.0.1").host("b.test", "127.0.0.2")));
        AtomicInteger tried = new AtomicInteger();
        try (ScriptedServer server = new ScriptedServer(peer -> {
            tried.incrementAndGet();
            peer.say("451 4.7.1 not now");
            peer.readToEnd();
        })) {
            Outcome outcome = deliver(TestDelivery.to("mx.test:" + server.port())).get(0);
            assertEquals("4.7.1", outcome.status().toString());
            assertTrue(outcome.text().startsWith("a.test[127.0.0.1] said in reply to the connection: 451 4.7.1"), outcome.text());
        }
        assertEquals(1, tried.get());
    }

    @Test
    void refusalByOneOfMoreServersIsTemporaryIfAnotherMightTakeIt() throws Exception {
        try (ScriptedServer server = new ScriptedServer(peer -> {
            peer.say("554 5.7.1 go away");
            peer.readToEnd();
        })) {
            String refused = "[127.0.0.1]:" + server.port();
            assertEquals("4.4.1", status(deliver(TestDelivery.to("[127.0.0.2]:" + server.port() + ":" + refused))));
            assertEquals("5.7.1", status(deliver(TestDelivery.to(refused))));
        }
    }

    @Test
    void onlySoManyServersAreAskedAndAddressesTried() throws Exception {
        AtomicInteger tried = new AtomicInteger();
        try (ScriptedServer server = new ScriptedServer(peer -> {
            tried.incrementAndGet();
            peer.say("451 4.7.1 not now");
            peer.readToEnd();
        })) {
            Zone zone = new Zone();
            for (int i = 0; i < 9; i++) {
                zone.mx("mx.test", i, "mx" + i + ".test").host("mx" + i + ".test", "127.0.0.1");
                zone.mx("away.test", i, "away" + i + ".test").host("away" + i + ".test", "127.0.1." + i);
            }
            use(mailer(patient(), zone));
            deliver(TestDelivery.to("mx.test:" + server.port()));
            assertEquals(2, tried.get());
            String text = deliver(TestDelivery.to("away.test:" + server.port())).get(0).text();
            assertEquals(5, text.split("refused", -1).length - 1, text);
        }
    }

    @Test
    void fallbackTakesWhatNobodyElseDoes() throws Exception {
        int closed = freePort();
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.Peer::takeMail)) {
            String fallback = "[127.0.0.1]:" + server.port();
            for (String option : List.of("FallbackMXhost", "FallbackSmartHost")) {
                use(mailer(patient(), new Zone().host("mx.test", "127.0.0.2")));
                assertEquals(option.contains("MX") ? "2.0.0" : "4.4.1", status(deliver(
                        TestDelivery.to("mx.test:" + closed, "a@mx.test").option(option, fallback))), option);
                assertEquals("2.0.0", status(deliver(TestDelivery.to("unknown.test", "a@unknown.test").option(option, fallback))),
                        option);
            }
        }
    }

    @Test
    void domainsWithTheSameServerShareAConnection() throws Exception {
        use(mailer(patient(), new Zone().mx("one.test", 10, "mx.test").mx("two.test", 5, "mx.test")
                .mx("two.test", 5, "other.test")
                .host("mx.test", "127.0.0.1").host("other.test", "127.0.0.1", "127.0.0.9")));
        AtomicInteger connections = new AtomicInteger();
        try (ScriptedServer server = new ScriptedServer(peer -> {
            connections.incrementAndGet();
            peer.takeMails(10);
        })) {
            for (int i = 0; i < 5; i++) {
                assertEquals("2.0.0", status(deliver(TestDelivery.to("one.test:" + server.port()))));
                assertEquals("2.0.0", status(deliver(TestDelivery.to("two.test:" + server.port()))));
            }
        }
        assertEquals(1, connections.get());
    }

    @Test
    void connectionThatIsFreeIsFoundWithoutAskingForNames() throws Exception {
        Zone zone = new Zone().host("mx.test", "127.0.0.1");
        use(mailer(patient(), zone));
        try (ScriptedServer server = new ScriptedServer(peer -> peer.takeMails(3))) {
            assertEquals("2.0.0", status(deliver(TestDelivery.to("mx.test:" + server.port()))));
            int asked = zone.questions.size();
            assertEquals("2.0.0", status(deliver(TestDelivery.to("mx.test:" + server.port()))));
            assertEquals(asked, zone.questions.size());
        }
    }

    @Test
    void connectsFromTheSourceAddressOfTheSameVersion() throws Exception {
        List<InetAddress> sources = List.of(InetAddress.getByName("::1"), InetAddress.getByName("127.0.0.3"));
        use(mailer(new Settings(patient(), 10, 10, 10, 1, REUSE, SEARCH, sources), new Zone()));
        try (ScriptedServer server = new ScriptedServer(peer -> peer.say("554 you are " + peer.address()))) {
            assertTrue(deliver(TestDelivery.to(server.host())).get(0).text().contains("you are 127.0.0.3"));
        }
    }

    @Test
    void lookUpThatHangsIsDeferredAndHoldsUpNobodyElse() throws Exception {
        Zone zone = new Zone().host("mx.test", "127.0.0.1");
        Resolver hanging = new Resolver() {
            @Override
            public Answer<DnsRecord> records(String name, String type) {
                return zone.records(name, type);
            }

            @Override
            public Answer<MailExchanger> mailExchangers(String domain) {
                return zone.mailExchangers(domain);
            }

            @Override
            public CompletionStage<Answer<MailExchanger>> mailExchangersAsync(String domain) {
                return domain.equals("dead.test") ? new CompletableFuture<>() : Resolver.super.mailExchangersAsync(domain);
            }

            @Override
            public Answer<InetAddress> addresses(String host) {
                return zone.addresses(host);
            }

            @Override
            public Answer<String> names(InetAddress address) {
                return zone.names(address);
            }

            @Override
            public List<String> searchList() {
                return List.of();
            }
        };
        use(mailer(new Timeouts(LONG, Duration.ofSeconds(2), LONG, LONG, LONG, LONG, LONG, LONG), hanging));
        List<CompletableFuture<List<Outcome>>> dead = beginMany(1000, "dead.test");
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.Peer::takeMail)) {
            assertEquals("2.0.0", status(deliver(TestDelivery.to("mx.test:" + server.port()))));
        }
        for (CompletableFuture<List<Outcome>> result : dead) {
            assertEquals("4.4.3", status(result.get(30, TimeUnit.SECONDS)));
        }
    }

    @Test
    void withoutAResolverMailForNamesWaits() throws Exception {
        Zone zone = new Zone();
        use(mailer(patient(), zone));
        mailer.unsetResolver(zone);
        Outcome outcome = deliver(TestDelivery.to("mx.test")).get(0);
        assertEquals("4.4.3", outcome.status().toString());
        assertTrue(outcome.text().contains("no resolver is available"), outcome.text());
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.Peer::takeMail)) {
            assertEquals("2.0.0", status(deliver(TestDelivery.to("[127.0.0.1]:" + server.port()))));
        }
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
