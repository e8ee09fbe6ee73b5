package org.fingerpost.itest.recorded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.fingerpost.itest.recorded.RecordedCase.Result;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mailers get what sendmail gives them: for each recorded run, the programs' arguments, environments and input, and the exit
 * status of {@code sendmail} where it does not depend on the delivery. The file {@code excluded.txt} says which cases are
 * different, and why: one of them that begins to pass is to be taken from it.
 */
class RecordedMailIT {

    @TempDir
    private static Path folder;

    private static Path resources;
    private static Map<String, String> excluded;
    private static Stage stage;

    @BeforeAll
    static void start() throws Exception {
        resources = Path.of(RecordedMailIT.class.getResource("/recorded/excluded.txt").toURI()).getParent();
        excluded = excluded(resources.resolve("excluded.txt"));
        stage = new Stage(folder.resolve("instance"), resources);
    }

    @AfterAll
    static void stop() {
        if (stage != null) {
            stage.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> selection() throws IOException {
        return tests(resources.resolve("cases.jsonl"));
    }

    @TestFactory
    Stream<DynamicTest> furtherRecordings() throws IOException {
        return tests(resources.resolve("more.jsonl"));
    }

    /** Where the collection that the selection is from lies beside the project: all of it. */
    @TestFactory
    Stream<DynamicTest> wholeCollection() throws IOException {
        Path all = Path.of("../../shared/conformance/e2e/cases.jsonl");
        return Files.isRegularFile(all) ? tests(all) : Stream.empty();
    }

    private static Stream<DynamicTest> tests(Path file) throws IOException {
        return RecordedCase.read(file).stream()
                .map(each -> DynamicTest.dynamicTest(each.id() + " " + each.name(), () -> check(each)));
    }

    private static void check(RecordedCase recorded) throws Exception {
        assumeTrue(recorded.namesSenders() || "root".equals(System.getProperty("user.name")), "it was recorded as root");
        List<Result> results = stage.play(recorded);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            differences.addAll(Comparison.of(recorded.steps().get(i).expected(), results.get(i)));
        }
        String reason = excluded.get(recorded.id());
        if (reason == null) {
            assertEquals("", String.join("\n", differences));
        } else {
            assertFalse(differences.isEmpty(), "the same as sendmail's, though it is excluded: " + reason);
        }
    }

    /** Lines {@code id reason}. */
    private static Map<String, String> excluded(Path file) throws IOException {
        Map<String, String> reasons = new HashMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] words = line.split(" ", 2);
                reasons.put(words[0], words[1]);
            }
        }
        return reasons;
    }
}
