package org.fingerpost.rules.cf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.policy.Reading;
import org.fingerpost.core.rewrite.RuleEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Rule sets of whole configurations give what sendmail gave. */
class ConformanceTest {

    /** A folder with cf/, maps/, classes/ and vectors/: the whole of them is run, and counted, not asserted. */
    private static final String FOLDER = "conformance.dir";

    @TempDir
    Path directory;

    private final Map<String, Policy> policies = new HashMap<>();
    private final Map<String, RuleEngine> engines = new HashMap<>();

    @Test
    void selectionOfRecordedTestsGivesWhatWasRecorded() throws Exception {
        Path folder = Path.of(ConformanceTest.class.getResource("/conformance/cf/classic.cf").toURI()).getParent().getParent();
        copy(folder);
        List<Vector> vectors = new ArrayList<>();
        for (Path file : files(folder.resolve("vectors"))) {
            vectors.addAll(Vector.read(file));
        }
        assertTrue(vectors.size() > 200, "only " + vectors.size() + " vectors");
        for (Vector vector : vectors) {
            assertEquals(vector.output(), run(vector), vector.id() + ": " + vector.command());
        }
    }

    @Test
    @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
    void wholeCollectionIsCounted() throws IOException {
        Path folder = Path.of(System.getProperty(FOLDER));
        copy(folder);
        Map<String, int[]> passed = new TreeMap<>();
        for (Path file : files(folder.resolve("vectors"))) {
            if (file.endsWith("load.jsonl")) {
                continue;
            }
            for (Vector vector : Vector.read(file)) {
                int[] count = passed.computeIfAbsent(vector.cf(), cf -> new int[3]);
                String output = run(vector);
                boolean result = Vector.results(output).equals(Vector.results(vector.output()));
                count[0]++;
                count[1] += result ? 1 : 0;
                count[2] += output.equals(vector.output()) ? 1 : 0;
                if (!output.equals(vector.output())) {
                    System.out.println((result ? "DIFFERS " : "FAILS ") + vector.id() + " " + vector.command() + "\n--- expected\n"
                            + vector.output() + "--- is\n" + output + "---");
                }
            }
        }
        passed.forEach((cf, c) -> System.out.println(cf + ": of " + c[0] + " " + c[1] + " give the result, " + c[2] + " print the same"));
    }

    private String run(Vector vector) {
        AddressTest test = new AddressTest(policy(vector.cf()), engines.get(vector.cf()));
        for (String command : vector.before()) {
            if (command.startsWith(".D")) {
                test.define(command);
            } else if (Set.of('.', '/', '=', '$').stream().noneMatch(c -> command.charAt(0) == c)) {
                test.run(command);
            }
        }
        return test.run(vector.command());
    }

    private Policy policy(String cf) {
        return policies.computeIfAbsent(cf, name -> {
            Reading reading = new SendmailCfReader(new HostNames("relay", "relay.conf.example"))
                    .read(directory.resolve("cf").resolve(name), directory);
            assertTrue(reading.isUsable(), reading.problems()::toString);
            engines.put(name, new RuleEngine(reading.policy()));
            return reading.policy();
        });
    }

    /** With names of files that count from the folder. */
    private void copy(Path folder) throws IOException {
        for (String part : List.of("cf", "maps", "classes")) {
            Files.createDirectories(directory.resolve(part));
            for (Path file : files(folder.resolve(part))) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1).replace("/conf/", "");
                Files.writeString(directory.resolve(part).resolve(file.getFileName()), text, StandardCharsets.ISO_8859_1);
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
