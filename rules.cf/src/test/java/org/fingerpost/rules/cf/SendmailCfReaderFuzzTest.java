package org.fingerpost.rules.cf;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.fingerpost.api.policy.Problem;
import org.fingerpost.api.policy.Reading;
import org.fingerpost.core.rewrite.RuleEngine;
import org.junit.jupiter.params.provider.MethodSource;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any octets as a sendmail.cf: problems that say where they are, or a policy that the engine takes. */
class SendmailCfReaderFuzzTest {

    static Stream<byte[]> configurations() throws IOException {
        return FuzzPolicies.pieces();
    }

    @MethodSource("configurations")
    @DictionaryFile(resourcePath = "cf.dict")
    @FuzzTest(maxDuration = "10m")
    void anyConfiguration(byte[] octets) throws IOException {
        Path directory = FuzzPolicies.DIRECTORY;
        Path file = directory.resolve("sendmail.cf");
        Files.write(file, octets);
        Reading reading = new SendmailCfReader("host.our.example").read(file, directory);
        long lines = 1 + new String(octets, StandardCharsets.ISO_8859_1).chars().filter(c -> c == '\n').count();
        for (Problem problem : reading.problems()) {
            assertFalse(problem.message().isEmpty());
            assertFalse(problem.message().contains("\n"), "a message of several lines: " + problem.message());
            problem.where().filter(where -> where.file().equals(file)).ifPresent(where ->
                    assertTrue(where.line() >= 0 && where.line() <= lines && where.column() >= 0, problem.toString()));
        }
        if (reading.isUsable()) {
            new RuleEngine(reading.policy());
        }
    }
}
