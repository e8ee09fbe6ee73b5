package org.fingerpost.mailer.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.mailer.UnixText.Quoting;
import org.junit.jupiter.api.Test;

class MboxSafetyTest extends MboxFixture {

    private static final TestBody LONG = TestBody.of("x".repeat(200_000) + "\r\n");

    @Test
    void devicesLinksAndProgramsAreNotWritten() throws Exception {
        Path target = Files.writeString(base.resolve("target"), "precious");
        Files.createSymbolicLink(base.resolve("symbolic"), target);
        Files.createSymbolicLink(base.resolve("dangling"), base.resolve("nowhere"));
        Files.createLink(base.resolve("hard"), target);
        Path program = Files.createFile(base.resolve("program"));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        new ProcessBuilder("mkfifo", base.resolve("pipe").toString()).start().waitFor();

        for (String name : List.of("symbolic", "dangling", "pipe")) {
            assertEquals(Outcome.failed("5.2.0", "not a regular file"), alias(base.resolve(name)), name);
        }
        assertEquals(Outcome.failed("5.2.0", "not a regular file"), alias(Path.of("/dev/full")));
        assertEquals(Outcome.failed("5.2.0", "the file has more than one name"), alias(base.resolve("hard")));
        assertEquals(Outcome.failed("5.2.0", "the file is executable"), alias(program));
        assertEquals("precious", text(target));
        assertTrue(Files.notExists(base.resolve("nowhere")));
    }

    private Outcome alias(Path file) {
        return one(TestDelivery.of("$u", "hello\r\n", file.toString()));
    }

    @Test
    void aFolderThatIsMissingFailsAnAliasButWaitsForThePolicy() throws IOException {
        Path missing = base.resolve("no/file");
        assertEquals(Outcome.failed("5.2.0", missing + ": No such file or directory"), alias(missing));
        Files.delete(base.resolve("var/mail"));
        assertEquals(Outcome.deferred("4.3.5", "var/mail/anna: No such file or directory"), one(to("anna")));
        Files.createFile(base.resolve("var/mail"));
        assertEquals(Outcome.deferred("4.3.5", "var/mail/anna: Not a directory"), one(to("anna")));
    }

    @Test
    void aNameThatIsTooLongIsNoUser() {
        String user = "u".repeat(300);

        assertEquals(Outcome.failed("5.1.1", "var/mail/" + user + ": File name too long"), one(to(user)));
    }

    @Test
    void anErrorInTheMiddleLeavesTheMailboxAsItWas() throws IOException {
        one(to("anna"));
        TestBody broken = LONG.thenAtEnd(() -> {
            assertTrue(box.toFile().length() > 65_000, "a part of the message must be in the file by now");
            LONG.thenBreaks().atEnd().run();
        });

        assertEquals(Outcome.deferred("4.3.0", "var/mail/anna: the disk is gone"),
                one(TestDelivery.of("var/mail/$u", broken, "anna")));
        assertEquals(ANNA, text(box));
        assertFalse(Files.exists(base.resolve("var/mail/anna.lock")));
    }

    @Test
    void anErrorInAMailboxThatWasMadeForItLeavesAnEmptyOne() throws IOException {
        one(TestDelivery.of("var/mail/$u", LONG.thenBreaks(), "ben"));

        assertEquals("", text(base.resolve("var/mail/ben")));
    }

    @Test
    void anInterruptInTheMiddleLeavesTheMailboxAsItWas() throws IOException {
        one(to("anna"));
        Outcome outcome = one(TestDelivery.of("var/mail/$u", LONG.thenAtEnd(() -> Thread.currentThread().interrupt()), "anna"));

        assertTrue(Thread.interrupted());
        assertEquals(Outcome.deferred("4.3.2", "delivery was interrupted"), outcome);
        assertEquals(ANNA, text(box));
    }

    @Test
    void aBodyThatTheStoreCannotFindIsNeverAFailure() {
        Body gone = new Body() {
            @Override
            public long size() {
                return 1;
            }

            @Override
            public InputStream open() throws IOException {
                throw new NoSuchFileException("body");
            }
        };

        assertEquals(Outcome.deferred("4.3.0", base + "/x: the message cannot be read: body"),
                one(TestDelivery.of("$u", gone, base + "/x")));
    }

    @Test
    void aLockFileHoldsDeliveryUp() throws IOException {
        Path lock = Files.createFile(base.resolve("var/mail/anna.lock"));
        Files.setLastModifiedTime(lock, FileTime.from(NOW.minusSeconds(299)));
        assertEquals(Outcome.deferred("4.2.0", "the mailbox is locked by another program"), one(to("anna")));
        assertTrue(Files.exists(lock));

        Files.setLastModifiedTime(lock, FileTime.from(NOW.minusSeconds(301)));
        assertInstanceOf(Outcome.Delivered.class, one(to("anna")));
        assertFalse(Files.exists(lock));
    }

    @Test
    void aLockInTheFileHoldsDeliveryUp() throws IOException {
        one(to("anna"));
        try (FileChannel other = FileChannel.open(box, StandardOpenOption.WRITE)) {
            other.lock();
            assertEquals(Outcome.deferred("4.2.0", "the mailbox is locked by another program"), one(to("anna")));
        }

        assertInstanceOf(Outcome.Delivered.class, one(to("anna")));
        assertEquals(ANNA + ANNA, text(box));
    }

    @Test
    void aMailboxBesideWhichNoLockFileCanBeIsWritten() throws IOException {
        String user = "u".repeat(252); // with .lock the name is too long

        assertInstanceOf(Outcome.Delivered.class, one(to(user)));
        assertEquals(ANNA, text(base.resolve("var/mail/" + user)));
    }

    @Test
    void manyAtOnceDoNotMix() throws Exception {
        FileMailer patient = new FileMailer(base, Quoting.MBOXO, false, Duration.ofMinutes(1), Duration.ofMinutes(5),
                Clock.fixed(NOW, ZoneOffset.UTC));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<List<Outcome>>> attempts = IntStream.range(0, 80).mapToObj(i -> threads.submit(
                () -> patient.attempt(TestDelivery.of("var/mail/$u", "hello\r\n", "anna", "ben")))).toList();
        for (Future<List<Outcome>> attempt : attempts) {
            assertTrue(attempt.get().stream().allMatch(Outcome.Delivered.class::isInstance));
        }
        threads.shutdown();

        assertEquals(ANNA.repeat(80), text(box));
        assertEquals(ANNA.repeat(80), text(base.resolve("var/mail/ben")));
    }

    @Test
    void oneThatCannotBeReadHarmsNoneOfThoseWrittenWithIt() throws Exception {
        FileMailer patient = new FileMailer(base, Quoting.MBOXO, true, Duration.ofMinutes(1), Duration.ofMinutes(5),
                Clock.fixed(NOW, ZoneOffset.UTC));
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch othersWait = new CountDownLatch(1);
        TestBody first = TestBody.of("hello\r\n").thenAtEnd(() -> {
            writing.countDown();
            awaitQuietly(othersWait);
        });
        List<TestDelivery> rest = List.of(to("anna"), TestDelivery.of("var/mail/$u", LONG.thenBreaks(), "anna"), to("anna"));
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        outcomes.add(start(patient, TestDelivery.of("var/mail/$u", first, "anna"), new ArrayList<>()));
        assertTrue(writing.await(30, TimeUnit.SECONDS));
        List<Thread> waiting = new ArrayList<>();
        rest.forEach(delivery -> outcomes.add(start(patient, delivery, waiting)));
        while (!waiting.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING)) {
            Thread.onSpinWait();
        }
        othersWait.countDown();

        List<String> statuses = new ArrayList<>();
        for (CompletableFuture<Outcome> outcome : outcomes) {
            statuses.add(outcome.get(30, TimeUnit.SECONDS).status().toString());
        }
        assertEquals(List.of("2.0.0", "2.0.0", "4.3.0", "2.0.0"), statuses);
        assertEquals(ANNA.repeat(3), text(box));
    }

    private static CompletableFuture<Outcome> start(FileMailer mailer, TestDelivery delivery, List<Thread> threads) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        Thread thread = new Thread(() -> outcome.complete(mailer.attempt(delivery).get(0)));
        threads.add(thread);
        thread.start();
        return outcome;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
