package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.fingerpost.itest.process.SmtpSink.Step;
import org.fingerpost.itest.process.SmtpSink.Trouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        try (SmtpDialogue smtp = router.smtp()) {
            smtp.command("EHLO client.example", "250");
            smtp.command("MAIL FROM:<s@client.example>", "250");
            smtp.command("RCPT TO:<" + to + ">", "250");
            String reply = smtp.command("DATA", "");
            if (reply.startsWith("354")) {
                reply = smtp.command(Senders.message(id, 200) + ".", "");
            }
            assertTrue(reply.startsWith("250") || reply.startsWith("4"), reply);
            return reply.startsWith("250");
        }
    }

    @Test
    void aFullDisk() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(USER.equals("root"), "root is needed to mount a disk");
        assumeTrue(Shell.run(Map.of(), new byte[0], List.of("mount", "-t", "tmpfs", "-o", "size=4m,mode=0711", "spool",
                disk.toString())).status() == 0,
                "a tmpfs cannot be mounted here");
        try (SmtpSink sink = new SmtpSink();
                RouterProcess router = new RouterProcess(folder.resolve("instance"), "").withRelay(sink.port())
                        .with("etc/queue.cfg", "retry = 1s\n")
                        .with("etc/queue.file.cfg", "min.free.bytes = 0\njournal.body = 0\ndirectory = " + disk + "\n").start()) {
            sink.misbehave(step -> step == Step.RCPT ? Trouble.HANG : null);
            try (SmtpDialogue smtp = router.smtp()) {
                smtp.command("EHLO client.example", "250");
                smtp.send("s@client.example", Senders.message("m000001", 1), USER, "x@far.example");
            }
            router.awaitIn("var/mail/" + USER, "end m000001");
            fill(disk.resolve("filler"));
            // Now the second outcome comes: there is no room to write it down.
            sink.misbehave(step -> step == Step.RCPT ? "450 4.2.0 later" : null);
            sink.hangUp();
            router.awaitIn("var/log/router.log", "cannot be stored; it is remembered");
            for (int i = 0; i < 20; i++) {
                assertTrue(!isTaken(router, "m000002", USER), "there is no room for it");
            }
            assertEquals(1, list(disk.resolve("data")), "bodies of messages that were not taken");

            Files.delete(disk.resolve("filler"));
            assertTrue(isTaken(router, "m000003", USER));
            router.awaitIn("var/mail/" + USER, "end m000003");
            sink.misbehave(step -> null);
            Await.until("an empty spool", () -> list(disk.resolve("control")) == 0);
            Mbox mailbox = Mbox.parse(router.read("var/mail/" + USER));
            assertEquals(List.of(1L, 0L, 1L), List.of(mailbox.copies("m000001"), mailbox.copies("m000002"),
                    mailbox.copies("m000003")));
            assertEquals(1, sink.received().size());
            assertEquals(0, list(disk.resolve("damaged")));
        } finally {
            run("umount", disk.toString());
        }
    }

    private static int list(Path directory) {
        return directory.toFile().list().length;
    }

    @Test
    void fewFileDescriptors() throws Exception {
        assumeTrue(Shell.run(Map.of(), new byte[0], List.of("sh", "-c", "command -v prlimit")).status() == 0,
                "there is no prlimit");
        try (SmtpSink sink = new SmtpSink(); RouterProcess router = new RouterProcess(folder.resolve("instance"), "")
                .withRelay(sink.port())
                .with("etc/queue.cfg", "retry = 1s\n").start()) {
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
