package org.fingerpost.mailer.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.mailer.UnixText.Quoting;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A mailer, and Anna's mailbox after her first message. */
abstract class MboxFixture {

    static final Instant NOW = Instant.parse("2026-03-05T07:08:09Z");
    static final String ANNA = """
            From sender@example.org Thu Mar  5 07:08:09 2026
            Subject: a
             b

            hello

            """;

    @TempDir
    Path base;
    Path box;
    FileMailer mailer;

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectories(base.resolve("var/mail"));
        box = base.resolve("var/mail/anna");
        mailer = mailer(Quoting.MBOXO);
    }

    FileMailer mailer(Quoting quoting) {
        return new FileMailer(base, quoting, true, Duration.ofMillis(20), Duration.ofMinutes(5),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    static TestDelivery to(String... users) {
        return TestDelivery.of("var/mail/$u", "hello\r\n", users);
    }

    Outcome one(TestDelivery delivery) {
        return mailer.attempt(delivery).get(0);
    }

    String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
