package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.fingerpost.itest.process.SmtpSink.Step;
import org.fingerpost.itest.process.SmtpSink.Trouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No room, no file descriptors: clients are told to come again, nothing is half accepted or repeated, and it goes on by itself.
 */
class FullDiskIT {

    private static final String USER = System.getProperty("user.name");

    @TempDir
    private Path folder;

    private static void run(String... command) throws Exception {
        Shell.Result result = Shell.run(Map.of(), new byte[0], List.of(command));
        assertEquals(0, result.status(), () -> String.join(" ", command) + ": " + result.error());
    }

    private static void fill(Path file) throws IOException {
        byte[] page = new byte[4096];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(page);
            }
        } catch (IOException e) {
            assertTrue(e.getMessage().contains("No space left"), e.toString());
        }
    }

    /** Whether a whole message is taken; if it is not, it is refused for now. */
    private static boolean isTaken(RouterProcess router, String id, String to) throws IOException {
        return isTaken(router, id, to, 200);
    }

    private static boolean isTaken(RouterProcess router, String id, String to, int lines) throws IOException {
        try (SmtpDialogue smtp = router.smtp()) {
            smtp.command("EHLO client.example", "250");
            String reply = smtp.command("MAIL FROM:<s@client.example>", "");
            if (reply.startsWith("250")) {
                smtp.command("RCPT TO:<" + to + ">", "250");
                reply = smtp.command("DATA", "");
            }
            if (reply.startsWith("354")) {
                reply = smtp.command(Senders.message(id, lines) + ".", "");
            }
            assertTrue(reply.startsWith("250") || reply.startsWith("4"), reply);
            return reply.startsWith("250");
        }
    }

    /** A small file system for the spool alone, as long as the test lasts. */
    private static final class SmallDisk implements AutoCloseable {

        private final Path folder;

        SmallDisk(Path folder, String options) throws Exception {
            assumeTrue(USER.equals("root"), "root is needed to mount a disk");
            this.folder = Files.createDirectory(folder);
            assumeTrue(Shell.run(Map.of(), new byte[0], List.of("mount", "-t", "tmpfs", "-o", "mode=0711," + options, "spool",
                    folder.toString())).status() == 0, "a tmpfs cannot be mounted here");
        }

        @Override
        public void close() throws Exception {
            run("umount", folder.toString());
        }
    }

    private RouterProcess router(SmtpSink sink, SmallDisk disk, String settings) throws Exception {
        return new RouterProcess(folder.resolve("instance"), "").withRelay(sink.port()).with("etc/queue.cfg", "retry = 1s\n")
                .with("etc/load.cfg", "inodes.refuse = 0\n") // the store itself is to meet its limits
                .with("etc/queue.file.cfg", "min.free.bytes = 0\ndirectory = " + disk.folder + "\n" + settings).start();
    }

    private static void assertArrivedOnce(RouterProcess router, String... ids) throws Exception {
        Mbox mailbox = Mbox.parse(router.read("var/mail/" + USER));
        for (String id : ids) {
            assertEquals(1, mailbox.copies(id), id);
        }
        assertEquals(ids.length, mailbox.messages().size(), "messages in the mailbox");
    }

    @Test
    void aFullDisk() throws Exception {
        try (SmallDisk disk = new SmallDisk(folder.resolve("disk"), "size=4m"); SmtpSink sink = new SmtpSink();
                RouterProcess router = router(sink, disk, "journal.body = 0\n")) {
            sink.misbehave(step -> step == Step.RCPT ? Trouble.HANG : null);
            try (SmtpDialogue smtp = router.smtp()) {
                smtp.command("EHLO client.example", "250");
                smtp.send("s@client.example", Senders.message("m000001", 1), USER, "x@far.example");
            }
            router.awaitIn("var/mail/" + USER, "end m000001");
            fill(disk.folder.resolve("filler"));
            // Now the second outcome comes: there is no room to write it down.
            sink.misbehave(step -> step == Step.RCPT ? "450 4.2.0 later" : null);
            sink.hangUp();
            router.awaitIn("var/log/router.log", "cannot be stored; it is remembered");
            for (int i = 0; i < 20; i++) {
                assertTrue(!isTaken(router, "m000002", USER), "there is no room for it");
            }
            assertEquals(1, list(disk.folder.resolve("data")), "bodies of messages that were not taken");

            Files.delete(disk.folder.resolve("filler"));
            assertTrue(isTaken(router, "m000003", USER));
            router.awaitIn("var/mail/" + USER, "end m000003");
            sink.misbehave(step -> null);
            Await.until("an empty spool", () -> list(disk.folder.resolve("control")) == 0);
            assertArrivedOnce(router, "m000001", "m000003");
            assertEquals(1, sink.received().size());
            assertEquals(0, list(disk.folder.resolve("damaged")));
        }
    }

    @Test
    void aFullDiskUnderAJournal() throws Exception {
        try (SmallDisk disk = new SmallDisk(folder.resolve("disk"), "size=4m"); SmtpSink sink = new SmtpSink();
                RouterProcess router = router(sink, disk, "journal.age = 0s\n")) {
            sink.misbehave(step -> step == Step.RCPT ? "450 4.2.0 later" : null);
            assertTrue(isTaken(router, "m000001", USER));
            assertTrue(isTaken(router, "m999999", "x@far.example"));
            router.awaitIn("var/mail/" + USER, "end m000001");
            fill(disk.folder.resolve("filler"));
            List<String> taken = new ArrayList<>(List.of("m000001"));
            for (int i = 3; i < 30; i++) { // one or two may find the room that a file of the journal leaves
                String id = String.format("m%06d", i);
                if (isTaken(router, id, USER)) {
                    taken.add(id);
                }
            }
            assertTrue(taken.size() < 20, taken::toString);
            sink.misbehave(step -> null); // what waits goes, though that cannot be written down

            Files.delete(disk.folder.resolve("filler"));
            Await.until("a message to be taken again", () -> isTaken(router, "m000002", USER));
            taken.add("m000002");
            router.awaitIn("var/mail/" + USER, "end m000002");
            router.awaitEmptyQueue();
            assertArrivedOnce(router, taken.toArray(String[]::new));
            assertEquals(1, sink.received().size());
            router.kill(); // what the journal says after all that
            router.start();
            router.awaitEmptyQueue();
            assertArrivedOnce(router, taken.toArray(String[]::new));
            assertEquals(1, sink.received().size());
            assertEquals(0, list(disk.folder.resolve("damaged")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "journal.body = 0\n"})
    void noInodes(String settings) throws Exception {
        try (SmallDisk disk = new SmallDisk(folder.resolve("disk"), "size=16m,nr_inodes=100"); SmtpSink sink = new SmtpSink();
                RouterProcess router = router(sink, disk, settings)) {
            assertTrue(isTaken(router, "m000001", USER));
            router.awaitIn("var/mail/" + USER, "end m000001");
            Await.until("an empty queue", () -> list(disk.folder.resolve("control")) == 0);
            fillInodes(Files.createDirectory(disk.folder.resolve("fillers")));
            int taken = 0;
            for (int i = 0; i < 10; i++) {
                taken += isTaken(router, String.format("m%06d", 10 + i), USER, 2000) ? 1 : 0; // too large for the journal
            }
            assertEquals(0, taken, "there are no inodes for it");
            assertEquals(0, list(disk.folder.resolve("data")));
            assertEquals(0, list(disk.folder.resolve("control")));

            run("rm", "-r", disk.folder.resolve("fillers").toString());
            assertTrue(isTaken(router, "m000002", USER, 2000));
            router.awaitIn("var/mail/" + USER, "end m000002");
            router.awaitEmptyQueue();
            assertArrivedOnce(router, "m000001", "m000002");
            assertEquals(0, list(disk.folder.resolve("damaged")));
        }
    }

    private static void fillInodes(Path directory) throws IOException {
        try {
            for (int i = 0; i < 1000; i++) {
                Files.createFile(directory.resolve("f" + i));
            }
            throw new AssertionError("there are more inodes than asked for");
        } catch (FileSystemException e) {
            assertTrue(e.getMessage().contains("No space left"), e.toString());
        }
    }

    private static int list(Path directory) {
        return directory.toFile().list().length;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "journal.body = 0\n"})
    void fewFileDescriptors(String settings) throws Exception {
        assumeTrue(Shell.run(Map.of(), new byte[0], List.of("sh", "-c", "command -v prlimit")).status() == 0,
                "there is no prlimit");
        try (SmtpSink sink = new SmtpSink(); RouterProcess router = new RouterProcess(folder.resolve("instance"), "")
                .withRelay(sink.port())
                .with("etc/queue.cfg", "retry = 1s\n").with("etc/queue.file.cfg", settings).start()) {
            assertTrue(isTaken(router, "m000000", "x@far.example"));
            Await.until("the first message", () -> sink.received().size() == 1);
            List<String> taken = new ArrayList<>(List.of("m000000"));
            int refused = 0;
            for (int left = 1; left <= 12; left++) {
                List<SmtpDialogue> idle = new ArrayList<>();
                for (int i = 0; i < 5; i++) {
                    idle.add(router.smtp());
                }
                SmtpDialogue sender = router.smtp();
                sender.command("EHLO client.example", "250");
                limit(router, router.descriptors() + left);
                for (int i = 0; i < 5; i++) {
                    String id = String.format("m%04d%02d", left, i);
                    if (isTaken(sender, id, i % 2 == 0 ? "x@far.example" : USER)) {
                        taken.add(id);
                    } else {
                        refused++;
                    }
                }
                sender.close();
                for (SmtpDialogue one : idle) {
                    one.close();
                }
                limit(router, 1024);
                String again = String.format("m%06d", left);
                Await.until("a message to be taken again", () -> isTaken(router, again, "x@far.example"));
                taken.add(again);
            }
            router.awaitEmptySpool();
            Mbox mailbox = Mbox.parse(router.read("var/mail/" + USER));
            List<String> lost = taken.stream().filter(id -> mailbox.copies(id) + sink.received().stream()
                    .filter(message -> Senders.isWhole(message.content(), id)).count() == 0).toList();
            System.out.printf("few descriptors: %d messages taken, %d refused%n", taken.size(), refused);
            assertEquals(List.of(), lost);
            assertEquals(List.of(), router.damaged());
            assertTrue(refused > 0, "there were descriptors enough");
        }
    }

    private static boolean isTaken(SmtpDialogue smtp, String id, String to) throws IOException {
        if (!smtp.command("MAIL FROM:<s@client.example>", "").startsWith("250")
                || !smtp.command("RCPT TO:<" + to + ">", "").startsWith("250")) {
            smtp.command("RSET", "250");
            return false;
        }
        String reply = smtp.command("DATA", "");
        if (reply.startsWith("354")) {
            reply = smtp.command(Senders.message(id, 5) + ".", "");
        }
        assertTrue(reply.startsWith("250") || reply.startsWith("4"), reply);
        smtp.command("RSET", "250");
        return reply.startsWith("250");
    }

    private static void limit(RouterProcess router, int descriptors) throws Exception {
        run("prlimit", "--pid", Long.toString(router.pid()), "--nofile=" + descriptors + ":");
    }
}
