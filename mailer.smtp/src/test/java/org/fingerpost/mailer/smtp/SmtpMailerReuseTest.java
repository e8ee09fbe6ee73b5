package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.fingerpost.api.mailer.Outcome;
import org.junit.jupiter.api.Test;

/** Connections that carry more than one message, on real sockets. */
final class SmtpMailerReuseTest extends MailerOnSockets {

    private final AtomicInteger connections = new AtomicInteger();
    /** What each connection was told after its last message. */
    private final BlockingQueue<String> farewells = new LinkedBlockingQueue<>();

    private ScriptedServer server(ScriptedServer.Script first, ScriptedServer.Script others) throws IOException {
        return new ScriptedServer(peer -> (connections.incrementAndGet() == 1 ? first : others).play(peer));
    }

    private static Reuse reuse(Duration idle, Duration age, int messages) {
        return new Reuse(idle, age, messages, 200, 20);
    }

    private String deliverOne(ScriptedServer server) throws Exception {
        Outcome outcome = deliver(TestDelivery.to(server.host())).get(0);
        return outcome.status() + outcome.text().replaceAll(".*taken", " taken");
    }

    private String farewell() throws InterruptedException {
        return farewells.poll(30, TimeUnit.SECONDS);
    }

    @Test
    void oneConnectionCarriesOneMessageAfterTheOther() throws Exception {
        use(mailer(reuse(LONG, LONG, 500)));
        try (ScriptedServer server = server(peer -> peer.takeMails(3), ScriptedServer.Peer::takeMail)) {
            for (int i = 1; i <= 3; i++) {
                assertEquals("2.0.0 taken as " + i, deliverOne(server));
            }
        }
        assertEquals(1, connections.get());
    }

    @Test
    void whoWaitsForAPlaceGetsTheConnection() throws Exception {
        use(mailer(patient(), 1, 1000));
        try (ScriptedServer server = server(peer -> peer.takeMails(20), ScriptedServer.Peer::takeMail)) {
            for (CompletableFuture<List<Outcome>> result : beginMany(20, server.host())) {
                assertEquals("2.0.0", status(result.get(30, TimeUnit.SECONDS)));
            }
        }
        assertEquals(1, connections.get());
    }

    @Test
    void idleConnectionIsEndedWithQuit() throws Exception {
        use(mailer(reuse(SHORT, LONG, 500)));
        ScriptedServer.Script script = peer -> {
            peer.takeMails(1);
            peer.answer("221 bye");
            farewells.add(peer.commands.get(4) + peer.readToEnd());
        };
        try (ScriptedServer server = server(script, script)) {
            assertEquals("2.0.0 taken as 1", deliverOne(server));
            assertEquals("QUIT", farewell());
        }
    }

    @Test
    void connectionIsUsedOnceIfItShallNotIdleOrBeOldOrCarryMore() throws Exception {
        for (Reuse once : List.of(reuse(Duration.ZERO, LONG, 500), reuse(LONG, Duration.ZERO, 500), reuse(LONG, LONG, 1))) {
            use(mailer(once));
            connections.set(0);
            ScriptedServer.Script script = peer -> {
                peer.takeMails(1);
                farewells.add(peer.readLine());
            };
            try (ScriptedServer server = server(script, script)) {
                deliverOne(server);
                assertEquals("QUIT", farewell());
                assertEquals("2.0.0 taken as 1", deliverOne(server));
            }
            assertEquals(2, connections.get());
            farewells.clear();
        }
    }

    @Test
    void connectionThatTheServerHasClosedIsReplaced() throws Exception {
        use(mailer(reuse(LONG, LONG, 500)));
        try (ScriptedServer server = server(peer -> peer.takeMails(1), peer -> peer.takeMails(1))) {
            for (int i = 0; i < 20; i++) { // sometimes before, sometimes after the client has noticed
                assertEquals("2.0.0 taken as 1", deliverOne(server));
            }
        }
        assertEquals(20, connections.get());
    }

    @Test
    void connectionThatIsClosedInsteadOfAnAnswerIsReplaced() throws Exception {
        use(mailer(reuse(LONG, LONG, 500)));
        ScriptedServer.Script closes = peer -> {
            peer.takeMails(1);
            peer.readLine();
        };
        try (ScriptedServer server = server(closes, peer -> peer.takeMails(1))) {
            deliverOne(server);
            assertEquals("2.0.0 taken as 1", deliverOne(server));
        }
        assertEquals(2, connections.get());
    }

    @Test
    void connectionThatIsAnswered421IsReplacedByAFreshOneNotByAnotherIdleOne() throws Exception {
        use(mailer(reuse(LONG, LONG, 500)));
        CountDownLatch both = new CountDownLatch(2);
        ScriptedServer.Script tired = peer -> {
            both.countDown();
            await(both);
            peer.takeMails(1);
            peer.answer("421 4.7.0 one message a connection");
        };
        try (ScriptedServer server = new ScriptedServer(peer -> (connections.incrementAndGet() <= 2 ? tired
                : (ScriptedServer.Script) fresh -> fresh.takeMails(1)).play(peer))) {
            for (CompletableFuture<List<Outcome>> result : beginMany(2, server.host())) {
                assertEquals("2.0.0", status(result.get(30, TimeUnit.SECONDS)));
            }
            assertEquals("2.0.0 taken as 1", deliverOne(server));
        }
        assertEquals(3, connections.get());
    }

    @Test
    void freshConnectionThatIsNoBetterIsAFailure() throws Exception {
        use(mailer(reuse(LONG, LONG, 500)));
        try (ScriptedServer server = server(peer -> peer.takeMails(1), peer -> peer.say("421 4.3.2 going down"))) {
            deliverOne(server);
            assertEquals("4.3.2", status(deliver(TestDelivery.to(server.host()))));
        }
        assertEquals(2, connections.get());
    }

    /** The kept connection ends when it is used, the new one is refused: that was this server, and it is not asked again. */
    @Test
    void serverOfAKeptConnectionIsNotTriedTwice() throws Exception {
        use(mailer(reuse(LONG, LONG, 500)));
        ScriptedServer.Script goneWhenUsed = peer -> {
            peer.takeMails(1);
            peer.readLine();
        };
        try (ScriptedServer server = server(goneWhenUsed, peer -> peer.say("421 4.3.2 going down"))) {
            deliverOne(server);
            assertEquals("4.3.2", status(deliver(TestDelivery.to(server.host()))));
        }
        assertEquals(2, connections.get());
    }

    @Test
    void replacementThatCannotConnectIsAFailureAndGivesThePlaceBack() throws Exception {
        use(mailer(patient(), 1, 1000));
        CountDownLatch closed = new CountDownLatch(1);
        ScriptedServer gone = server(peer -> {
            peer.takeMails(1);
            await(closed);
        }, ScriptedServer.Peer::readToEnd);
        deliverOne(gone);
        gone.close();
        closed.countDown();
        assertEquals("4.4.1", status(deliver(TestDelivery.to(gone.host()))));
        assertEquals("4.4.1", status(deliver(TestDelivery.to(gone.host()))));
    }

    @Test
    void lostAfterTheDotIsDeferredOnAKeptConnectionToo() throws Exception {
        use(mailer(reuse(LONG, LONG, 500)));
        ScriptedServer.Script script = peer -> {
            peer.takeMails(1);
            for (String reply : List.of("250 ok", "250 ok", "354 go on")) {
                peer.answer(reply);
            }
            peer.readContent();
        };
        try (ScriptedServer server = server(script, ScriptedServer.Peer::takeMail)) {
            deliverOne(server);
            assertEquals("4.4.2", status(deliver(TestDelivery.to(server.host()))));
        }
        assertEquals(1, connections.get());
    }

    @Test
    void refusedMessageIsForgottenBeforeTheNext() throws Exception {
        use(mailer(patient(), 1, 1000)); // the next one waits for this connection
        ScriptedServer.Script script = peer -> {
            peer.say("220 mx.test");
            for (String reply : List.of("250 mx.test", "250 ok", "550 5.1.1 no", "250 flushed", "250 ok", "250 ok", "354 go")) {
                peer.answer(reply);
            }
            peer.readContent();
            farewells.add(String.join(" ", peer.commands));
            peer.say("250 2.0.0 taken");
        };
        try (ScriptedServer server = server(script, ScriptedServer.Peer::takeMail)) {
            assertEquals("5.1.1", status(deliver(TestDelivery.to(server.host()))));
            assertEquals("2.0.0 taken", deliverOne(server));
        }
        assertEquals(1, connections.get());
        assertTrue(farewell().contains("RCPT TO:<a@mx.test> RSET MAIL FROM"), farewells.toString());
    }

    @Test
    void connectionWithAReplyTooManyIsNotUsedAgain() throws Exception {
        use(mailer(reuse(LONG, LONG, 500)));
        ScriptedServer.Script script = peer -> {
            peer.takeMails(1);
            peer.say("250 2.0.0 taken twice");
            farewells.add("closed " + peer.readToEnd());
        };
        try (ScriptedServer server = server(script, peer -> peer.takeMails(1))) {
            deliverOne(server);
            assertEquals("closed ", farewell());
            assertEquals("2.0.0 taken as 1", deliverOne(server));
        }
        assertEquals(2, connections.get());
    }

    @Test
    void otherNamesOfOursAndOtherPortsHaveConnectionsOfTheirOwn() throws Exception {
        use(mailer(reuse(LONG, LONG, 500)));
        try (ScriptedServer one = server(peer -> peer.takeMails(1), ScriptedServer.Peer::takeMail);
                ScriptedServer other = new ScriptedServer(peer -> peer.takeMails(1))) {
            assertEquals("2.0.0 taken as 1", deliverOne(one));
            assertEquals("2.0.0 taken as 1", deliverOne(other));
            assertEquals("2.0.0", status(deliver(TestDelivery.to(one.host()).named("other.test"))));
        }
        assertEquals(2, connections.get());
    }

    @Test
    void stopEndsIdleConnectionsWithQuitAndDoesNotWaitLong() throws Exception {
        use(mailer(reuse(LONG, LONG, 500)));
        ScriptedServer.Script script = peer -> {
            peer.takeMails(1);
            farewells.add(peer.readLine());
            peer.readToEnd();
        };
        try (ScriptedServer server = server(script, script)) {
            deliverOne(server);
            CompletableFuture.runAsync(mailer::stop).get(20, TimeUnit.SECONDS); // the patience with QUIT is 30 s
            assertEquals("QUIT", farewell());
        }
    }
}
