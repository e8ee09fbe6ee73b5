package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped example of a directory that knows on which machine each person has a mailbox: two routers, a real directory. */
class MovingPeopleIT {

    private static final Path EXAMPLE = Distribution.home().resolve("examples/moving-people");

    @TempDir
    private static Path folder;
    private static Slapd directory;
    private static RouterProcess one;
    private static RouterProcess two;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Slapd.missing().isEmpty(), Slapd.missing());
        directory = new Slapd(folder.resolve("directory"), "dc=our,dc=example", "").load(example("people.ldif")).start();
        one = router("one", "ann");
        two = router("two", "bob");
        for (RouterProcess each : List.of(one, two)) {
            each.with("etc/machines", "one.our.example [127.0.0.1]:" + one.port() + "\ntwo.our.example [127.0.0.1]:" + two.port()
                    + "\n");
        }
    }

    private static String example(String file) throws Exception {
        return Files.readString(EXAMPLE.resolve(file), StandardCharsets.ISO_8859_1);
    }

    private static RouterProcess router(String name, String user) throws Exception {
        String shipped = Files.readString(Distribution.home().resolve("etc/sendmail.cf"), StandardCharsets.ISO_8859_1);
        String people = example("people.cf").replaceAll("-H \"[^\"]*\"", "-H " + directory.uri());
        String policy = shipped.replace("\n# Ours. ", "\n" + people + "\n# Ours. ").replace("\nDnMAILER",
                "\nDj" + name + ".our.example\nDnMAILER");
        assertTrue(policy.contains("\nKmailhost ldap"), "the place for the rules is not there");
        RouterProcess router = new RouterProcess(folder.resolve(name), "").with("etc/sendmail.cf", policy)
                .with("etc/machines", "").with("etc/queue.cfg", "retry = 1s\n")
                .with("etc/table.ldap.cfg", "cache.found = 3s\ncache.absent = 1s\n")
                .with("etc/table.passwd.cfg", "file = etc/passwd\ngetent =\ncache = 1s\n");
        users(router, user);
        return router.start();
    }

    /** The people who have a mailbox on the machine. */
    private static void users(RouterProcess router, String... names) throws Exception {
        Object uid = Files.getAttribute(folder, "unix:uid");
        Object gid = Files.getAttribute(folder, "unix:gid");
        StringBuilder accounts = new StringBuilder("root:x:0:0:root:/root:/bin/sh\n");
        Stream.of(names).forEach(name -> accounts.append(name + ":x:" + uid + ":" + gid + "::/nonexistent:/bin/sh\n"));
        router.with("etc/passwd", accounts.toString());
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {one, two, directory}) {
            if (each != null) {
                each.close();
            }
        }
    }

    private static void send(RouterProcess from, String subject, String to) throws Exception {
        assertEquals(0, from.sendmail("Subject: " + subject + "\n\nhello\n", "-f", "sender@there.example", to).status());
    }

    private static long letters(RouterProcess at, String user, String subject) throws Exception {
        return at.read("var/mail/" + user).lines().filter(("Subject: " + subject)::equals).count();
    }

    private static void awaitLetter(RouterProcess at, String user, String subject) throws Exception {
        Await.until(subject + " for " + user + " in " + at.base().getFileName(), () -> letters(at, user, subject) == 1);
    }

    @Test
    void mailFollowsAPersonWhoMoves() throws Exception {
        send(two, "across", "ann@our.example");
        send(one, "at home", "ann.smith@our.example");
        send(one, "the other way", "bob@our.example");
        awaitLetter(one, "ann", "across");
        awaitLetter(one, "ann", "at home");
        awaitLetter(two, "bob", "the other way");
        try (SmtpDialogue smtp = one.smtp()) {
            smtp.command("EHLO client.example", "250");
            smtp.command("MAIL FROM:<s@there.example>", "250");
            smtp.command("RCPT TO:<carl@our.example>", "550 5.1.1");
            smtp.command("RCPT TO:<bob@our.example>", "250");
            smtp.command("RCPT TO:<bob@one.our.example>", "451 4.4.6");
        }

        users(one);
        users(two, "ann", "bob");
        directory.modify(example("move.ldif"));
        // Both routers may still know the old place: then this mail waits, and is not lost between them.
        send(one, "just moved", "ann@our.example");
        send(two, "just moved too", "ann@our.example");
        awaitLetter(two, "ann", "just moved");
        awaitLetter(two, "ann", "just moved too");
        one.awaitEmptyQueue();
        two.awaitEmptyQueue();
        assertEquals(0, letters(one, "ann", "just moved") + letters(one, "ann", "just moved too"));
        assertEquals(2, one.read("var/mail/ann").lines().filter(line -> line.startsWith("From ")).count());
    }
}
