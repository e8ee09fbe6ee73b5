package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one destination does to mail for others: nothing. */
class LanesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private static String at(String domain, int port) {
        return domain + " relay:[127.0.0.1]:" + port + "\n";
    }

    private static long attempts(RouterProcess router, int port) throws Exception {
        return router.read("var/log/mail.log").lines().filter(line -> line.contains("event=attempt")
                && line.contains("host=[127.0.0.1]:" + port)).count();
    }

    private static String[] recipients(int count, String domain) {
        return IntStream.range(0, count).mapToObj(i -> "u" + i + "@" + domain).toArray(String[]::new);
    }

    /** So many messages by SMTP, each for one recipient. */
    private static void send(RouterProcess router, int count, String domain) throws Exception {
        try (SmtpDialogue client = router.smtp()) {
            client.command("EHLO client.example", "250");
            for (int i = 0; i < count; i++) {
                client.send("a@b.example", "Subject: " + i + "\r\n\r\nhello\r\n", "u" + i + "@" + domain);
            }
        }
    }

    @Test
    void aHangingAndADeadDestinationHoldUpNobodyElsesMail() throws Exception {
        int deadPort;
        try (ServerSocket reserved = new ServerSocket(0)) {
            deadPort = reserved.getLocalPort();
        }
        try (SmtpSink hanging = new SmtpSink(); SmtpSink good = new SmtpSink();
                RouterProcess router = new RouterProcess(folder.resolve("instance"), "").withRelay(good.port())
                        .with("etc/queue.cfg", "max.active = 40\n")
                        .with("etc/mailertable", at("hanging.example", hanging.port()) + at("dead.example", deadPort))
                        .with("etc/destination-hanging.cfg", "host = [127.0.0.1]:" + hanging.port() + "\nconcurrency = 3\n")
                        .with("etc/destination-dead.cfg", "host = [127.0.0.1]:" + deadPort + "\nconcurrency = 5\nretry = 2s\n")
                        .start()) {
            hanging.misbehave(step -> SmtpSink.Trouble.HANG);
            send(router, 100, "hanging.example");
            send(router, 100, "dead.example");
            send(router, 20, "good.example");
            Await.until("the mail for the good one", PATIENCE, () -> good.received().size() == 20);
            assertEquals(3, attempts(router, hanging.port()));
            assertTrue(attempts(router, deadPort) < 50, "dead: " + attempts(router, deadPort) + " attempts");
            router.awaitIn("var/log/router.log", "is down until");

            try (SmtpSink alive = new SmtpSink(deadPort, recipient -> "250 2.1.5 ok")) {
                Await.until("all mail for the one that was dead", PATIENCE, () -> alive.received().size() == 100);
            }
        }
    }

    @Test
    void aListAndALetterForOneHostTakeTurns() throws Exception {
        CountDownLatch letterIsThere = new CountDownLatch(1);
        try (SmtpSink sink = new SmtpSink();
                RouterProcess router = new RouterProcess(folder.resolve("instance"), "").withRelay(sink.port())
                        .with("etc/queue.cfg", "concurrency = 1\n")
                        .with("etc/list", String.join("\n", recipients(2000, "far.example")) + "\n")
                        .with("etc/aliases", "list: :include:" + folder.resolve("instance/etc/list") + "\n")
                        .start()) {
            sink.misbehave(step -> {
                await(step == SmtpSink.Step.CONTENT ? letterIsThere : new CountDownLatch(0));
                return null;
            });
            assertEquals(0, router.sendmail("Subject: list\n\nhello\n", "list").status());
            router.awaitIn("var/log/mail.log", "event=attempt");
            assertEquals(0, router.sendmail("Subject: letter\n\nhello\n", "one@far.example").status());
            letterIsThere.countDown();
            router.awaitEmptyQueue();
            List<String> subjects = sink.received().stream().map(message -> message.content().contains("Subject: letter")
                    ? "letter" : "list").collect(Collectors.toList());
            assertEquals(21, subjects.size());
            assertTrue(subjects.indexOf("letter") <= 3, subjects.toString());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
