package org.fingerpost.testmode;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

import org.fingerpost.api.policy.Reading;
import org.fingerpost.rules.cf.SendmailCfReader;
import org.fingerpost.table.passwd.UserTableType;

/** The machine on which sendmail was recorded: a copy of its configurations, with its host name, hosts and users. */
final class RecordedMachine {

    private static final String HOST = "relay.conf.example";
    private static final String HOSTS = """
            127.0.0.1 relay.conf.example relay localhost
            127.0.0.2 alpha.conf.example alpha
            127.0.0.3 beta.conf.example beta betaalias
            127.0.0.4 gamma.other.example
            """;
    private static final String USERS = """
            root:x:0:0:Root:/root:/bin/sh
            daemon:x:1:1:daemon:/usr/sbin:/bin/sh
            mail:x:8:8:mail:/var/mail:/bin/sh
            nobody:x:65534:65534:nobody:/nonexistent:/bin/sh
            eric:x:1001:1001:Eric Router,Room 101,x1234:/home/eric:/bin/sh
            tef:x:1002:1002:Tef Example:/home/tef:/bin/sh
            anna:x:1003:1003:Anna & Co:/home/anna:/bin/sh
            fwd:x:1004:1004:Forward Er:/home/fwd:/bin/sh
            """;
    private static final String GROUPS = """
            root:x:0:
            daemon:x:1:
            mail:x:8:
            users:x:1000:
            eric:x:1001:
            tef:x:1002:
            """;
    private static final String MARK = "/no-such-command";
    private static final String MARKED = "> " + RecordedCase.unknown(MARK);

    private final Path directory;
    private final Map<String, Reading> readings = new TreeMap<>();
    /** Compiled once each: that takes longer than a case. */
    private final Map<Reading, LoadedPolicy> loaded = new IdentityHashMap<>();

    /**
     * @param recorded  a folder with cf/, maps/, classes/ and bin/ whose files name each other {@code /conf/...}
     * @param directory an empty one, for the copy
     */
    RecordedMachine(Path recorded, Path directory) throws IOException {
        this.directory = directory;
        Files.writeString(directory.resolve("hosts"), HOSTS);
        Files.writeString(directory.resolve("passwd"), USERS);
        Files.writeString(directory.resolve("group"), GROUPS);
        for (String part : List.of("cf", "maps", "classes", "bin")) {
            Path copies = Files.createDirectories(directory.resolve(part));
            for (Path file : files(recorded.resolve(part))) {
                String text = local(Files.readString(file, StandardCharsets.ISO_8859_1));
                Path copy = copies.resolve(file.getFileName());
                Files.writeString(copy, part.equals("cf") ? text + "\nO HostsFile=hosts\n" : text, StandardCharsets.ISO_8859_1);
                Files.setLastModifiedTime(copy, Files.getLastModifiedTime(file));
                if (part.equals("bin") && !copy.toFile().setExecutable(true)) {
                    throw new IOException("cannot make " + copy + " executable");
                }
            }
        }
    }

    static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private String local(String text) {
        return text.replace("/conf/", directory + "/");
    }

    private String recorded(String text) {
        return text.replace(directory + "/", "/conf/");
    }

    /** What is printed at the start, if that was recorded, and then for each command whose output was. */
    List<String> printed(RecordedCase recorded) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(octets);
        Reading reading = reading(recorded);
        OptionalInt exit = LoadMessages.print(reading, out);
        out.flush();
        String load = octets.toString(StandardCharsets.ISO_8859_1);
        if (exit.isPresent()) {
            return List.of(recorded(load.replace(own().toString(), "FILE.cf")), "exit " + exit.getAsInt());
        }
        octets.reset();
        StringBuilder input = new StringBuilder();
        recorded.commands().forEach(command -> input.append(local(command)).append('\n').append(MARK).append('\n'));
        LoadedPolicy policy = loaded.computeIfAbsent(reading, read -> LoadedPolicy.of(read.policy(), new Accounts(directory)));
        new TestMode(policy, directory, types(), new DebugLevels(), out)
                .run(new ByteArrayInputStream(input.toString().getBytes(StandardCharsets.ISO_8859_1)));
        out.flush();
        String text = recorded(octets.toString(StandardCharsets.ISO_8859_1));
        String[] parts = text.substring(text.indexOf("\n> ") + 1).split(MARKED, -1);
        List<String> texts = new ArrayList<>(List.of(recorded.hasOwnPolicy()
                ? recorded(load.replace(own().toString(), "FILE.cf")) : ""));
        for (int i = recorded.commands().size() - recorded.outputs().size(); i < recorded.commands().size(); i++) {
            texts.add(ordered(recorded.commands().get(i), parts[i].substring("> ".length())));
        }
        return texts;
    }

    /** What sendmail printed, in the same form. */
    static List<String> expected(RecordedCase recorded) {
        List<String> texts = new ArrayList<>(List.of(recorded.load().orElse("")));
        recorded.exit().ifPresent(status -> texts.add("exit " + status));
        int first = recorded.commands().size() - recorded.outputs().size();
        for (int i = 0; i < recorded.outputs().size(); i++) {
            texts.add(ordered(recorded.commands().get(first + i), recorded.outputs().get(i)));
        }
        return texts;
    }

    private static String ordered(String command, String output) {
        if (!RecordedCase.isUnordered(command)) {
            return output;
        }
        String[] lines = output.split("\n");
        Arrays.sort(lines);
        return String.join("\n", lines);
    }

    private TableTypes types() {
        return new TableTypes(List.of(UserTableType.of(directory.resolve("passwd"))));
    }

    private Path own() {
        return directory.resolve("own.cf");
    }

    private Reading reading(RecordedCase recorded) throws IOException {
        if (recorded.hasOwnPolicy()) {
            Files.writeString(own(), local(recorded.policy()), StandardCharsets.ISO_8859_1);
            return read(own());
        }
        return readings.computeIfAbsent(recorded.policy(), name -> read(directory.resolve("cf").resolve(name)));
    }

    private Reading read(Path file) {
        return new SendmailCfReader(HOST, directory).read(file, directory);
    }
}
