package org.fingerpost.itest.recorded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.fingerpost.itest.process.Await;
import org.fingerpost.itest.process.RouterProcess;
import org.fingerpost.itest.process.Shell;
import org.fingerpost.itest.recorded.RecordedCase.Result;
import org.fingerpost.itest.recorded.RecordedCase.Step;

/**
 * One router that plays case after case. What the cases have at the root of a file system is below a folder of the instance:
 * paths are translated on the way in and on the way out.
 */
final class Stage implements AutoCloseable {

    private static final List<String> USERS = List.of("eric:1001:Eric Router,Room 101,x1234", "tef:1002:Tef Example",
            "anna:1003:Anna & Co",
            "fwd:1004:Forward Er");
    private static final String HOSTS = """
            relay relay.conf.example
            relay.conf.example relay.conf.example
            localhost relay.conf.example
            alpha alpha.conf.example
            alpha.conf.example alpha.conf.example
            beta beta.conf.example
            betaalias beta.conf.example
            beta.conf.example beta.conf.example
            gamma.other.example gamma.other.example
            """;
    private static final List<String> FOLDERS = List.of("etc/mail", "home", "var/mail", "tmp", "out", "root");
    private static final String TRANSLATED = "(?<![\\w/.])/(conf|etc/mail|home|var/mail|tmp|root)(?=/)";

    /** A message, the report about it, the report about that to the postmaster; and one more. */
    private static final int LOOKS = 4;
    /** The options QueueLA and RefuseLA: what comes of a case must not depend on what else the machine does. */
    private static final String LOAD_LIMIT = "(?m)^O([xX])\\d+$";

    /** The user with forward files. */
    private static final String FORWARDER = "fwd";

    private final RouterProcess router;
    private final Path root;
    private final String own;
    private final ControlClient submit;
    private final ControlClient control;

    /** @param collection with {@code cf}, {@code maps} and {@code classes} */
    Stage(Path base, Path collection) throws Exception {
        root = base.resolve("world");
        for (String part : List.of("cf", "maps", "classes")) {
            copy(collection.resolve(part), root.resolve("conf").resolve(part));
        }
        clear();
        Files.createDirectories(root.resolve("conf/bin"));
        Files.writeString(root.resolve("conf/hosts"), HOSTS);
        own = String.valueOf(Files.getAttribute(root, "unix:uid"));
        MailerRun.install(root.resolve("conf/bin/dump"), root.resolve("out"));
        router = new RouterProcess(base, "-XX:TieredStopAtLevel=1 -Duser.timezone=UTC")
                .with("etc/passwd", passwd()).with("etc/table.passwd.cfg", "file = etc/passwd\ngetent =\n")
                .with("etc/queue.cfg", "retry = 1h\n").start();
        submit = new ControlClient(base.resolve("run/submit"));
        control = new ControlClient(base.resolve("run/control"));
    }

    private String passwd() {
        StringBuilder lines = new StringBuilder("root:x:0:0:Root:" + root + "/root:/bin/sh\n"
                + "daemon:x:1:1:daemon:/usr/sbin:/bin/false\nmail:x:8:8:mail:/var/mail:/bin/false\n"
                + "nobody:x:65534:65534:nobody:/nonexistent:/bin/false\n");
        for (String user : USERS) {
            String[] parts = user.split(":");
            lines.append("%1$s:x:%2$s:%2$s:%3$s:%4$s/home/%1$s:/bin/sh\n".formatted(parts[0], id(parts), parts[2], root));
        }
        return lines.toString();
    }

    /** Whose programs are run is the router itself here: it can become nobody else. */
    private String id(String[] user) {
        return user[0].equals(FORWARDER) ? own : user[1];
    }

    /** What comes of each step, texts made comparable. */
    List<Result> play(RecordedCase recorded) throws Exception {
        clear();
        put("/etc/mail/aliases", new RecordedCase.File("", "")); // a file that is not there is trouble here
        recorded.files().forEach(this::put);
        Path policy = root.resolve("conf/cf").resolve(recorded.policy());
        router.with("etc/sendmail.cf", policyInside(Files.readString(policy, StandardCharsets.ISO_8859_1)));
        Shell.Result reloaded = control.run(List.of("reload"), List.of(), new byte[0]);
        if (reloaded.status() != 0) {
            throw new AssertionError("the policy " + recorded.policy() + " is not taken: " + reloaded.error()
                    + reloaded.output());
        }
        List<Result> results = new ArrayList<>();
        for (Step step : recorded.steps()) {
            results.add(play(step));
        }
        removeLeft();
        return results;
    }

    private Result play(Step step) throws Exception {
        List<String> words = new ArrayList<>(List.of("sendmail"));
        step.arguments().forEach(argument -> words.add(inside(argument)));
        ControlClient socket = step.arguments().contains("-bi") ? control : submit;
        Shell.Result result = step.smtp().isEmpty()
                ? socket.run(words, step.environment(), step.input().getBytes(StandardCharsets.ISO_8859_1))
                : router.sendmail(String.join("", step.smtp().stream().map(line -> line + "\r\n").toList()),
                        step.arguments().toArray(String[]::new));
        awaitQuiet();
        List<MailerRun> runs = MailerRun.take(root.resolve("out")).stream().map(this::outside).map(Norm::run).toList();
        return new Result(result.status(), Norm.text(outside(result.output())), Norm.text(outside(result.error())), runs);
    }

    /**
     * Until nothing is under way and nothing is due. A listing leaves out what came after it was begun: it may show neither a
     * message that is done meanwhile nor the report about it. So each message that another one can lead to has a look of its own.
     */
    private void awaitQuiet() throws Exception {
        int[] quiet = new int[1];
        Await.until("a queue that rests", () -> {
            do {
                quiet[0] = queue().stream().noneMatch(Stage::isDue) ? quiet[0] + 1 : 0;
            } while (quiet[0] > 0 && quiet[0] < LOOKS);
            return quiet[0] == LOOKS;
        });
    }

    private static boolean isDue(JsonObject job) {
        boolean later = job.has("nextAttempt") && !job.get("nextAttempt").isJsonNull()
                && Instant.parse(job.get("nextAttempt").getAsString()).isAfter(Instant.now());
        return job.get("active").getAsBoolean() || !job.get("held").getAsBoolean() && !later && !waitsForWhatIsDown(job);
    }

    private static boolean waitsForWhatIsDown(JsonObject job) {
        JsonArray waitsFor = job.getAsJsonArray("waitsFor");
        return !waitsFor.isEmpty() && waitsFor.asList().stream()
                .allMatch(destination -> destination.getAsJsonObject().get("condition").getAsString().equals("down"));
    }

    private List<JsonObject> queue() throws IOException {
        String list = control.run(List.of("queue", "list", "--json"), List.of(), new byte[0]).output();
        return list.lines().map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
    }

    private void removeLeft() throws IOException {
        for (JsonObject job : queue()) {
            control.run(List.of("queue", "remove", job.get("id").getAsString()), List.of(), new byte[0]);
        }
    }

    private MailerRun outside(MailerRun run) {
        return new MailerRun(run.arguments().stream().map(this::outside).toList(),
                run.environment().stream().map(this::outside).toList(), outside(run.input()));
    }

    private String inside(String text) {
        return text.replaceAll(TRANSLATED, root + "/$1");
    }

    /** The hosts that the recorded runs knew are in no name service of ours. */
    private String policyInside(String policy) {
        return inside(policy).replaceAll(LOAD_LIMIT, "O$10").replace("/conf/", root + "/conf/").replace(root + root.toString(), root.toString())
                + "\nKhost text -k 0 -v 1 -o -a. " + root + "/conf/hosts\n";
    }

    private String outside(String text) {
        return text.replace(root.toString(), "");
    }

    private void put(String path, RecordedCase.File file) {
        try {
            Path target = root.resolve(path.substring(1));
            Files.createDirectories(target.getParent());
            Files.writeString(target, inside(file.text()), StandardCharsets.ISO_8859_1);
            if (!file.mode().isEmpty()) {
                Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(letters(Integer.parseInt(file.mode(), 8))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String letters(int mode) {
        StringBuilder letters = new StringBuilder();
        for (int bit = 8; bit >= 0; bit--) {
            letters.append((mode >> bit & 1) == 1 ? "rwxrwxrwx".charAt(8 - bit) : '-');
        }
        return letters.toString();
    }

    private void clear() throws IOException {
        for (String folder : FOLDERS) {
            Path path = root.resolve(folder);
            if (Files.exists(path)) {
                try (Stream<Path> tree = Files.walk(path)) {
                    for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(each);
                    }
                }
            }
            Files.createDirectories(path);
        }
        for (String user : USERS) {
            Files.createDirectories(root.resolve("home").resolve(user.split(":")[0]));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.write(to.resolve(file.getFileName().toString()), Files.readAllBytes(file));
            }
        }
    }

    @Override
    public void close() {
        router.close();
    }
}
