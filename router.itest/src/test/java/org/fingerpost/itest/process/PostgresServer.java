package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A PostgreSQL server with a cluster of its own on a port of its own; as root it runs as nobody, for PostgreSQL refuses root. */
final class PostgresServer implements AutoCloseable {

    static final String DATABASE = "postgres";
    static final String USER = "mail";
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    private final Path programs;
    private final Path folder;
    private final int port;

    /** Skips the test, with the reason, where there is no PostgreSQL. */
    PostgresServer() throws Exception {
        programs = programs();
        assumeTrue(programs != null, "needs PostgreSQL (package postgresql): there is no " + VERSIONS + "/*/bin/initdb");
        folder = Files.createTempDirectory(Path.of("/tmp"), "postgres"); // nobody may not enter the test's own folder
        if (isRoot()) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            Shell.run(Map.of(), new byte[0], List.of("chown", "nobody", folder.toString()));
        }
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        run("initdb", "--pgdata", data(), "--username", USER, "--auth", "trust", "--no-sync", "--encoding", "UTF8",
                "--locale", "C.UTF-8");
        start();
    }

    private static Path programs() throws IOException {
        if (!Files.isDirectory(VERSIONS)) {
            return null;
        }
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin")).filter(bin -> Files.exists(bin.resolve("initdb")))
                    .sorted().reduce((first, second) -> second).orElse(null);
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    void start() throws Exception {
        run("pg_ctl", "start", "--pgdata", data(), "--wait", "--timeout", "50", "--log", folder.resolve("log").toString(),
                "--options", "-c listen_addresses=127.0.0.1 -c port=" + port + " -c unix_socket_directories=" + folder
                        + " -c fsync=off");
    }

    /** As a power cut would look to its clients. */
    void stopAtOnce() throws Exception {
        run("pg_ctl", "stop", "--pgdata", data(), "--mode", "immediate", "--wait", "--timeout", "50");
    }

    /** The server and all of its processes stand still, or go on. */
    void signal(String signal) throws Exception {
        String master = Files.readAllLines(Path.of(data(), "postmaster.pid")).get(0);
        List<String> command = new ArrayList<>(List.of("kill", signal, master));
        ProcessHandle.of(Long.parseLong(master)).orElseThrow().children().forEach(each -> command.add(
                String.valueOf(each.pid())));
        Shell.run(Map.of(), new byte[0], command);
    }

    void sql(String... statements) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("psql", "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p",
                String.valueOf(port), "-U", USER, "-d", DATABASE));
        for (String statement : statements) {
            arguments.add("-c");
            arguments.add(statement);
        }
        run(arguments.toArray(String[]::new));
    }

    /** For etc/database-NAME.cfg. */
    String settings() {
        return "url = jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE + "\nuser = " + USER + "\n";
    }

    private void run(String program, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(program));
        all.addAll(List.of(arguments));
        run(all.toArray(String[]::new));
    }

    private void run(String[] arguments) throws Exception {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        command.addAll(List.of(arguments));
        int program = isRoot() ? 4 : 0;
        command.set(program, programs.resolve(command.get(program)).toString());
        Shell.Result result = Shell.run(Map.of("HOME", folder.toString()), new byte[0], command);
        if (result.status() != 0) {
            throw new AssertionError(command + ": " + result.status() + "\n" + result.output() + result.error());
        }
    }

    @Override
    public void close() throws Exception {
        if (Files.exists(Path.of(data(), "postmaster.pid"))) {
            signal("-CONT");
            stopAtOnce();
        }
        Shell.run(Map.of(), new byte[0], List.of("rm", "-rf", folder.toString()));
    }
}
