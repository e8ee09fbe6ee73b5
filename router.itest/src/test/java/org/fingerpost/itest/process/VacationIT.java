package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
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

/** Two users who are away, on a router without privileges, and mail for them from swaks, if the machine has it. */
class VacationIT {

    @TempDir
    static Path folder;
    private static RouterProcess router;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, "swaks"))), "swaks is not on the PATH");
        Object own = Files.getAttribute(folder, "unix:uid");
        StringBuilder passwd = new StringBuilder();
        for (String user : List.of("anna", "bert", "carl")) {
            Path home = Files.createDirectories(folder.resolve("home").resolve(user));
            passwd.append("%1$s:x:%2$s:%2$s:%1$s Person,,,:%3$s:/bin/sh\n".formatted(user, own, home));
        }
        Files.writeString(folder.resolve("home/anna/.forward"), "\\anna, \"|vacation anna\"\n");
        Files.writeString(folder.resolve("home/bert/.forward"), "\"|vacation\"\n");
        router = new RouterProcess(folder.resolve("instance"), "").with("etc/passwd", passwd.toString())
                .with("etc/table.passwd.cfg", "file = etc/passwd\ngetent =\n").start();
    }

    @AfterAll
    static void stop() {
        if (router != null) {
            router.close();
        }
    }

    private static void send(String from, String to, String subject, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of("swaks", "--server", "127.0.0.1:" + router.port(), "--from", from,
                "--to", to,
                "--header", "Subject: " + subject));
        command.addAll(List.of(more));
        Shell.Result result = Shell.run(Map.of("LC_ALL", "C.UTF-8"), new byte[0], command);
        assertEquals(0, result.status(), result.output() + result.error());
    }

    private static long count(String text) throws Exception {
        return router.read("var/log/mail.log").lines().filter(line -> line.contains(text)).count();
    }

    @Test
    void twoWhoAreAwayAnswerOnceAndNeverEachOther() throws Exception {
        send("anna@localhost", "bert@localhost", "to one who is away too");
        router.awaitIn("var/mail/anna", "Subject: Auto: to one who is away too");
        router.awaitIn("var/mail/bert", "Subject: to one who is away too");
        router.awaitIn("var/log/mail.log", "not answered: its reverse-path is null");
        router.awaitEmptyQueue();
        assertEquals(1, count("text=answered"));
        send("anna@localhost", "bert@localhost", "once more");
        router.awaitIn("var/log/mail.log", "not answered: anna@localhost has been answered");
        router.awaitEmptyQueue();
        assertEquals(1, count("text=answered"));
        assertFalse(router.read("var/mail/anna").contains("Auto: once more"));
    }

    @Test
    void listsAndStrangersToTheHeaderGetNoAnswer() throws Exception {
        send("carl@localhost", "anna@localhost", "of a list", "--header", "List-Id: <list.example>");
        router.awaitIn("var/log/mail.log", "not answered: it has List-Id");
        send("carl@localhost", "anna@localhost", "to nobody", "--header", "To: undisclosed-recipients:;");
        router.awaitIn("var/log/mail.log", "not answered: it does not name anna");
        router.awaitIn("var/mail/anna", "Subject: to nobody");
        assertFalse(router.read("var/log/mail.log").contains("rcpt=<carl@localhost>"));
    }

    @Test
    void theFileThatDecidedIsShown() throws Exception {
        String shown = router.program("fingerpost", "", "explain", "anna").output();
        assertTrue(shown.contains("what the forward file " + folder.resolve("home/anna/.forward") + " says"), shown);
        assertTrue(shown.contains("mailer vacation"), shown);
    }
}
