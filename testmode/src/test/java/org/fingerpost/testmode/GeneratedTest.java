package org.fingerpost.testmode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.policy.Reading;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.services.Services;
import org.fingerpost.rules.cf.SendmailCfReader;
import org.fingerpost.table.passwd.UserTableType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Configurations that m4 generates from the package {@code sendmail-cf}: Debian's own, samples of sendmail's, and ours. They are
 * read without a complaint, and addresses go where sendmail 8.17 sent them. Skipped where the package is not installed.
 */
class GeneratedTest {

    private static final String HOST = "relay.conf.example";
    /** What the machine that was recorded had in its /etc. */
    private static final String HOSTS = """
            127.0.0.1 relay.conf.example relay localhost
            127.0.0.2 alpha.conf.example alpha
            127.0.0.3 beta.conf.example beta betaalias
            127.0.0.4 gamma.other.example
            """;
    private static final String USERS = "root daemon mail nobody smmta smmsp eric tef anna fwd";
    /** It names users that no machine has: sendmail complains too. */
    private static final String COMPLAINED_ABOUT = "knecht";
    private static final String TRACE = "\\S+ +(input|returns):.*";
    private static final String MARK = "/no-such-command";
    private static final String MARKED = "> Unknown \"/\" command " + MARK + "\n";

    private record Case(String cf, List<String> commands, List<String> out) {
    }

    @TempDir
    Path directory;

    private CfPackage sources;

    @BeforeEach
    void prepare() throws Exception {
        Optional<CfPackage> found = CfPackage.find();
        assumeTrue(found.isPresent(), "the packages sendmail-cf and m4 are not installed");
        sources = found.get().copyTo(directory);
        Files.writeString(directory.resolve("hosts"), HOSTS);
        Files.writeString(directory.resolve("passwd"), USERS.replaceAll(" |$", ":x:1000:100::/:/bin/sh\n"));
        Files.createDirectory(directory.resolve("mail"));
        try (var files = Files.list(ours().resolve("mail"))) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.resolve("mail").resolve(file.getFileName()));
            }
        }
    }

    private static Path ours() throws Exception {
        return Path.of(GeneratedTest.class.getResource("/generated/recorded.jsonl").toURI()).getParent();
    }

    @Test
    void addressesGoWhereSendmailSentThem() throws Exception {
        Map<String, List<Case>> cases = new LinkedHashMap<>();
        for (String line : Files.readAllLines(ours().resolve("recorded.jsonl"))) {
            Case recorded = recorded(line);
            cases.computeIfAbsent(recorded.cf, cf -> new ArrayList<>()).add(recorded);
        }
        assertTrue(cases.size() >= 9, cases.keySet()::toString);
        List<String> different = new ArrayList<>();
        for (String cf : cases.keySet()) {
            List<Case> recorded = cases.get(cf);
            List<List<String>> printed = printed(read(cf), recorded);
            for (int i = 0; i < recorded.size(); i++) {
                if (!printed.get(i).equals(recorded.get(i).out)) {
                    different.add(cf + " " + recorded.get(i).commands + "\n  sendmail: " + recorded.get(i).out
                            + "\n  is:       " + printed.get(i));
                }
            }
        }
        assertEquals(List.of(), different, () -> different.size() + " differ:\n" + String.join("\n", different));
    }

    @Test
    void sessionsAreHeldAsSendmailHeldThem() throws Exception {
        Files.createFile(directory.resolve("mail").resolve("aliases"));
        List<String> different = new ArrayList<>();
        for (String part : Files.readString(ours().resolve("dialogs.txt"), StandardCharsets.ISO_8859_1).split("(?m)^policy ")) {
            String name = part.lines().findFirst().orElseThrow();
            if (!name.startsWith("#")) {
                Services services = types().services();
                Dialogs dialogs = new Dialogs(new Generation(1, read(name).policy(), services, directory), services);
                dialogs.replay(part.lines().toList()).forEach(difference -> different.add(name + ", " + difference));
                assertTrue(dialogs.refusals > 80, name + ": only " + dialogs.refusals + " refusals");
            }
        }
        assertEquals(List.of(), different, () -> different.size() + " differ:\n" + String.join("\n", different));
    }

    private TableTypes types() {
        return new TableTypes(List.of(UserTableType.of(directory.resolve("passwd"))));
    }

    @SuppressWarnings("unchecked")
    private static Case recorded(String line) {
        Map<String, Object> json = Json.object(line);
        List<String> commands = new ArrayList<>((List<String>) json.get("pre"));
        commands.add((String) json.get("cmd"));
        return new Case((String) json.get("cf"), commands, (List<String>) json.get("out"));
    }

    /** With the names of its files where this test has them. */
    private Reading read(String name) throws Exception {
        Path cf = directory.resolve(name + ".cf");
        Files.writeString(cf, sources.generate(name, ours()).replace("/etc/mail/", "mail/")
                + "O ServiceSwitchFile=mail/service.switch\nO HostsFile=hosts\n", StandardCharsets.ISO_8859_1);
        Reading reading = new SendmailCfReader(HOST).read(cf, directory);
        if (!name.equals(COMPLAINED_ABOUT)) {
            // Debian's user smmta comes with the mail server, and sendmail complains of its absence too.
            assertEquals(List.of(), reading.problems().stream().filter(problem -> !problem.message()
                    .contains("unknown user smm")).toList(), name);
        }
        return reading;
    }

    /** One process for all, in which flags of an address stay until others are set. */
    private List<List<String>> printed(Reading reading, List<Case> cases) throws IOException {
        StringBuilder input = new StringBuilder();
        for (Case recorded : cases) {
            int last = recorded.commands.size() - 1;
            recorded.commands.subList(0, last).forEach(command -> input.append(command).append('\n'));
            input.append(MARK).append('\n').append(recorded.commands.get(last)).append('\n').append(MARK).append('\n');
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(octets)) {
            new TestMode(reading.policy(), directory, types(), new DebugLevels(), out)
                    .run(new ByteArrayInputStream(input.toString().getBytes(StandardCharsets.ISO_8859_1)));
        }
        String[] parts = octets.toString(StandardCharsets.ISO_8859_1).split(MARKED, -1);
        List<List<String>> printed = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            printed.add(kept(parts[2 * i + 1].substring("> ".length()).lines().toList()));
        }
        return printed;
    }

    /** As it was recorded: all lines that are no trace, and the last line of the trace. */
    private static List<String> kept(List<String> lines) {
        int last = -1;
        for (int i = 0; i < lines.size(); i++) {
            last = lines.get(i).matches(TRACE) ? i : last;
        }
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (i == last || !lines.get(i).matches(TRACE)) {
                kept.add(lines.get(i));
            }
        }
        return kept;
    }
}
