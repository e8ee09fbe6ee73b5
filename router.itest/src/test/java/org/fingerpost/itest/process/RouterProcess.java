package org.fingerpost.itest.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.fingerpost.itest.BundleJar;

/** A router as a process of its own, with an instance of its own, on a port that the system chose. */
public final class RouterProcess implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern JOURNAL_RECORD = Pattern.compile("(?m)^@\\w+ (message|gone) (\\w+) \\d+ \\d+ [0-9a-f]{8}$");

    private final Path base;
    private final String options;
    private final Place place;
    private Process process;
    private int port;

    /** @param options for the JVM, such as {@code -Xmx64m} */
    public RouterProcess(Path base, String options) throws IOException {
        this(base, options, Place.HERE);
    }

    /** @param place where it runs; {@code base} is its folder as this process sees it */
    public RouterProcess(Path base, String options, Place place) throws IOException {
        this.base = base;
        this.options = options;
        this.place = place;
        Files.createDirectories(base.resolve("etc"));
        if (Files.notExists(base.resolve("etc/dns.cfg"))) {
            with("etc/dns.cfg", NameServer.NOBODY);
        }
    }

    public Path base() {
        return base;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return place.process(process).pid();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Writes a file of the instance before its start. */
    public RouterProcess with(String file, String text) throws IOException {
        Path path = base.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text, StandardCharsets.ISO_8859_1);
        return this;
    }

    /** The shipped policy with this relay. */
    public RouterProcess withRelay(int relayPort) throws IOException {
        String shipped = Files.readString(Distribution.home().resolve("etc/sendmail.cf"), StandardCharsets.ISO_8859_1);
        String changed = shipped.replaceFirst("(?m)^DS.*$", "DS[127.0.0.1]:" + relayPort);
        if (changed.equals(shipped)) {
            throw new AssertionError("the shipped sendmail.cf has no DS line");
        }
        return with("etc/sendmail.cf", changed);
    }

    public RouterProcess start() throws Exception {
        process = launch(List.of("--listen", "127.0.0.1:0"));
        String ready = firstLine(process).get(60, TimeUnit.SECONDS);
        Matcher matcher = PORT.matcher(String.valueOf(ready));
        if (ready == null || !ready.startsWith("ready") || !matcher.find()) {
            kill();
            throw new AssertionError("no ready line but: " + ready + "\n" + Files.readString(base.resolve("stderr")));
        }
        port = Integer.parseInt(matcher.group(1));
        return this;
    }

    /** Starts {@code bin/fingerpost run} with these arguments beside the base; standard error goes to the file {@code stderr}. */
    public Process launch(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(place.home().resolve("bin/fingerpost").toString(), "run", "--base",
                place.inside(base).toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(place.command(command)).redirectError(base.resolve("stderr").toFile());
        builder.environment().put("FINGERPOST_OPTS", options);
        return builder.start();
    }

    private static CompletableFuture<String> firstLine(Process process) {
        CompletableFuture<String> line = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try (BufferedReader in = new BufferedReader(new InputStreamReader(process.getInputStream(),
                    StandardCharsets.ISO_8859_1))) {
                line.complete(in.readLine());
                while (in.readLine() != null) {
                    continue; // so that the router never waits for us
                }
            } catch (IOException e) {
                line.completeExceptionally(e);
            }
        }, "router-output");
        reader.setDaemon(true);
        reader.start();
        return line;
    }

    /**
     * Puts a bundle with the package of {@code type} into {@code deploy/}, in place of an earlier one, and waits until it is
     * there.
     */
    public void deploy(Class<?> type, String version) throws Exception {
        deploy(BundleJar.of(type, version, Files.createTempFile("plugin", ".jar")), deployed(type));
        awaitIn("var/log/router.log", type.getPackageName());
    }

    /** A jar must never be seen half written: it is renamed into the folder. */
    private void deploy(Path jar, Path file) throws IOException {
        Path beside = base.resolve("deploy/." + file.getFileName());
        Files.copy(jar, beside, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(jar);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Puts the bundle of one of the projects in {@code examples/} into {@code deploy/}; gives back where it is. */
    public Path deployExample(String example, String packageName) throws Exception {
        Path file = base.resolve("deploy/" + example + ".jar");
        deploy(BundleJar.ofExample(example, packageName, Files.createTempFile("example", ".jar")), file);
        return file;
    }

    /** Where {@link #deploy} puts it. */
    public Path deployed(Class<?> type) {
        return base.resolve("deploy/" + type.getSimpleName() + ".jar");
    }

    /** How many files and sockets it has open. */
    public int descriptors() {
        return entries("fd");
    }

    public int threads() {
        return entries("task");
    }

    private int entries(String folder) {
        String[] names = new File("/proc/" + pid() + "/" + folder).list();
        return names == null ? 0 : names.length;
    }

    /** Waits until it has ended by itself. */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            throw new AssertionError("the router has not ended");
        }
        return process.exitValue();
    }

    /** As a power switch would, but for the page cache. */
    public void kill() throws InterruptedException {
        place.process(process).destroyForcibly();
        process.waitFor(30, TimeUnit.SECONDS);
    }

    public Shell.Result sendmail(String message, String... arguments) throws Exception {
        return program("sendmail", message, arguments);
    }

    public Shell.Result program(String name, String input, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(place.home().resolve("bin/" + name).toString()));
        command.addAll(Arrays.asList(arguments));
        return Shell.run(Map.of("FINGERPOST_BASE", place.inside(base).toString()), input.getBytes(StandardCharsets.ISO_8859_1),
                place.command(command));
    }

    public SmtpDialogue smtp() throws IOException {
        return new SmtpDialogue(port);
    }

    /** The file's text; empty if it is not there. */
    public String read(String file) throws IOException {
        Path path = base.resolve(file);
        return Files.exists(path) ? Files.readString(path, StandardCharsets.ISO_8859_1) : "";
    }

    public void awaitIn(String file, String text) throws Exception {
        Await.until(text + " in " + file, () -> read(file).contains(text));
    }

    public void awaitEmptyQueue() throws Exception {
        Await.until("an empty queue", Duration.ofSeconds(60), () -> program("mailq", "").output().contains("is empty"));
    }

    /** The messages in the queue, without asking the router. */
    public Set<String> spooled() {
        Set<String> ids = new TreeSet<>(journaled());
        String[] names = base.resolve("var/spool/control").toFile().list();
        if (names != null) {
            Arrays.stream(names).filter(name -> !name.endsWith(".tmp")).forEach(ids::add);
        }
        return ids;
    }

    private Set<String> journaled() {
        Set<String> ids = new HashSet<>();
        Path journal = base.resolve("var/spool/journal");
        String[] segments = journal.toFile().list();
        Stream.ofNullable(segments).flatMap(Arrays::stream).sorted().forEach(segment -> {
            Matcher record = JOURNAL_RECORD.matcher(readLatin1(journal.resolve(segment)));
            while (record.find()) {
                if (record.group(1).equals("message")) {
                    ids.add(record.group(2));
                } else {
                    ids.remove(record.group(2));
                }
            }
        });
        return ids;
    }

    /** Empty if the file has gone. */
    private static String readLatin1(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the store has set aside, which should be nothing. */
    public List<String> damaged() {
        String[] names = base.resolve("var/spool/damaged").toFile().list();
        return names == null ? List.of() : List.of(names);
    }

    /** Waits until the queue's folder is empty; costs less than asking. */
    public void awaitEmptySpool() throws Exception {
        Await.until("an empty spool", Duration.ofSeconds(90), () -> spooled().isEmpty());
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            place.process(process).destroy();
            if (!hasEnded()) {
                place.process(process).destroyForcibly();
                throw new AssertionError("the router did not stop in 40 s");
            }
        }
    }

    private boolean hasEnded() {
        try {
            return process.waitFor(40, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
