package org.fingerpost.table.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LdapTableTest {

    /** For machines that have much to do. */
    static final Settings PATIENT = new Settings(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(60),
            Duration.ZERO, 8, 500, 100_000, 10_000, false, true);

    private static DirectoryServer server;

    @TempDir
    Path directory;
    private final LdapTableType type = new LdapTableType(PATIENT);

    @BeforeAll
    static void start() throws Exception {
        server = new DirectoryServer(0);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void close() {
        type.close();
    }

    private LookupTable open(String arguments) throws TableException {
        return type.open(new TableDeclaration("people", "ldap", arguments, directory));
    }

    /** With the server and the base of the tests. */
    private Lookup ask(String arguments, String key, String... further) throws TableException {
        return open("-h 127.0.0.1 -p " + server.port() + " -b " + DirectoryServer.BASE + " " + arguments)
                .lookup(key, List.of(further));
    }

    private String value(String arguments, String key, String... further) throws TableException {
        Lookup answer = ask(arguments, key, further);
        if (answer instanceof Lookup.Unavailable unavailable) {
            throw new AssertionError(unavailable.reason());
        }
        return answer instanceof Lookup.Found found ? found.value() : null;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "-k uid=%0 -v mail|ann|ann@example.org",
        "-k (uid=%0) -v mail -z,|ann|ann@example.org,a.example@example.org",
        "-k (uid=%s) -v cn,mail -z;|ann|Ann Example;ann@example.org;a.example@example.org",
        "-k \"(&(objectClass=inetOrgPerson)(uid=%0))\" -v mail|ANN|ann@example.org",
        "-k (uid=%0) -v mail|carl|-",
        "-k (uid=%0) -v mail|nomail|-",
        "-k (uid=%0) -v mail -m -a.ok|nomail|nomail.ok",
        "-k (uid=%0) -v mail -a<OK>|bob|bob@example.org<OK>",
        "-k (uid=%0) -v uid,mail -V= -z/|bob|uid=bob/mail=bob@example.org",
        "-k (uid=%0) -v mail,cn -n -z+|bob|mail+cn",
        "-k (sn=%0) -v mail -1|example|-",
        "-k (sn=%0) -v uid -1|mail|nomail",
        "-k (sn=%0) -v uid -z,|example|ann,bob",
        "-k (sn=%0) -v uid -z, -Z 1|example|ann",
        "-k (uid=%0) -s one -v mail|ann|-",
        "-k (uid=%0) -s base -b uid=ann,ou=people,dc=example,dc=org -v mail|ann|ann@example.org",
        "-k (cn=%0) -v mail,member:DN:groupOfNames -z,|team|team@example.org,ann@example.org,a.example@example.org,bob@example.org,inner@example.org",
        "-k (cn=%0) -v mail,member:DN:person -z,|team|team@example.org",
        "-k (cn=%0) -v labeledURI:URL,mail -z,|team|bob@example.org,team@example.org",
        "-k (cn=%0) -v seeAlso:FILTER,mail -z,|team|ann@example.org,a.example@example.org,team@example.org"})
    void whatADirectoryHolds(String arguments, String key, String value) throws TableException {
        assertEquals(value, value(arguments, key));
    }

    @Test
    void argumentsOfTheLookUpAreInTheFilterAndInTheValue() throws TableException {
        assertEquals("ann@example.org", value("-k (&(uid=%1)(sn=%0)) -v mail", "example", "ann"));
        assertEquals("100x ann", value("-k (uid=%0) -v description", "ann", "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "a*", "ann)(uid=*", "ann)(|(uid=*", "\\61nn", "an\0n", "(", "bob\u00e9"})
    void noKeyAsksAnotherQuestion(String key) throws TableException {
        assertEquals(null, value("-f -q -k (uid=%0) -v mail -z,", key));
        assertEquals(null, value("-f -q -k (uid=%s) -v mail -z,", key));
    }

    @Test
    void marksThatMeanSomethingInFiltersAreFound() throws TableException {
        assertEquals("bob@example.org", value("-f -k (cn=%0) -v mail", "Bob (the *) Example"));
    }

    @Test
    void aPasswordIsReadFromAFileOfItsOwner() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), DirectoryServer.PASSWORD + "\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        String bind = "-M simple -d " + DirectoryServer.BIND_DN + " -P secret -k (uid=%0) -v mail";
        assertEquals("ann@example.org", value(bind, "ann"));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        Lookup.Unavailable refused = assertInstanceOf(Lookup.Unavailable.class, ask(bind.replace("router", "Router"), "ann"));
        assertTrue(refused.reason().contains("mode 600 or 640"), refused.reason());
    }

    @Test
    void aWrongPasswordIsTrouble() throws Exception {
        Path secret = Files.writeString(directory.resolve("wrong"), "xyzzy\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Lookup.Unavailable answer = assertInstanceOf(Lookup.Unavailable.class,
                ask("-M simple -d " + DirectoryServer.BIND_DN + " -P wrong -k (uid=%0) -v mail", "ann"));
        assertTrue(answer.reason().contains("invalid credentials") && !answer.reason().contains("xyzzy"), answer.reason());
    }

    @Test
    void withoutAnyServerNothingIsSaidToBeAbsent() throws Exception {
        String away = "-h 127.0.0.1:" + closedPort() + " -k (uid=%0) -v mail";
        for (String flags : List.of("", " -t", " -T<TMPF>")) {
            assertInstanceOf(Lookup.Unavailable.class, ask(away + flags, "ann"));
        }
        assertEquals(new Lookup.NotFound(75), open(away + " -t").trouble("ann", "away"));
        assertEquals(new Lookup.Found("ann<TMPF>"), open(away + " -T<TMPF>").trouble("ann", "away"));
        assertEquals(new Lookup.Unavailable("away"), open(away).trouble("ann", "away"));
    }

    @Test
    void manyEntriesComeInPages() throws Exception {
        try (DirectoryServer own = new DirectoryServer(0)) {
            own.addMembers(35);
            LdapTableType paging = new LdapTableType(new Settings(Duration.ofSeconds(2), Duration.ofSeconds(30),
                    Duration.ofSeconds(30), Duration.ZERO, 8, 10, 100, 100, false, true));
            LookupTable table = paging.open(new TableDeclaration("people", "ldap", "-h 127.0.0.1:" + own.port() + " -b "
                    + DirectoryServer.BASE + " -k (departmentNumber=%0) -v mail -z,", directory));
            Lookup.Found found = assertInstanceOf(Lookup.Found.class, table.lookup("7", List.of()));
            assertEquals(35, found.value().split(",").length);
            assertEquals(4, own.searches());
            LookupTable some = paging.open(new TableDeclaration("people", "ldap", "-h 127.0.0.1:" + own.port() + " -b "
                    + DirectoryServer.BASE + " -k (departmentNumber=%0) -v mail -z, -Z 12", directory));
            assertEquals(12, assertInstanceOf(Lookup.Found.class, some.lookup("7", List.of())).value().split(",").length);
            paging.close();
        }
    }

    @Test
    void whatLeadsToTooMuchIsDeferredAndNotCutOff() throws Exception {
        try (DirectoryServer own = new DirectoryServer(0)) {
            own.addMembers(35);
            LdapTableType small = new LdapTableType(new Settings(Duration.ofSeconds(2), Duration.ofSeconds(30),
                    Duration.ofSeconds(30), Duration.ZERO, 8, 10, 20, 30, false, true));
            String flags = "-h 127.0.0.1:" + own.port() + " -b " + DirectoryServer.BASE;
            for (String query : List.of(" -k (departmentNumber=%0) -v mail -z,", " -k (cn=all) -v member:DN,mail -z,")) {
                Lookup.Unavailable answer = assertInstanceOf(Lookup.Unavailable.class,
                        small.open(new TableDeclaration("people", "ldap", flags + query, directory)).lookup("7", List.of()));
                assertTrue(answer.reason().contains("more than"), answer.reason());
            }
            small.close();
        }
    }

    @Test
    void anAliasIsAllValues() throws TableException {
        assertEquals("ann@example.org, a.example@example.org", value("-A -k (uid=%0) -v mail", "ann"));
    }

    @Test
    void explanationsNameTheEntries() throws TableException {
        LookupTable table = open("-h 127.0.0.1:" + server.port() + " -b " + DirectoryServer.BASE + " -k (uid=%0) -v mail");
        assertEquals(Optional.of("uid=ann,ou=people,dc=example,dc=org"), table.place("ann"));
        assertEquals(Optional.empty(), table.place("carl"));
    }

    @Test
    void aNewPasswordCountsForTheNextConnection() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "old\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r-----"));
        LookupTable table = open("-h 127.0.0.1:" + server.port() + " -b " + DirectoryServer.BASE + " -M simple -d "
                + DirectoryServer.BIND_DN + " -P secret -k (uid=%0) -v mail");
        assertInstanceOf(Lookup.Unavailable.class, table.lookup("ann", List.of()));
        Files.writeString(secret, DirectoryServer.PASSWORD + "\n");
        assertEquals(new Lookup.Found("ann@example.org"), table.lookup("ann", List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-v mail", "-k (uid=%0", "-k (uid=%0) -s bad", "-k (uid=%0) -r bad", "-k (uid=%0) -M krbv4",
            "-k (uid=%0) -w 2",
        "-k (uid=%0) -h a -H ldap://b", "-k (uid=%0) -p 0", "-k (uid=%0) -p x", "-k (uid=%0) -v mail:BAD", "-k (uid=%0) -Z many",
        "-k (uid=%0) -H http://x", "-k (uid=%0) -M external -h x", "-k (uid=%0) -M simple -d cn=x", "-k \"(uid=%0)"})
    void declarationsThatMakeNoSenseAreRefused(String arguments) {
        assertThrows(TableException.class, () -> open(arguments));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
