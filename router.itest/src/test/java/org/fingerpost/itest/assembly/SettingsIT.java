package org.fingerpost.itest.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.fingerpost.itest.process.Distribution;
import org.fingerpost.itest.process.RouterProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shipped files, documentation and bundles agree on every setting and its default, and a bad value costs no more than itself. */
class SettingsIT {

    private static final Pattern KEY = Pattern.compile("#([a-z][a-z0-9.-]*) =(?: (.*))?");
    private static final Pattern SECTION = Pattern.compile("## `([a-z.]+)`");
    private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9.-]+)` \\| (?:`(.*?)`|empty) \\| .+ \\|");
    /** What is checked as soon as it is read; paths and addresses are as good as what is found there. */
    private static final Pattern NUMBER_DURATION_OR_FLAG = Pattern.compile("\\d+(ms|s|m|h|d)?(, .*)?|true|false");

    private static SortedMap<String, SortedMap<String, String>> known;

    @BeforeAll
    static void readBundles() throws Exception {
        known = Metatype.read();
        assertTrue(known.size() >= 10, known.keySet().toString());
    }

    @Test
    void everyKeyStandsInItsFileCommentedOutAtItsDefault() throws IOException {
        SortedMap<String, SortedMap<String, String>> shipped = new TreeMap<>();
        try (Stream<Path> files = Files.list(Distribution.home().resolve("etc"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".cfg")).toList()) {
                shipped.put(file.getFileName().toString().replaceAll("(-.*)?\\.cfg", ""), keysOf(Files.readAllLines(file)));
            }
        }
        assertSame("etc/PID.cfg", shipped);
    }

    private static void assertSame(String where, SortedMap<String, SortedMap<String, String>> found) {
        TreeSet<String> missing = lines(known);
        missing.removeAll(lines(found));
        TreeSet<String> unknown = lines(found);
        unknown.removeAll(lines(known));
        assertEquals("[] []", missing + " " + unknown, "of the bundles, but not in " + where
                + "; and in there, but of no bundle");
    }

    /** Of settings that there can be several of, the shipped file is an example. */
    private static String nameOfFile(String pid) {
        return Files.exists(Distribution.home().resolve("etc/" + pid + "-example.cfg")) ? pid + "-bad" : pid;
    }

    private static TreeSet<String> lines(SortedMap<String, SortedMap<String, String>> settings) {
        TreeSet<String> lines = new TreeSet<>();
        settings.forEach((pid, keys) -> keys.forEach((key, value) -> lines.add(pid + ": " + key + " = " + value)));
        return lines;
    }

    private static SortedMap<String, String> keysOf(List<String> lines) {
        SortedMap<String, String> keys = new TreeMap<>();
        for (String line : lines) {
            assertTrue(line.isBlank() || line.startsWith("#"), "set, not commented out: " + line);
            Matcher m = KEY.matcher(line);
            if (m.matches()) {
                keys.put(m.group(1), m.group(2) == null ? "" : m.group(2));
            }
        }
        return keys;
    }

    @Test
    void everyKeyIsDocumentedWithItsDefault() throws IOException {
        SortedMap<String, SortedMap<String, String>> documented = new TreeMap<>();
        String pid = "";
        for (String line : Files.readAllLines(Distribution.home().resolve("doc/config.md"))) {
            Matcher section = SECTION.matcher(line);
            Matcher row = ROW.matcher(line);
            if (line.startsWith("## ")) {
                pid = section.matches() ? section.group(1) : "";
            } else if (!pid.isEmpty() && row.matches()) {
                documented.computeIfAbsent(pid, p -> new TreeMap<>()).put(row.group(1), row.group(2) == null ? "" : row.group(2));
            }
        }
        assertSame("doc/config.md", documented);
    }

    @Test
    void aBadValueIsReportedAndCostsNoMoreThanThatSetting(@TempDir Path folder) throws Exception {
        TreeSet<String> expected = new TreeSet<>();
        try (RouterProcess router = new RouterProcess(folder.resolve("instance"), "")) {
            for (Map.Entry<String, SortedMap<String, String>> each : known.entrySet()) {
                StringBuilder file = new StringBuilder();
                String name = nameOfFile(each.getKey());
                each.getValue().forEach((key, value) -> {
                    if (NUMBER_DURATION_OR_FLAG.matcher(value).matches()) {
                        file.append(key).append(" = nonsense\n");
                        expected.add(name + ": " + key + ": \"nonsense\"");
                    }
                });
                router.with("etc/" + name + ".cfg", file.toString());
            }
            router.start();
            assertEquals(0, router.sendmail("Subject: all the same\n\nhello\n", "root").status());
            for (String complaint : expected) {
                router.awaitIn("var/log/router.log", complaint);
            }
        }
    }
}
