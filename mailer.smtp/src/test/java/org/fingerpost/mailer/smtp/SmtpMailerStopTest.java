package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.mailer.Outcome;
import org.junit.jupiter.api.Test;

/** How the mailer ends what it has begun. */
final class SmtpMailerStopTest extends MailerOnSockets {

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
        try (ScriptedServer server = new ScriptedServer(slow);
                ScriptedServer silent = new ScriptedServer(ScriptedServer.Peer::readToEnd)) {
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
        use(new SmtpMailer(new Settings(patient(), 10, 10, 10, 1, REUSE, SEARCH, List.of()), SHORT));
        mailer.setResolver(new Zone());
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

    @Test
    void whoCancelsADeliveryEndsItsConnection() throws Exception {
        CompletableFuture<String> rest = new CompletableFuture<>();
        CountDownLatch dotSeen = new CountDownLatch(1);
        ScriptedServer.Script script = peer -> {
            peer.takeEnvelope();
            peer.readContent();
            dotSeen.countDown();
            rest.complete(peer.readToEnd());
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            CompletableFuture<List<Outcome>> result = begin(TestDelivery.to(server.host()));
            await(dotSeen);
            assertTrue(result.cancel(false));
            assertEquals("", rest.get(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void whoCancelsADeliveryThatWaitsGivesUpItsTurn() throws Exception {
        use(mailer(patient(), 1, 1000));
        CountDownLatch release = new CountDownLatch(1);
        ScriptedServer.Script script = peer -> {
            await(release);
            peer.takeMails(2);
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            List<CompletableFuture<List<Outcome>>> results = beginMany(3, server.host());
            results.get(1).cancel(false);
            release.countDown();
            assertEquals("2.0.0", status(results.get(0).get(30, TimeUnit.SECONDS)));
            assertTrue(results.get(2).get(30, TimeUnit.SECONDS).get(0).text().contains("taken as 2"));
        }
    }
}
