package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site that brings a sendmail.cf with check rule sets, an access table and a program as its local mailer. */
class CheckRuleSetsIT {

    @TempDir
    static Path folder;
    private static SmtpSink sink;
    private static RouterProcess router;

    @BeforeAll
    static void start() throws Exception {
        sink = new SmtpSink();
        String policy = new String(CheckRuleSetsIT.class.getResourceAsStream("/checks.cf").readAllBytes(),
                StandardCharsets.ISO_8859_1)
                .replace("@FOLDER@", folder.toString()).replace("@RELAY@", "[127.0.0.1]:" + sink.port());
        Path agent = Files.writeString(folder.resolve("agent"), "#!/bin/sh\n{ echo \"agent $*\"; cat; } >> \"" + folder
                + "/box.$2\"\n");
        assertTrue(agent.toFile().setExecutable(true));
        router = new RouterProcess(folder.resolve("instance"), "").with("etc/sendmail.cf", policy)
                .with("etc/aliases", "postmaster: root\nboss: root\n")
                .with("etc/access", "From:spammer@bad.example REJECT\nFrom:gone@bad.example DISCARD\nTo:friend.example RELAY\n"
                        + "From:odd@bad.example QUARANTINE:look at it\nFrom:late@bad.example ERROR:4.7.1:\"450 not today\"\n")
                        .start();
    }

    @AfterAll
    static void stop() throws Exception {
        router.close();
        sink.close();
    }

    private static boolean isOnThePath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, program)));
    }

    private static String swaks(String... arguments) throws Exception {
        assumeTrue(isOnThePath("swaks"), "swaks is not on the PATH");
        List<String> command = new ArrayList<>(List.of("swaks", "--server", "127.0.0.1:" + router.port()));
        command.addAll(List.of(arguments));
        return Shell.run(Map.of("LC_ALL", "C.UTF-8"), new byte[0], command).output();
    }

    @Test
    void theAccessTableAndTheHeadersAreLookedAt() throws Exception {
        String refused = swaks("--from", "spammer@bad.example", "--to", "root");
        assertTrue(refused.contains("<** 550 5.7.1 <spammer@bad.example>... Access denied"), refused);
        refused = swaks("--from", "late@bad.example", "--to", "root");
        assertTrue(refused.contains("<** 450 4.7.1 <late@bad.example>... not today"), refused);
        refused = swaks("--from", "a@good.example", "--to", "x@far.example");
        assertTrue(refused.contains("<** 550 5.7.1 <x@far.example>... no relaying for localhost 127.0.0.1"), refused);
        refused = swaks("--from", "a@good.example", "--to", "root", "--header", "Subject: cheap pills");
        assertTrue(refused.contains("<** 554 5.7.1 no pills"), refused);
        router.awaitIn("var/log/mail.log", "event=refused ruleset=CheckSubject arg=\"cheap pills\"");
    }

    @Test
    void whatIsPermittedIsRelayedAndTheLocalProgramGetsTheRest() throws Exception {
        String taken = swaks("--from", "a@good.example", "--to", "x@friend.example", "--header", "Subject: to a friend");
        assertTrue(taken.contains("<-  250 2.0.0 "), taken);
        Await.until("mail at the relay", () -> sink.received().stream()
                .anyMatch(m -> m.content().contains("Subject: to a friend\r\n")));
        swaks("--from", "a@good.example", "--to", "boss", "--header", "Subject: to the boss");
        router.awaitIn(folder.resolve("box.root").toString(), "Subject: to the boss");
        assertTrue(router.read(folder.resolve("box.root").toString()).contains("agent -d root -f a@good.example -a 127.0.0.1\n"),
                router.read(folder.resolve("box.root").toString()));
    }

    @Test
    void whatIsDiscardedOrHeldIsInTheLog() throws Exception {
        try (SmtpDialogue smtp = router.smtp()) {
            smtp.command("EHLO client.example", "250");
            String id = smtp.send("gone@bad.example", "Subject: gone\r\n\r\n", "root");
            router.awaitIn("var/log/mail.log", "qid=" + id + " event=discarded from=<gone@bad.example>");
            String held = smtp.send("odd@bad.example", "Subject: held\r\n\r\n", "root");
            router.awaitIn("var/log/mail.log", "qid=" + held + " event=held reason=\"quarantined: look at it\"");
            assertTrue(router.program("mailq", "").output().contains("quarantined: look at it"),
                    router.program("mailq", "").output());
            assertEquals(0, router.program("fingerpost", "", "queue", "release", held).status());
            router.awaitIn(folder.resolve("box.root").toString(), "Subject: held");
            assertFalse(router.read(folder.resolve("box.root").toString()).contains("Subject: gone"));
        }
    }

    @Test
    void aLocalProgramHearsWhatTheHeaderChecksSay() throws Exception {
        Shell.Result result = router.sendmail("Subject: cheap pills\n\nx\n", "root");
        assertEquals(65, result.status());
        assertEquals("sendmail: no pills\n", result.error());
    }
}
