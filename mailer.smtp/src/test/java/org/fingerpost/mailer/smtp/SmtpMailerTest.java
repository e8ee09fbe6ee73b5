package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.mailer.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mailer on real sockets: dialogues. */
final class SmtpMailerTest extends MailerOnSockets {

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
            assertEquals(List.of("EHLO client.test", "MAIL FROM:<s@client.test>", "RCPT TO:<a@x>", "RCPT TO:<b@x>",
                    "RCPT TO:<c@x>", "DATA"), commands.get(10, TimeUnit.SECONDS));
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
    @CsvSource({"0, the connection", "1, EHLO", "4, DATA"})
    void serverThatHangsDefers(int answered, String awaited) throws Exception {
        // Only the wait in question is short, or a slow machine would end another one first.
        use(mailer(new Timeouts(LONG, LONG, answered == 0 ? SHORT : LONG, answered == 1 ? SHORT : LONG,
                answered == 4 ? SHORT : LONG, LONG, LONG, LONG)));
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

    @Test
    void serverThatAnswersAnOctetAtATimeDoesNotProlongTheWait() throws Exception {
        use(mailer(new Timeouts(LONG, LONG, LONG, Duration.ofSeconds(1), LONG, LONG, LONG, LONG)));
        ScriptedServer.Script script = peer -> {
            peer.say("220 mx.test");
            while (true) {
                peer.sayPart("2");
                TimeUnit.MILLISECONDS.sleep(50);
            }
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            assertEquals("4.4.2", status(deliver(TestDelivery.to(server.host()))));
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
}
