package org.fingerpost.mailer.prog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.unix.ProcessLimits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A mailer that runs real programs, and a file for what they have to show. */
abstract class ProgFixture {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-05T07:08:09Z"), ZoneOffset.UTC);
    static final Outcome SENT = Outcome.delivered("2.0.0", "Sent");
    static final String MESSAGE = "From sender@example.org Thu Mar  5 07:08:09 2026\nSubject: a\n b\n\nhello\n";

    @TempDir
    Path base;
    Path result;
    MessageFiles files;
    AllowedPrograms allowed = new AllowedPrograms(List.of());

    @BeforeEach
    void prepare() {
        result = base.resolve("result");
        files = new MessageFiles(base.resolve("tmp"), CLOCK);
        files.prepare();
    }

    Outcome run(TestDelivery delivery) {
        return run(delivery, Duration.ofSeconds(50));
    }

    Outcome run(TestDelivery delivery, Duration timeout) {
        return mailer(timeout, 8192).attempt(delivery).get(0);
    }

    ProgMailer mailer(Duration timeout, int maxOutputBytes) {
        return new ProgMailer(new Commands(base, new Surroundings("/usr/bin:/bin"), new ListCommands(allowed), base), files,
                new Limits(timeout, Duration.ofMillis(300), maxOutputBytes, ProcessLimits.NONE), new Itself(), new UserTurns(2));
    }

    TestDelivery toFile() {
        return TestDelivery.shell("cat > " + result);
    }

    String result() throws IOException {
        return Files.readString(result, StandardCharsets.ISO_8859_1);
    }
}
