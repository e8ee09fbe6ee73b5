package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.fingerpost.itest.process.SmtpSink.Received;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backlog that {@code bench/backlog} makes is taken up with the heap that is shipped, listed and sent, and new mail is taken
 * meanwhile. The property {@code fingerpost.backlog} says how many messages; a million takes half an hour and 8 GiB.
 */
class BacklogIT {

    private static final int MESSAGES = Integer.getInteger("fingerpost.backlog", 1000);
    private static final Path GENERATOR = Path.of("../bench/backlog");
    private static final String NEW = "m000001";

    @TempDir
    private Path folder;

    @Test
    void aBacklogIsTakenUpListedAndSentWhileNewMailIsTaken() throws Exception {
        Path generator = List.of(GENERATOR, Path.of("bench/backlog")).stream().filter(Files::isExecutable).findFirst().orElse(null);
        assumeTrue(generator != null, "bench/backlog is not here");
        assumeTrue(new File(System.getProperty("java.home"), "bin/javac").canExecute(), "a JDK is needed");
        try (SmtpSink sink = new SmtpSink(); RouterProcess router = new RouterProcess(folder.resolve("instance"), "")
                .withRelay(sink.port())) {
            generate(generator, router.base());
            long begun = System.nanoTime();
            router.start();
            long ready = System.nanoTime();
            try (SmtpDialogue smtp = router.smtp()) {
                smtp.command("EHLO client.example", "250");
                smtp.send("s@client.example", Senders.message(NEW, 10), "new@far.example");
            }
            Duration patience = Duration.ofSeconds(120 + MESSAGES / 200);
            Await.until("the backlog to be taken up", patience,
                    () -> router.read("var/log/router.log").contains("the queue is open with"));
            long open = System.nanoTime();
            Await.until("the backlog at the sink", patience, () -> sink.count() >= MESSAGES + 1);
            long sent = System.nanoTime();
            Await.until("an empty spool", patience, () -> router.spooled().isEmpty());
            assertEquals(MESSAGES + 1, sink.received().stream().map(Received::to).distinct().count());
            assertEquals(MESSAGES + 1, sink.count());
            assertTrue(sink.received().stream().anyMatch(message -> Senders.isWhole(message.content(), NEW)));
            assertFalse(router.read("var/log/router.log").contains("OutOfMemoryError"));
            System.out.printf("backlog: %d messages, ready after %d ms, taken up after %d ms, sent at %d/s%n", MESSAGES,
                    TimeUnit.NANOSECONDS.toMillis(ready - begun), TimeUnit.NANOSECONDS.toMillis(open - begun),
                    MESSAGES * 1_000_000_000L / (sent - ready));
        }
    }

    private static void generate(Path generator, Path base) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(generator.toString(), Integer.toString(MESSAGES), "--base", base.toString(),
                "--body", "200").redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the generator has not ended");
        assertEquals(0, process.exitValue(), said);
    }
}
