package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.fingerpost.itest.process.Senders.Acknowledged;
import org.fingerpost.itest.process.SmtpSink.Received;
import org.fingerpost.itest.process.SmtpSink.Step;
import org.fingerpost.itest.process.SmtpSink.Trouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at random moments under load, and servers that do everything wrong: what was acknowledged arrives. The property
 * {@code fingerpost.crash.cycles} says how often the router is killed, {@code fingerpost.crash.seed} repeats the same moments.
 */
class CrashIT {

    private static final String USER = System.getProperty("user.name");
    private static final String REMOTE = "x@far.example";
    private static final long SEED = Long.getLong("fingerpost.crash.seed", System.nanoTime());
    /** No attempt takes longer with a server that behaves. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(5);

    @TempDir
    private Path folder;
    private final Random random = new Random(SEED);
    private volatile int port;

    private RouterProcess router(SmtpSink sink) throws Exception {
        return new RouterProcess(folder.resolve("instance"), "").withRelay(sink.port())
                .with("etc/queue.cfg", "retry = 1s\n")
                .with("etc/mailer.file.cfg", "lock.timeout = 2s\nlock.stale = 3s\n")
                .with("etc/mailer.smtp.cfg", "timeout.greeting = 2s\ntimeout.command = 2s\ntimeout.data.init = 2s\n"
                        + "timeout.data.block = 2s\ntimeout.data.termination = 2s\n");
    }

    @Test
    void whatWasAcknowledgedArrivesHoweverOftenTheRouterIsKilled() throws Exception {
        int cycles = Integer.getInteger("fingerpost.crash.cycles", 10);
        List<Long> kills = new ArrayList<>();
        try (SmtpSink sink = new SmtpSink(); RouterProcess router = router(sink)) {
            Senders senders = new Senders(4, random, () -> port, "sender@client.example", List.of(List.of(USER), List.of(REMOTE), List.of(USER, REMOTE)));
            try (senders) {
                for (int i = 0; i < cycles; i++) {
                    port = router.start().port();
                    int enough = senders.acknowledged().size() + 1 + random.nextInt(100);
                    Await.until(enough + " acknowledged messages", () -> senders.acknowledged().size() >= enough);
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(20)); // else always just after an acknowledgement
                    router.kill();
                    kills.add(System.nanoTime());
                    port = 0;
                }
            }
            router.start();
            router.awaitEmptySpool();
            check(router, senders.acknowledged(), sink.received(), kills);
        }
    }

    private void check(RouterProcess router, List<Acknowledged> acknowledged, List<Received> received, List<Long> kills)
            throws Exception {
        assertEquals(List.of(), router.damaged());
        Mbox mailbox = Mbox.parse(router.read("var/mail/" + USER));
        Map<String, List<Received>> arrived = byId(received);
        List<String> lost = new ArrayList<>();
        int localCopies = 0;
        int duplicates = 0;
        for (Acknowledged message : acknowledged) {
            long local = mailbox.copies(message.id());
            List<Received> remote = arrived.getOrDefault(message.id(), List.of());
            if (message.to().contains(USER) && local == 0 || message.to().contains(REMOTE) && remote.isEmpty()) {
                lost.add(message.toString());
            }
            localCopies += (int) Math.max(0, local - 1);
            duplicates += Math.max(0, remote.size() - 1);
            for (int i = 1; i < remote.size(); i++) {
                assertUnderWayAtAKill(remote.get(i - 1), remote.get(i), kills, message);
            }
        }
        System.out.printf("kill -9: seed %d, %d cycles, %d acknowledged, %d duplicates at the sink, %d in the mailbox, %d torn%n", SEED,
                kills.size(), acknowledged.size(), duplicates, localCopies, mailbox.torn().size());
        assertEquals(List.of(), lost, "seed " + SEED);
        assertEquals(List.of(), mailbox.torn(), "seed " + SEED);
    }

    private static void assertUnderWayAtAKill(Received first, Received second, List<Long> kills, Acknowledged message) {
        assertTrue(kills.stream().anyMatch(kill -> first.at() < kill && kill < second.at()
                && kill - first.at() < UNDER_WAY.toNanos()),
                () -> message + " came twice although no attempt was under way when the router was killed; seed " + SEED);
    }

    private static Map<String, List<Received>> byId(List<Received> received) {
        Map<String, List<Received>> byId = new HashMap<>();
        for (Received message : received) {
            int subject = message.content().indexOf("Subject: ") + "Subject: ".length();
            String id = message.content().substring(subject, message.content().indexOf("\r\n", subject));
            assertTrue(Senders.isWhole(message.content(), id), () -> "half a message: " + message);
            byId.computeIfAbsent(id, i -> new ArrayList<>()).add(message);
        }
        return byId;
    }

    @Test
    void serversThatDoEverythingWrongLoseNothing() throws Exception {
        String[] troubles = {"421 4.3.2 closing", "451 4.3.0 later", "554 5.7.1 no", "", Trouble.HANG};
        try (SmtpSink sink = new SmtpSink(); RouterProcess router = router(sink).start()) {
            port = router.port();
            sink.misbehave(step -> {
                synchronized (random) {
                    return random.nextInt(step == Step.RCPT || step == Step.CONTENT ? 3 : 6) > 0 ? null
                            : troubles[random.nextInt(troubles.length)];
                }
            });
            List<Acknowledged> sent = new ArrayList<>();
            try (SmtpDialogue smtp = router.smtp()) {
                smtp.command("EHLO client.example", "250");
                for (int i = 0; i < 100; i++) {
                    String id = String.format("m%06d", i);
                    String to = "u" + i % 3 + "@far.example";
                    sent.add(new Acknowledged(id, smtp.send(USER, Senders.message(id, i), to), List.of(to)));
                }
            }
            TimeUnit.SECONDS.sleep(6);
            sink.misbehave(step -> null);
            router.awaitEmptySpool();

            Map<String, List<Received>> arrived = byId(sink.received());
            String mailbox = router.read("var/mail/" + USER);
            int returned = 0;
            int again = 0;
            for (Acknowledged message : sent) {
                List<Received> copies = arrived.getOrDefault(message.id(), List.of());
                long taken = copies.stream().filter(Received::taken).count();
                boolean isReturned = mailbox.contains("Subject: " + message.id() + "\n");
                returned += isReturned ? 1 : 0;
                again += copies.size() - (int) taken;
                assertEquals(isReturned ? 0 : 1, taken, () -> message + " of seed " + SEED);
            }
            System.out.printf("bad servers: seed %d, %d messages, %d returned, %d came again after a content without a good reply%n", SEED,
                    sent.size(), returned, again);
        }
    }
}
