package org.fingerpost.itest.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** OpenLDAP's server with a folder, a port and a socket of its own. */
final class Slapd implements AutoCloseable {

    static final String BASE = "dc=example,dc=org";

    private static final Path PROGRAM = Path.of("/usr/sbin/slapd");
    private static final Path SCHEMA = Path.of("/etc/ldap/schema");
    private static final Path MODULES = Path.of("/usr/lib/ldap");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final String admin;
    private final int port;
    private Process process;

    /** @param more lines of its configuration, before those of the database */
    Slapd(Path folder, String more) throws Exception {
        this(folder, BASE, more);
    }

    Slapd(Path folder, String base, String more) throws Exception {
        this.folder = Files.createDirectories(folder);
        this.admin = "cn=admin," + base;
        this.port = freePort();
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("sendmail.schema"), resource("sendmail.schema"));
        Files.writeString(folder.resolve("slapd.conf"), """
                include %1$s/core.schema
                include %1$s/cosine.schema
                include %1$s/inetorgperson.schema
                include %1$s/misc.schema
                include %2$s/sendmail.schema
                modulepath %3$s
                moduleload back_mdb
                sizelimit size.soft=500 size.hard=500 size.prtotal=unlimited
                %4$s
                database mdb
                suffix "%5$s"
                rootdn "%6$s"
                rootpw secret
                directory %2$s/data
                maxsize 67108864
                dbnosync
                index objectClass,uid,mail,mailLocalAddress,sendmailMTAKey eq
                access to dn.subtree="ou=staff,%5$s"
                  by dn.exact="gidNumber=%7$s+uidNumber=%8$s,cn=peercred,cn=external,cn=auth" read
                  by * none
                access to * by * read
                """.formatted(SCHEMA, folder, MODULES, more, base, admin, Files.getAttribute(folder, "unix:gid"),
                Files.getAttribute(folder, "unix:uid")));
    }

    /** Why it cannot be tested with here; empty if it can. */
    static String missing() {
        return Files.isExecutable(PROGRAM) && Files.isDirectory(SCHEMA) ? ""
                : "slapd is not installed (Debian: slapd, ldap-utils)";
    }

    static String resource(String name) throws IOException {
        return new String(Objects.requireNonNull(Slapd.class.getResourceAsStream("/ldap/" + name)).readAllBytes(),
                StandardCharsets.UTF_8);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    String uri() {
        return "ldap://127.0.0.1:" + port;
    }

    /** By its Unix-domain socket. */
    String localUri() {
        return "ldapi://" + folder.resolve("socket").toString().replace("/", "%2f");
    }

    /** Entries, before the start. */
    Slapd load(String ldif) throws Exception {
        require(Shell.run(Map.of(), ldif.getBytes(StandardCharsets.UTF_8),
                List.of("/usr/sbin/slapadd", "-q", "-f", folder.resolve("slapd.conf").toString())));
        return this;
    }

    Slapd start() throws Exception {
        process = new ProcessBuilder(PROGRAM.toString(), "-h", uri() + " " + localUri(), "-f", folder.resolve("slapd.conf")
                .toString(), "-d", "0").redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
        Await.until("slapd at " + port, PATIENCE, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("slapd has ended: " + Files.readString(folder.resolve("log")));
            }
            try (Socket socket = new Socket("127.0.0.1", port)) {
                return socket.isConnected();
            } catch (IOException e) {
                return false;
            }
        });
        return this;
    }

    /** Changes entries while it runs. */
    void modify(String ldif) throws Exception {
        require(Shell.run(Map.of(), ldif.getBytes(StandardCharsets.UTF_8),
                List.of("ldapmodify", "-x", "-H", uri(), "-D", admin, "-w", "secret")));
    }

    private static void require(Shell.Result result) {
        if (result.status() != 0) {
            throw new AssertionError(result.status() + ": " + result.output() + result.error());
        }
    }

    /** From now on it says nothing, and takes connections. */
    void freeze() throws Exception {
        signal("-STOP");
    }

    void thaw() throws Exception {
        signal("-CONT");
    }

    private void signal(String signal) throws Exception {
        require(Shell.run(Map.of(), new byte[0], List.of("kill", signal, String.valueOf(process.pid()))));
    }

    void kill() throws Exception {
        process.destroyForcibly();
        process.waitFor(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
        if (process != null) {
            kill();
        }
    }
}
