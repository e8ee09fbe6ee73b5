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
import java.util.Optional;
import java.util.Set;

import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.policy.Reading;
import org.fingerpost.api.rewrite.Resolution;
import org.fingerpost.api.rewrite.Route;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.core.policy.Tables;
import org.fingerpost.core.rewrite.AddressRewriter;
import org.fingerpost.core.rewrite.RuleEngine;
import org.fingerpost.core.services.Services;
import org.fingerpost.table.passwd.UserTableType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule sets of whole configurations give what sendmail gave. */
class ConformanceTest {

    private static final String REFUSED = "refused";

    private static final String USERS = "root daemon mail nobody eric tef anna fwd";
    private static final String HOSTS = """
            127.0.0.1 relay.conf.example relay localhost
            127.0.0.2 alpha.conf.example alpha
            127.0.0.3 beta.conf.example beta betaalias
            127.0.0.4 gamma.other.example
            """;

    @TempDir
    Path directory;

    private final Map<String, Policy> policies = new HashMap<>();
    private final Map<String, RuleEngine> engines = new HashMap<>();
    private final Map<String, Tables> tables = new HashMap<>();

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
            if (vector.isMap()) {
                assertEquals(vector.answer(), lookup(vector), vector.id() + ": " + vector.command());
            } else if (vector.isParse()) {
                assertEquals(route(vector), route(resolve(vector)), vector.id());
                assertEquals(vector.field("cracked"), rewriter(vector).cracked(vector.address()), vector.id());
            } else {
                assertEquals(vector.output(), run(vector), vector.id() + ": " + vector.command());
            }
        }
    }

    private Optional<String> lookup(Vector vector) {
        Lookup answer = prepared(vector).lookup(vector.table(), vector.key(), List.of());
        return answer instanceof Lookup.Found found ? Optional.of(found.value()) : Optional.empty();
    }

    private AddressRewriter rewriter(Vector vector) {
        return new AddressRewriter(policy(vector.cf()), engines.get(vector.cf()));
    }

    private Resolution resolve(Vector vector) {
        AddressTest test = prepared(vector);
        return rewriter(vector).resolve(vector.address(), test);
    }

    private static String route(Vector vector) {
        String mailer = vector.field("mailer");
        return mailer.isEmpty() || mailer.equals("*error*") ? REFUSED
                : new Route(mailer, vector.field("host"), vector.field("user")).toString();
    }

    private static String route(Resolution resolution) {
        return resolution instanceof Route route ? route.toString() : REFUSED;
    }

    private String run(Vector vector) {
        return prepared(vector).run(vector.command());
    }

    private AddressTest prepared(Vector vector) {
        AddressTest test = new AddressTest(policy(vector.cf()), engines.get(vector.cf()), tables.get(vector.cf()));
        for (String command : vector.before()) {
            if (command.startsWith(".D")) {
                test.define(command);
            } else if (Set.of('.', '/', '=', '$').stream().noneMatch(c -> command.charAt(0) == c)) {
                test.run(command);
            }
        }
        return test;
    }

    private Policy policy(String cf) {
        return policies.computeIfAbsent(cf, name -> {
            Reading reading = new SendmailCfReader(new HostNames("relay", "relay.conf.example"))
                    .read(directory.resolve("cf").resolve(name), directory);
            assertTrue(reading.isUsable(), reading.problems()::toString);
            engines.put(name, new RuleEngine(reading.policy()));
            tables.put(name, new Tables(reading.policy(), services(), directory));
            return reading.policy();
        });
    }

    /** The table types as they are, but with the users of the machine on which the tests were recorded. */
    private Services services() {
        Services services = new Services();
        services.tableTypes().add("user", UserTableType.of(directory.resolve("passwd")));
        return services.addClassPath(ConformanceTest.class.getClassLoader());
    }

    /** With names of files that count from the folder, and the machine's own files beside them. */
    private void copy(Path folder) throws IOException {
        Files.writeString(directory.resolve("hosts"), HOSTS);
        Files.writeString(directory.resolve("passwd"), USERS.replaceAll(" |$", ":x:1000:100::/:/bin/sh\n"));
        for (String part : List.of("cf", "maps", "classes", "bin")) {
            Files.createDirectories(directory.resolve(part));
            for (Path file : files(folder.resolve(part))) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1).replace("/conf/", "");
                Path copy = directory.resolve(part).resolve(file.getFileName());
                Files.writeString(copy, part.equals("cf") ? text + "\nO HostsFile=hosts\n" : text, StandardCharsets.ISO_8859_1);
                assertTrue(!part.equals("bin") || copy.toFile().setExecutable(true));
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
