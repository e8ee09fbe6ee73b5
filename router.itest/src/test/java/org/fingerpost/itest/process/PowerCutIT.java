package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.fingerpost.itest.process.Senders.Acknowledged;
import org.fingerpost.itest.process.SmtpSink.Received;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A power cut under load: the instance is on a disk of its own, of which at random moments a copy is made as a power cut would
 * leave it, and a second router is started on the copy. {@code kill -9} cannot show this, since the kernel keeps what was written
 * and not flushed. The property {@code fingerpost.power.cuts} says how often for each way of storing.
 */
class PowerCutIT {

    private static final String USER = System.getProperty("user.name");
    private static final String REMOTE = "x@far.example";
    private static final long SEED = Long.getLong("fingerpost.crash.seed", System.nanoTime());
    private static final int CUTS = Integer.getInteger("fingerpost.power.cuts", 2);

    /** How the store is set up. */
    private enum Way {
        /** As it is shipped. */
        JOURNAL(""),
        /** All messages are in files from the beginning. */
        FILES("journal.body = 0\n"),
        /** What waits is moved into files at once, and small segments come and go. */
        MOVING("journal.age = 0s\njournal.size = 1048576\n");

        private final String settings;

        Way(String settings) {
            this.settings = settings;
        }
    }

    /** Waits, but not for ever, until a control file is being written. */
    private static final String AT_A_MOVE = """
            cd %s/control; i=0
            while [ $i -lt 200000 ]; do
                for f in *.tmp; do [ -e "$f" ] && break 2; done
                i=$((i + 1))
            done
            """;
    /** Waits, but not for ever, until the first segment of the journal has gone. */
    private static final String AT_A_REMOVAL = """
            cd %s/journal; i=0; set -- *
            while [ -e "$1" ] && [ $i -lt 1000000 ]; do
                i=$((i + 1))
            done
            """;

    @TempDir
    private Path folder;
    private final Random random = new Random(SEED);
    private volatile int port;
    private int found;
    private int unfinished;

    @ParameterizedTest
    @EnumSource(Way.class)
    void whatWasAcknowledgedIsThereAfterAPowerCut(Way way) throws Exception {
        assumeTrue(USER.equals("root"), "root is needed to mount a disk");
        try (SmtpSink sink = new SmtpSink();
                LoopDisk disk = LoopDisk.make(folder.resolve("disk"), folder.resolve("mounted"), 48);
                RouterProcess router = new RouterProcess(disk.folder().resolve("instance"), "").withRelay(sink.port())
                        .with("etc/queue.cfg", "retry = 1s\n")
                        .with("etc/queue.file.cfg", "min.free.bytes = 1000000\n" + way.settings).start()) {
            // One in three waits, so that some are in the queue and not on their way at any time.
            sink.misbehave(step -> step == SmtpSink.Step.RCPT && random.nextInt(3) == 0 ? "450 4.2.0 later" : null);
            disk.sync(); // the instance was made just now; only its mail is to be tested
            port = router.port();
            Senders senders = new Senders(4, random, () -> port, "sender@client.example",
                    List.of(List.of(USER), List.of(REMOTE), List.of(USER, REMOTE)));
            try (senders) {
                for (int i = 0; i < CUTS; i++) {
                    int enough = senders.acknowledged().size() + 1 + random.nextInt(50);
                    Await.until(enough + " acknowledged messages", () -> senders.acknowledged().size() >= enough);
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(50));
                    cut(way, i, router, disk, senders, sink);
                }
            }
            System.out.printf("power cuts, %s: seed %d, %d cuts, %d of them while control files were being written, "
                    + "%d messages looked for%n", way, SEED, CUTS, unfinished, found);
        }
    }

    private void cut(Way way, int number, RouterProcess router, LoopDisk disk, Senders senders, SmtpSink sink) throws Exception {
        Path spool = router.base().resolve("var/spool");
        if (way == Way.MOVING && number % 3 < 2) {
            shell((number % 3 == 0 ? AT_A_MOVE : AT_A_REMOVAL).formatted(spool) + "kill -STOP " + router.pid());
        } else {
            shell("kill -STOP " + router.pid());
        }
        TimeUnit.MILLISECONDS.sleep(100); // a thread within a flush stops when that has ended
        List<Acknowledged> acknowledged = senders.acknowledged();
        List<Received> taken = sink.received();
        String[] temporary = spool.resolve("control").toFile().list((control, name) -> name.endsWith(".tmp"));
        unfinished += temporary.length > 0 ? 1 : 0;
        // Nothing is acknowledged or taken meanwhile, so the copy must hold all that was, or the sink has it.
        try (LoopDisk copy = disk.afterPowerCut(folder.resolve("copy"), folder.resolve("copy-mounted"))) {
            check(copy, acknowledged, taken);
        } finally {
            shell("kill -CONT " + router.pid());
        }
    }

    private static void shell(String script) throws Exception {
        Shell.Result result = Shell.run(Map.of(), new byte[0], List.of("sh", "-c", script));
        assertEquals(0, result.status(), result.error());
    }

    private void check(LoopDisk copy, List<Acknowledged> acknowledged, List<Received> taken) throws Exception {
        try (SmtpSink after = new SmtpSink();
                RouterProcess router = new RouterProcess(copy.folder().resolve("instance"), "").withRelay(after.port())
                        .with("etc/mailer.file.cfg", "lock.timeout = 1s\nlock.stale = 1s\n").start()) {
            router.awaitEmptySpool();
            Mbox mailbox = Mbox.parse(router.read("var/mail/" + USER));
            List<Received> arrived = new ArrayList<>(taken);
            arrived.addAll(after.received());
            List<String> lost = new ArrayList<>();
            for (Acknowledged message : acknowledged) {
                boolean local = mailbox.copies(message.id()) > 0;
                boolean remote = arrived.stream().anyMatch(one -> Senders.isWhole(one.content(), message.id()));
                if (message.to().contains(USER) && !local || message.to().contains(REMOTE) && !remote) {
                    lost.add(message.toString());
                }
            }
            found += acknowledged.size();
            assertEquals(List.of(), lost, () -> "seed " + SEED);
            assertEquals(List.of(), router.damaged(), () -> "seed " + SEED);
        }
    }
}
