package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Block lists, and limits of a client, as an installation has them; both changed while it runs. */
class DefencesIT {

    private static final String USER = System.getProperty("user.name");

    @TempDir
    private Path folder;

    @Test
    void aListedClientIsRefusedAndAnAllowedOneIsNot() throws Exception {
        try (NameServer names = new NameServer(0, "1.0.0.127.block.test. 60 A 127.0.0.4",
                "1.0.0.127.block.test. 60 TXT \"a test\"", "1.0.0.127.allow.test. 60 A 127.0.10.2");
                RouterProcess router = new RouterProcess(folder.resolve("instance"), "")
                        .with("etc/dns.cfg", "servers = 127.0.0.1:" + names.port() + "\n")
                        .with("etc/filter.dnsbl.cfg", lists("block.test=127.0.0.[2..11]*2")).start()) {
            try (SmtpDialogue smtp = router.smtp()) {
                smtp.command("EHLO client.example", "250");
                smtp.command("MAIL FROM:<s@far.example>", "250");
                smtp.command("RCPT TO:<" + USER + ">", "554 5.7.1 Client [127.0.0.1] is listed by block.test; a test");
            }
            router.awaitIn("var/log/mail.log", "event=refused filter=dnsbl step=rcpt");
            assertEquals(0, router.sendmail("Subject: from here\n\nhello\n", USER).status(), "no client");

            router.with("etc/filter.dnsbl.cfg", lists("block.test*2, allow.test=127.0.[0..255].[1..3]*-1"));
            Await.until("a client that is allowed", () -> {
                try (SmtpDialogue smtp = router.smtp()) {
                    smtp.command("EHLO client.example", "250");
                    smtp.command("MAIL FROM:<s@far.example>", "250");
                    return smtp.command("RCPT TO:<" + USER + ">", "").startsWith("250");
                }
            });
        }
    }

    private static String lists(String lists) {
        return "lists = " + lists + "\nthreshold = 2\nexempt = 10.0.0.0/8\n";
    }

    @Test
    void aClientThatSendsTooMuchIsToldToComeAgain() throws Exception {
        try (RouterProcess router = new RouterProcess(folder.resolve("instance"), "")
                .with("etc/smtp.cfg", "client.messages = 1\nclient.window = 1h\nclient.exempt = 10.0.0.0/8\n").start()) {
            try (SmtpDialogue smtp = router.smtp()) {
                smtp.command("EHLO client.example", "250");
                smtp.send("s@far.example", "Subject: x\r\n\r\nhello\r\n", USER);
                smtp.command("MAIL FROM:<s@far.example>", "450 4.7.1 too many messages");
            }
            router.with("etc/smtp.cfg", "client.messages = 100\nclient.window = 1h\nclient.exempt = 10.0.0.0/8\n");
            Await.until("a limit that was raised", () -> {
                try (SmtpDialogue smtp = router.smtp()) {
                    smtp.command("EHLO client.example", "250");
                    return smtp.command("MAIL FROM:<s@far.example>", "").startsWith("250");
                }
            });
            assertTrue(router.read("var/log/router.log").contains("smtp listens on 127.0.0.1:"));
        }
    }
}
