package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts that must not succeed say why in one line; configuration that is changed under way is picked up, or refused whole. */
class StartIT {

    @TempDir
    private Path folder;

    private String refusal(RouterProcess router, List<String> arguments, int status, String expected) throws Exception {
        Process process = router.launch(arguments);
        process.getInputStream().readAllBytes();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(status, process.exitValue());
        String error = router.read("stderr");
        assertEquals(1, error.lines().count(), error);
        assertTrue(error.contains(expected), error);
        return error;
    }

    @Test
    void aSecondStartOnTheSameInstance() throws Exception {
        try (RouterProcess router = new RouterProcess(folder.resolve("instance"), "").start()) {
            refusal(router, List.of("--listen", "127.0.0.1:0"), 75, "already running");
            assertTrue(router.isAlive());
            router.smtp().close();
        }
    }

    @Test
    void aBusyPort() throws Exception {
        try (RouterProcess router = new RouterProcess(folder.resolve("one"), "").start();
                RouterProcess other = new RouterProcess(folder.resolve("two"), "")) {
            refusal(other, List.of("--listen", "127.0.0.1:" + router.port()), 1, "127.0.0.1:" + router.port());
        }
    }

    @Test
    void aPolicyThatCannotBeRead() throws Exception {
        try (RouterProcess router = new RouterProcess(folder.resolve("instance"), "")
                .with("etc/sendmail.cf", "V10\nS3\nR$9\tno\n")) {
            refusal(router, List.of("--listen", "127.0.0.1:0"), 78, "sendmail.cf:3");
        }
    }

    @Test
    void anUnknownSetting() throws Exception {
        try (RouterProcess router = new RouterProcess(folder.resolve("instance"), "").with("etc/queue.cfg", "\nretyr = 1m\n")) {
            refusal(router, List.of("--listen", "127.0.0.1:0"), 78, "retyr");
        }
    }

    @Test
    void anotherPolicyFileForThisRun() throws Exception {
        try (RouterProcess router = new RouterProcess(folder.resolve("instance"), "")) {
            refusal(router, List.of("--listen", "127.0.0.1:0", "--policy", folder.resolve("none.cf").toString()), 66, "none.cf");
        }
    }

    @Test
    void aChangedPolicyIsTakenOverAndABrokenOneIsNot() throws Exception {
        try (RouterProcess router = new RouterProcess(folder.resolve("instance"), "").start()) {
            Path cf = router.base().resolve("etc/sendmail.cf");
            String text = Files.readString(cf);
            Files.writeString(cf, text + "\nR bad rule without a tab\n");
            router.awaitIn("var/log/router.log", "stays in use");
            assertEquals(0, router.sendmail("Subject: still here\n\nhello\n", "root").status());
            Files.writeString(cf, text + "\nCwnew.name.example\n");
            router.awaitIn("var/log/router.log", "generation 2");
            try (SmtpDialogue smtp = router.smtp()) {
                smtp.command("EHLO client.example", "250");
                smtp.command("MAIL FROM:<>", "250");
                smtp.command("RCPT TO:<root@new.name.example>", "250");
            }
        }
    }

    @Test
    void changedAliasesArePickedUp() throws Exception {
        try (RouterProcess router = new RouterProcess(folder.resolve("instance"), "").with("etc/aliases", "a: root\n").start();
                SmtpDialogue smtp = router.smtp()) {
            smtp.command("EHLO client.example", "250");
            smtp.command("MAIL FROM:<>", "250");
            smtp.command("RCPT TO:<a>", "250");
            smtp.command("RCPT TO:<b>", "550");
            Files.writeString(router.base().resolve("etc/aliases"), "a: root\nb: root\n");
            Await.until("alias b", () -> {
                smtp.command("RSET", "250");
                smtp.command("MAIL FROM:<>", "250");
                try {
                    smtp.command("RCPT TO:<b>", "250");
                    return true;
                } catch (AssertionError e) {
                    return false;
                }
            });
        }
    }

    @Test
    void nobodyRelaysThroughUs() throws Exception {
        String cf = Files.readString(Distribution.home().resolve("etc/sendmail.cf")).replaceFirst("(?m)^CR.*$", "CR192.0.2.1")
                .replaceFirst("(?m)^DS.*$", "DS[127.0.0.1]:9");
        try (RouterProcess router = new RouterProcess(folder.resolve("instance"), "").with("etc/sendmail.cf", cf).start();
                SmtpDialogue smtp = router.smtp()) {
            smtp.command("EHLO client.example", "250");
            smtp.command("MAIL FROM:<s@far.example>", "250");
            for (String address : List.of("u@other.example", "u%other.example@localhost", "other.example!u", "@localhost:u@other.example",
                    "\"u@other.example\"", "\"u%other.example\"@localhost", "u@[192.0.2.7]", "other.example!u@localhost")) {
                smtp.command("RCPT TO:<" + address + ">", "5");
            }
        }
    }
}
