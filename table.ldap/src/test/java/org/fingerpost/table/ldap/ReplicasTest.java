package org.fingerpost.table.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are away, come back, say nothing, and are asked by many. */
class ReplicasTest {

    private static final Settings QUICK = new Settings(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(30),
            Duration.ofHours(1), 8, 10, 100_000, 100, false, true);

    private static DirectoryServer server;

    @TempDir
    Path directory;
    private final LdapTableType type = new LdapTableType(LdapTableTest.PATIENT);

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

    private String value(String arguments, String key) throws TableException {
        Lookup answer = open(arguments + " -b " + DirectoryServer.BASE).lookup(key, List.of());
        return assertInstanceOf(Lookup.Found.class, answer, answer.toString()).value();
    }

    @Test
    void aServerThatIsAwayIsPassedOver() throws Exception {
        int closed = closedPort();
        assertEquals("ann@example.org",
                value("-h \"127.0.0.1:" + closed + " 127.0.0.1:" + server.port() + "\" -k (uid=%0) -v mail", "ann"));
        LookupTable uris = open("-H \"ldap://127.0.0.1:" + closed + " ldap://127.0.0.1:" + server.port() + "\" -b "
                + DirectoryServer.BASE
                + " -k (uid=%0) -v mail");
        assertEquals(new Lookup.Found("ann@example.org"), uris.lookup("ann", List.of()));
    }

    @Test
    void aServerThatComesBackIsAskedAgain() throws Exception {
        try (DirectoryServer own = new DirectoryServer(0)) {
            LookupTable table = open("-h 127.0.0.1:" + own.port() + " -b " + DirectoryServer.BASE + " -k (uid=%0) -v mail");
            assertEquals(new Lookup.Found("ann@example.org"), table.lookup("ann", List.of()));
            own.stop();
            assertInstanceOf(Lookup.Unavailable.class, table.lookup("ann", List.of()));
            own.restart();
            assertEquals(new Lookup.Found("ann@example.org"), table.lookup("ann", List.of()));
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsPassedOverFromThenOn() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            LdapTableType quick = new LdapTableType(QUICK);
            LookupTable table = quick.open(new TableDeclaration("people", "ldap", "-h \"127.0.0.1:" + silent.getLocalPort()
                    + " 127.0.0.1:" + server.port() + "\" -b " + DirectoryServer.BASE + " -k (uid=%0) -v mail", directory));
            for (int i = 0; i < 5; i++) {
                assertEquals(new Lookup.Found("ann@example.org"), table.lookup("ann", List.of()));
            }
            silent.setSoTimeout(1);
            silent.accept().close();
            assertThrows(SocketTimeoutException.class, silent::accept, "asked once only");
            quick.close();
        }
    }

    @Test
    void theFirstServerIsAskedAgainAfterAWhile() throws Exception {
        Settings settings = new Settings(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ZERO, 8,
                10, 100, 100, false, true);
        LdapTableType quick = new LdapTableType(settings);
        try (DirectoryServer first = new DirectoryServer(0)) {
            LookupTable table = quick.open(new TableDeclaration("people", "ldap", "-h \"127.0.0.1:" + first.port() + " 127.0.0.1:"
                    + server.port() + "\" -b " + DirectoryServer.BASE + " -k (uid=%0) -v mail", directory));
            first.change("uid=ann,ou=people,dc=example,dc=org", "mail", "first@example.org");
            assertEquals(new Lookup.Found("first@example.org"), table.lookup("ann", List.of()));
            first.stop();
            assertEquals(new Lookup.Found("ann@example.org"), table.lookup("ann", List.of()));
            first.restart();
            assertEquals(new Lookup.Found("first@example.org"), table.lookup("ann", List.of()));
        }
        quick.close();
    }

    @Test
    void connectionsThatTheServerHasClosedMeanwhileAreNoTrouble() throws Exception {
        try (DirectoryServer own = new DirectoryServer(0)) {
            LookupTable table = open("-h 127.0.0.1:" + own.port() + " -b " + DirectoryServer.BASE + " -k (uid=%0) -v mail");
            assertEquals(new Lookup.Found("ann@example.org"), table.lookup("ann", List.of()));
            own.stop();
            own.restart();
            assertEquals(new Lookup.Found("ann@example.org"), table.lookup("ann", List.of()));
        }
    }

    @Test
    void aServerThatSaysNothingIsTrouble() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            LdapTableType quick = new LdapTableType(QUICK);
            assertInstanceOf(Lookup.Unavailable.class, quick.open(new TableDeclaration("people", "ldap", "-h 127.0.0.1:"
                    + silent.getLocalPort() + " -k (uid=%0) -v mail", directory)).lookup("ann", List.of()));
            quick.close();
        }
    }

    @Test
    void manyAskAtOnce() throws TableException {
        LookupTable table = open("-h 127.0.0.1:" + server.port() + " -b " + DirectoryServer.BASE + " -k (uid=%0) -v mail");
        AtomicInteger right = new AtomicInteger();
        List<Thread> threads = IntStream.range(0, 32).mapToObj(i -> new Thread(() -> {
            for (int n = 0; n < 20; n++) {
                if (table.lookup("ann", List.of()).equals(new Lookup.Found("ann@example.org"))) {
                    right.incrementAndGet();
                }
            }
        })).toList();
        threads.forEach(Thread::start);
        threads.forEach(ReplicasTest::join);
        assertEquals(32 * 20, right.get());
    }

    private static void join(Thread thread) {
        try {
            thread.join(60_000);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
