package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
    private static final int CYCLES = Integer.getInteger("fingerpost.crash.cycles", 10);
    private static final long SEED = Long.getLong("fingerpost.crash.seed", System.nanoTime());
    /** Attempts under way at once: so many messages may come twice after a kill. */
    private static final int MAX_ACTIVE = 50;
    /** No attempt takes longer with a server that behaves. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(5);
    /** The sink may read what the router had sent a little after its death. */
    private static final Duration LATE = Duration.ofSeconds(1);

    @TempDir
    private Path folder;
    private final Random random = new Random(SEED);
    private volatile int port;

    private RouterProcess router(SmtpSink sink) throws Exception {
        return new RouterProcess(folder.resolve("instance"), "").withRelay(sink.port())
                .with("etc/queue.cfg", "retry = 1s\nmax.active = " + MAX_ACTIVE + "\n")
                .with("etc/mailer.file.cfg", "lock.timeout = 2s\nlock.stale = 3s\n")
                .with("etc/mailer.smtp.cfg", "timeout.greeting = 2s\ntimeout.ehlo = 2s\ntimeout.mail = 2s\n"
                        + "timeout.rcpt = 2s\ntimeout.data.init = 2s\n"
                        + "timeout.data.block = 2s\ntimeout.data.termination = 2s\n");
    }

    @Test
    void whatWasAcknowledgedArrivesHoweverOftenTheRouterIsKilled() throws Exception {
        List<Long> kills = new ArrayList<>();
        try (SmtpSink sink = new SmtpSink(); RouterProcess router = router(sink)) {
            Senders senders = new Senders(4, random, () -> port, "sender@client.example",
                    List.of(List.of(USER), List.of(REMOTE), List.of(USER, REMOTE)));
            try (senders) {
                for (int i = 0; i < CYCLES; i++) {
                    cycle(router, senders);
                    kills.add(System.nanoTime());
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
        int[] again = new int[kills.size()];
        for (Acknowledged message : acknowledged) {
            long local = mailbox.copies(message.id());
            List<Received> remote = arrived.getOrDefault(message.id(), List.of());
            if (message.to().contains(USER) && local == 0 || message.to().contains(REMOTE) && remote.isEmpty()) {
                lost.add(message.toString());
            }
            localCopies += (int) Math.max(0, local - 1);
            for (int i = 1; i < remote.size(); i++) {
                again[killBetween(remote.get(i - 1), remote.get(i), kills, message)]++;
            }
        }
        System.out.printf("kill -9: seed %d, %d cycles, %d acknowledged, %d duplicates at the sink, at most %d of one kill, "
                + "%d in the mailbox, %d torn%n", SEED, kills.size(), acknowledged.size(), IntStream.of(again).sum(),
                IntStream.of(again).max().orElse(0), localCopies, mailbox.torn().size());
        assertTrue(IntStream.of(again).allMatch(count -> count <= MAX_ACTIVE), () -> Arrays.toString(again) + ", seed " + SEED);
        assertEquals(List.of(), lost, "seed " + SEED);
        // What was being appended when the router was killed begins in the file and comes again, whole.
        assertTrue(mailbox.torn().size() <= kills.size(), () -> mailbox.torn() + ", seed " + SEED);
    }

    /** Which kill made it come twice: the one when its first attempt was under way. */
    private static int killBetween(Received first, Received second, List<Long> kills, Acknowledged message) {
        return IntStream.range(0, kills.size()).filter(i -> first.at() - LATE.toNanos() < kills.get(i)
                && kills.get(i) < second.at() && kills.get(i) - first.at() < UNDER_WAY.toNanos()).findFirst()
                .orElseThrow(() -> new AssertionError(
                        message + " came twice although no attempt was under way when the router was killed; seed " + SEED));
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
    void norWhenServersDoEverythingWrongMeanwhile() throws Exception {
        String[] troubles = {"421 4.3.2 closing", "451 4.3.0 later", "554 5.7.1 no", Trouble.DROP, Trouble.HANG};
        int cycles = Math.max(3, CYCLES / 4);
        try (SmtpSink sink = new SmtpSink(); RouterProcess router = router(sink)) {
            sink.misbehave(step -> {
                synchronized (random) {
                    return random.nextInt(step == Step.RCPT || step == Step.CONTENT ? 3 : 6) > 0 ? null
                            : troubles[random.nextInt(troubles.length)];
                }
            });
            Senders senders = new Senders(4, random, () -> port, USER, List.of(List.of(REMOTE)));
            try (senders) {
                for (int i = 0; i < cycles; i++) {
                    cycle(router, senders);
                }
            }
            sink.misbehave(step -> null);
            router.start();
            router.awaitEmptySpool();

            Map<String, List<Received>> arrived = byId(sink.received());
            Set<String> returned = Subjects.of(router.read("var/mail/" + USER));
            List<String> lost = senders.acknowledged().stream().map(Acknowledged::id).filter(id -> !returned.contains(id)
                    && arrived.getOrDefault(id, List.of()).stream().noneMatch(Received::taken)).toList();
            System.out.printf("kill -9 with bad servers: seed %d, %d cycles, %d acknowledged, %d returned%n", SEED, cycles,
                    senders.acknowledged().size(), returned.size());
            assertEquals(List.of(), lost, "seed " + SEED);
            assertEquals(List.of(), router.damaged());
        }
    }

    /** Starts the router, and kills it a little later, in the midst of its work. */
    private void cycle(RouterProcess router, Senders senders) throws Exception {
        port = router.start().port();
        int enough = senders.acknowledged().size() + 1 + random.nextInt(100);
        Await.until(enough + " acknowledged messages", () -> senders.acknowledged().size() >= enough);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(20)); // else always just after an acknowledgement
        router.kill();
        port = 0;
    }

    /** The subjects of the messages of {@link Senders} that a mailbox quotes. */
    private static final class Subjects {

        private static final Pattern SUBJECT = Pattern.compile("(?m)^Subject: (m\\d+)$");

        static Set<String> of(String mailbox) {
            return SUBJECT.matcher(mailbox).results().map(subject -> subject.group(1)).collect(Collectors.toSet());
        }
    }
}
