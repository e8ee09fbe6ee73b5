package org.fingerpost.mailer.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.mailer.UnixText.Quoting;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaildirDeliveryTest {

    @TempDir
    private Path base;
    private Path anna;
    private FileMailer mailer;

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectories(base.resolve("var/mail"));
        anna = base.resolve("var/mail/anna");
        mailer = new FileMailer(base, Quoting.MBOXO, true, Duration.ofMillis(20), Duration.ofMinutes(5),
                Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC));
    }

    private Outcome deliver(String path, Body body, String user) {
        return mailer.attempt(TestDelivery.of(path, body, user)).get(0);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void aMessageIsAFileInNewWithoutQuoting() throws IOException {
        assertEquals(Outcome.delivered("2.0.0", "delivered to var/mail/anna/"),
                deliver("var/mail/$u/", TestBody.of("From a\r\n"), "anna"));
        deliver("var/mail/$u/", TestBody.of("b\r\n"), "anna");

        String name = "1700000000." + ProcessHandle.current().pid() + "_%d.mx_1.example.net";
        Path first = anna.resolve("new").resolve(String.format(name, 1));
        assertEquals(List.of(first, anna.resolve("new").resolve(String.format(name, 2))), files(anna.resolve("new")));
        assertEquals("Subject: a\n b\n\nFrom a\n", Files.readString(first));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(first)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(anna)));
        assertEquals(List.of(anna.resolve("cur"), anna.resolve("new"), anna.resolve("tmp")), files(anna));
        assertEquals(List.of(), files(anna.resolve("tmp")));
    }

    @Test
    void anErrorInTheMiddleLeavesNothing() throws IOException {
        Body broken = TestBody.of("x".repeat(200_000) + "\r\n").thenBreaks();

        assertEquals(Outcome.deferred("4.3.0", "var/mail/anna/: the disk is gone"), deliver("var/mail/$u/", broken, "anna"));
        assertEquals(List.of(), files(anna.resolve("tmp")));
        assertEquals(List.of(), files(anna.resolve("new")));
    }

    @Test
    void aLinkInThePlaceOfAFolderIsNotFollowed() throws IOException {
        Path elsewhere = Files.createDirectory(base.resolve("elsewhere"));
        Files.createDirectory(anna);
        Files.createSymbolicLink(anna.resolve("new"), elsewhere);

        assertEquals(Outcome.failed("5.2.0", "not a Maildir"), deliver("var/mail/$u/", TestBody.of("a\r\n"), "anna"));
        assertEquals(List.of(), files(elsewhere));
    }

    @Test
    void theFolderAroundAnAliasMaildirIsNotMade() {
        assertInstanceOf(Outcome.Failed.class, deliver("$u", TestBody.of("a\r\n"), base + "/no/such/"));
        assertInstanceOf(Outcome.Delivered.class, deliver("$u", TestBody.of("a\r\n"), base + "/list/"));
    }
}
