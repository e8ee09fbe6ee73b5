package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail in, routed, mail out, by both ways in and all three ways out. */
class FirstMailIT {

    private static final String USER = System.getProperty("user.name");
    /** Dots, a From line, 8-bit octets, a long line. */
    private static final String BODY =
            ".\r\n..\r\n.hidden\r\nFrom here on\r\n>From there\r\nna\u00efve caf\u00e9 \u0080\u00ff\r\n\r\n"
            + "x".repeat(2000) + "\r\n";

    @TempDir
    static Path folder;
    private static SmtpSink sink;
    private static RouterProcess router;

    @BeforeAll
    static void start() throws Exception {
        sink = new SmtpSink();
        router = new RouterProcess(folder.resolve("instance"), "").withRelay(sink.port()).with("etc/aliases", """
                postmaster: root
                tofile: /%1$s/archive
                tomaildir: /%1$s/maildir/
                toprogram: "|cat > /%1$s/program"
                list: a@far.example, b@far.example, c@far.example
                failing: "|echo the reason; exit 67"
                included: :include:/%1$s/members
                """.formatted(folder).replace("//", "/")).start();
    }

    @AfterAll
    static void stop() throws Exception {
        router.close();
        sink.close();
    }

    private static String mbox(String text) {
        return text.replace("\r\n", "\n").replaceAll("(?m)^From ", ">From ");
    }

    @Test
    void toALocalUserBySmtp() throws Exception {
        try (SmtpDialogue smtp = router.smtp()) {
            smtp.command("EHLO client.example", "250");
            String id = smtp.send("sender@far.example", "Subject: local one\r\n\r\n" + BODY, USER);
            router.awaitIn("var/mail/" + USER, "Subject: local one");
            String mailbox = router.read("var/mail/" + USER);
            String message = mailbox.substring(mailbox.indexOf("Subject: local one"));
            assertTrue(mailbox.contains("From sender@far.example "), mailbox);
            assertTrue(mailbox.contains("id " + id), mailbox);
            assertEquals(mbox(BODY), message.substring(message.indexOf("\n\n") + 2).substring(0, mbox(BODY).length()));
        }
    }

    @Test
    void toAFileAliasByCommandLine() throws Exception {
        Shell.Result result = router.sendmail("Subject: for the file\n\n" + BODY.replace("\r\n", "\n"), "-i", "-f",
                "me@here.example", "tofile");
        assertEquals(new Shell.Result(0, "", ""), result);
        Path archive = folder.resolve("archive");
        router.awaitIn(archive.toString(), "for the file");
        assertTrue(router.read(archive.toString()).contains("\n\n" + mbox(BODY)), router.read(archive.toString()));
    }

    @Test
    void toAMaildirAndAnInclusion() throws Exception {
        router.with(folder.resolve("members").toString(), "# the members\ntofile, tomaildir\n");
        assertEquals(0, router.sendmail("Subject: for the maildir\n\nhello\n", "included").status());
        Await.until("a message in the maildir", () -> {
            Path fresh = folder.resolve("maildir/new");
            try (var files = Files.list(fresh)) {
                return files.count() == 1;
            } catch (NoSuchFileException e) {
                return false;
            }
        });
        router.awaitIn(folder.resolve("archive").toString(), "for the maildir");
    }

    @Test
    void toAProgramAlias() throws Exception {
        assertEquals(0, router.sendmail("Subject: for the program\n\n" + BODY.replace("\r\n", "\n"), "-i", "toprogram").status());
        Path output = folder.resolve("program");
        router.awaitIn(output.toString(), "x".repeat(2000) + "\n");
        assertTrue(router.read(output.toString()).endsWith("\n\n" + BODY.replace("\r\n", "\n")));
    }

    @Test
    void aListOnOneHostOfTheRelayIsOneTransaction() throws Exception {
        try (SmtpDialogue smtp = router.smtp()) {
            smtp.command("EHLO client.example", "250");
            smtp.send("sender@far.example", "Subject: to the list\r\n\r\n" + BODY, "list");
        }
        Await.until("the list at the relay", () -> sink.received().stream().anyMatch(m -> m.content().contains("to the list")));
        List<SmtpSink.Received> received = sink.received().stream().filter(m -> m.content().contains("to the list")).toList();
        assertEquals(1, received.size());
        assertEquals(List.of("a@far.example", "b@far.example", "c@far.example"), received.get(0).to());
        assertEquals("sender@far.example", received.get(0).from());
        assertTrue(received.get(0).content().endsWith("\r\n\r\n" + BODY), received.get(0).content());
    }

    @Test
    void anUnknownUserIsRefusedBySmtp() throws Exception {
        try (SmtpDialogue smtp = router.smtp()) {
            smtp.command("EHLO client.example", "250");
            smtp.command("MAIL FROM:<sender@far.example>", "250");
            smtp.command("RCPT TO:<nobody-of-this-name>", "550 5.1.1");
            smtp.command("RCPT TO:<|touch>", "550");
            smtp.command("RCPT TO:<\"|touch /tmp/x\">", "550");
            smtp.command("RCPT TO:</etc/passwd>", "550");
            smtp.command("DATA", "5");
            smtp.command("QUIT", "221");
        }
    }

    @Test
    void anUnknownUserByCommandLineIsReturned() throws Exception {
        Shell.Result result = router.sendmail("Subject: not for anybody\n\nhello\n", "-f", USER, "nobody-of-this-name");
        assertEquals(67, result.status(), result.error());
        assertTrue(result.error().contains("User unknown"), result.error());
        router.awaitIn("var/mail/" + USER, "Subject: Returned mail: see transcript for details");
        router.awaitIn("var/mail/" + USER, "Final-Recipient: rfc822; nobody-of-this-name");
        router.awaitIn("var/mail/" + USER, "Subject: not for anybody");
    }

    @Test
    void whatAProgramSaysIsReturned() throws Exception {
        assertEquals(0, router.sendmail("Subject: to the failing program\n\nhello\n", "-f", USER, "failing").status());
        router.awaitIn("var/mail/" + USER, "the reason");
        router.awaitIn("var/mail/" + USER, "Status: 5.1.1");
    }

    @Test
    void recipientsFromTheHeader() throws Exception {
        Shell.Result result = router.sendmail("To: x@far.example (X)\nCc: Y <y@far.example>,\n\tz@far.example\nBcc: secret@far.example\n"
                + "Subject: from the header\n\nhello\n", "-t");
        assertEquals(0, result.status(), result.error());
        Await.until("the message at the relay", () -> sink.received().stream()
                .anyMatch(m -> m.content().contains("from the header")));
        SmtpSink.Received received = sink.received().stream().filter(m -> m.content().contains("from the header")).findFirst()
                .orElseThrow();
        assertEquals(List.of("secret@far.example", "x@far.example", "y@far.example", "z@far.example"),
                received.to().stream().sorted().toList());
        assertTrue(!received.content().contains("secret@"), received.content());
        assertTrue(received.content().contains("Message-Id: <"), received.content());
        assertTrue(received.content().contains("Date: "), received.content());
    }

    @Test
    void wrongCommandLinesSayWhatIsWrong() throws Exception {
        assertEquals(64, router.sendmail("").status());
        Shell.Result odd = router.sendmail("", "-y", "root");
        assertEquals(64, odd.status());
        assertTrue(odd.error().contains("-y"), odd.error());
    }

    @Test
    void newaliasesRebuildsAndReportsErrors() throws Exception {
        Shell.Result result = router.program("newaliases", "");
        assertEquals(0, result.status(), result.error());
        assertTrue(result.output().matches("(?s).*etc/aliases: 7 aliases, longest \\d+ bytes, \\d+ bytes total\n"),
                result.output());
    }
}
