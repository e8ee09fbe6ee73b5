package org.fingerpost.testmode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.fingerpost.api.policy.Reading;
import org.fingerpost.rules.cf.SendmailCfReader;
import org.fingerpost.table.passwd.UserTableType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The test mode prints, octet for octet, what sendmail 8.17 printed. */
class RecordedTest {

    /** A folder with cf/, maps/, classes/ and vectors/: the whole of it is run, and counted, not asserted. */
    private static final String FOLDER = "conformance.dir";
    private static final String HOST = "relay.conf.example";
    /** What the machine that was recorded had in its /etc. */
    private static final String HOSTS = """
            127.0.0.1 relay.conf.example relay localhost
            127.0.0.2 alpha.conf.example alpha
            127.0.0.3 beta.conf.example beta betaalias
            127.0.0.4 gamma.other.example
            """;
    private static final String USERS = "root daemon mail nobody eric tef anna fwd";
    private static final String MARK = "/no-such-command";
    private static final String MARKED = "> Unknown \"/\" command " + MARK + "\n";

    @TempDir
    Path directory;

    private final Map<String, Reading> readings = new TreeMap<>();
    private final Map<String, int[]> counts = new TreeMap<>();

    @Test
    void selectionPrintsWhatSendmailPrints() throws Exception {
        copy(Path.of(RecordedTest.class.getResource("/conformance/cf/classic.cf").toURI()).getParent().getParent());
        int cases = 0;
        for (RecordedCase recorded : RecordedCase.read(Path.of(RecordedTest.class.getResource("/recorded.jsonl").toURI()))) {
            assertEquals(expected(recorded), printed(recorded), recorded.id() + ": " + recorded.commands());
            cases++;
        }
        assertTrue(cases >= 300, "only " + cases + " cases");
    }

    @Test
    @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
    void wholeCollectionIsCounted() throws IOException {
        Path folder = Path.of(System.getProperty(FOLDER));
        copy(folder);
        for (Path file : files(folder.resolve("vectors"))) {
            for (RecordedCase recorded : RecordedCase.read(file)) {
                count(file.getFileName().toString(), recorded);
            }
        }
        counts.forEach((name, c) -> System.out.println("COUNT " + name + ": " + c[1] + " of " + c[0]));
    }

    private void count(String file, RecordedCase recorded) throws IOException {
        int[] count = counts.computeIfAbsent(file + " " + recorded.tag(), name -> new int[2]);
        List<String> expected = expected(recorded);
        List<String> printed;
        try {
            printed = printed(recorded);
        } catch (RuntimeException e) {
            printed = List.of(e.toString());
        }
        count[0]++;
        if (expected.equals(printed)) {
            count[1]++;
            System.out.println("SAME " + recorded.id());
        } else {
            System.out.println("DIFFERS " + recorded.id() + " " + recorded.commands());
            for (int i = 0; i < Math.max(expected.size(), printed.size()); i++) {
                String want = i < expected.size() ? expected.get(i) : "";
                String got = i < printed.size() ? printed.get(i) : "";
                System.out.print(want.equals(got) ? "" : "--- expected\n" + want + "--- is\n" + got + "---\n");
            }
        }
    }

    /** What is printed at the start, then for each command. */
    private static List<String> expected(RecordedCase recorded) {
        List<String> texts = new ArrayList<>(List.of(recorded.load().orElse("")));
        int first = recorded.commands().size() - recorded.outputs().size();
        for (int i = 0; i < recorded.outputs().size(); i++) {
            texts.add(ordered(recorded.commands().get(first + i), recorded.outputs().get(i)));
        }
        return texts;
    }

    private List<String> printed(RecordedCase recorded) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(octets);
        Reading reading = reading(recorded);
        LoadMessages.print(reading, out);
        out.flush();
        String load = octets.toString(StandardCharsets.ISO_8859_1);
        octets.reset();
        StringBuilder input = new StringBuilder();
        recorded.commands().forEach(command -> input.append(command.replace("/conf/", directory + "/")).append('\n').append(MARK).append('\n'));
        new TestMode(reading.policy(), directory, types(), out)
                .run(new ByteArrayInputStream(input.toString().getBytes(StandardCharsets.ISO_8859_1)));
        out.flush();
        String text = octets.toString(StandardCharsets.ISO_8859_1).replace(directory + "/", "/conf/");
        List<String> parts = Arrays.asList(text.substring(text.indexOf("\n> ") + 1).split(MARKED, -1));
        List<String> texts = new ArrayList<>(List.of(recorded.hasOwnPolicy() ? load.replace(own().toString(), "FILE.cf").replace(directory.toString(), "/conf") : ""));
        int first = recorded.commands().size() - recorded.outputs().size();
        for (int i = first; i < recorded.commands().size(); i++) {
            texts.add(ordered(recorded.commands().get(i), parts.get(i).substring("> ".length())));
        }
        return texts;
    }

    private TableTypes types() {
        return new TableTypes(List.of(new UserTableType(directory.resolve("passwd"))));
    }

    private static String ordered(String command, String output) {
        if (!RecordedCase.isUnordered(command)) {
            return output;
        }
        String[] lines = output.split("\n");
        Arrays.sort(lines);
        return String.join("\n", lines);
    }

    private Path own() {
        return directory.resolve("own.cf");
    }

    private Reading reading(RecordedCase recorded) throws IOException {
        if (recorded.hasOwnPolicy()) {
            Files.writeString(own(), recorded.policy().replace("/conf/", directory + "/"), StandardCharsets.ISO_8859_1);
            return read(own());
        }
        return readings.computeIfAbsent(recorded.policy(), name -> read(directory.resolve("cf").resolve(name)));
    }

    private Reading read(Path file) {
        return new SendmailCfReader(HOST).read(file, directory);
    }

    /** With names of files that are where the copy is. */
    private void copy(Path folder) throws IOException {
        Files.writeString(directory.resolve("hosts"), HOSTS);
        Files.writeString(directory.resolve("passwd"), USERS.replaceAll(" |$", ":x:1000:100::/:/bin/sh\n"));
        for (String part : List.of("cf", "maps", "classes", "bin")) {
            Files.createDirectories(directory.resolve(part));
            for (Path file : files(folder.resolve(part))) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1).replace("/conf/", directory + "/");
                Path copy = directory.resolve(part).resolve(file.getFileName());
                Files.writeString(copy, part.equals("cf") ? text + "\nO HostsFile=hosts\n" : text, StandardCharsets.ISO_8859_1);
                assertTrue(copy.toFile().setExecutable(part.equals("bin")));
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
