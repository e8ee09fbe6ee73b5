package org.fingerpost.testmode;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.policy.Reading;
import org.fingerpost.rules.cf.SendmailCfReader;

/** The example policy examples/internetwork, as it is shipped. */
final class Internetwork {

    private static final Path EXAMPLE = Path.of("../examples/internetwork");
    /** The machine that sendmail was recorded on; its names are in class w. */
    private static final String HOST = "relay.conf.example";

    private Internetwork() {
    }

    /** Copies it into the folder etc of {@code base} and reads it. */
    static Reading install(Path base) throws IOException {
        Path etc = Files.createDirectory(base.resolve("etc"));
        try (var files = Files.list(EXAMPLE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, etc.resolve(file.getFileName()));
            }
        }
        return new SendmailCfReader(HOST).read(etc.resolve("sendmail.cf"), base);
    }

    /** What the test mode prints for these lines. */
    static String printed(Policy policy, Path base, String lines) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(octets)) {
            new TestMode(policy, base, new TableTypes(), new DebugLevels(), out)
                    .run(new ByteArrayInputStream(lines.getBytes(StandardCharsets.ISO_8859_1)));
        }
        return octets.toString(StandardCharsets.ISO_8859_1);
    }
}
