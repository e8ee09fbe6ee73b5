package org.fingerpost.table.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.instance.Instance;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.service.jdbc.DataSourceFactory;

class SqlTableTest {

    private static final String SELECT = "SELECT goto FROM aliases WHERE address = %0 ORDER BY goto";

    @TempDir
    private Path folder;
    private H2 h2;
    private final Drivers drivers = new Drivers();
    private final Databases databases = new Databases();
    private DatabaseFile file;

    @BeforeEach
    void begin(TestInfo test) throws Exception {
        h2 = new H2(test.getTestMethod().orElseThrow().getName() + System.nanoTime());
        h2.run("CREATE TABLE aliases (address VARCHAR, goto VARCHAR)", "INSERT INTO aliases VALUES ('ann', 'ann@a.example'),"
                + " ('list', 'x@a.example'), ('list', 'y@a.example'), ('nobody', NULL), ('per%cent', '%0 and %1'),"
                + " ('zo\u00eb', 'm\u00fcller')");
        drivers.bindFactory(h2, h2.properties(1));
        file = configure(Map.of("url", h2.url, "driver", H2.CLASS));
        databases.bindDatabase(file);
    }

    @AfterEach
    void end() {
        file.close();
    }

    private DatabaseFile configure(Map<String, String> settings) {
        return new DatabaseFile(config(settings), Map.of("service.pid", "database~mail"), new Instance() {

            @Override
            public Path base() {
                return folder;
            }

            @Override
            public List<String> listen() {
                return List.of();
            }

            @Override
            public Optional<Path> policy() {
                return Optional.empty();
            }
        }, drivers);
    }

    /** As Declarative Services would make it. */
    private static DatabaseFile.Config config(Map<String, String> settings) {
        Map<String, String> byMethod = new HashMap<>();
        settings.forEach((key, value) -> byMethod.put(key.replace('.', '_'), value));
        return (DatabaseFile.Config) Proxy.newProxyInstance(SqlTableTest.class.getClassLoader(),
                new Class<?>[] {DatabaseFile.Config.class, Annotation.class},
                (proxy, method, arguments) -> byMethod.getOrDefault(method.getName(), (String) method.getDefaultValue()));
    }

    private LookupTable open(String arguments) throws TableException {
        return new SqlTableType(databases).open(new TableDeclaration("users", "sql", arguments, folder));
    }

    private LookupTable table(String flags, String statement) throws TableException {
        return open("-d mail " + flags + " -k \"" + statement + "\"");
    }

    private static Lookup found(String value) {
        return new Lookup.Found(value);
    }

    private static String reason(Lookup answer) {
        return assertInstanceOf(Lookup.Unavailable.class, answer).reason();
    }

    @Test
    void aKeyIsThereOrNot() throws Exception {
        LookupTable users = table("", SELECT);
        assertEquals(found("ann@a.example"), users.lookup("Ann", List.of()));
        assertEquals(Lookup.NOT_FOUND, users.lookup("ben", List.of()));
        assertEquals(Lookup.NOT_FOUND, users.lookup("nobody", List.of()));
        assertEquals(Lookup.NOT_FOUND, table("-f", SELECT).lookup("Ann", List.of()));
    }

    @Test
    void severalRowsAndColumns() throws Exception {
        assertEquals(found("x@a.example"), table("", SELECT).lookup("list", List.of()));
        assertEquals(found("x@a.example,y@a.example"), table("-z,", SELECT).lookup("list", List.of()));
        assertEquals(found("x@a.example"), table("-z, -Z1", SELECT).lookup("list", List.of()));
        assertEquals(Lookup.NOT_FOUND, table("-1", SELECT).lookup("list", List.of()));
        assertEquals(found("ann@a.example"), table("-1", SELECT).lookup("ann", List.of()));
        assertEquals(found("ann ann@a.example"), table("-z\\t", SELECT.replace("goto FROM", "address, goto FROM"))
                .lookup("ann", List.of()) instanceof Lookup.Found f ? found(f.value().replace('\t', ' ')) : null);
    }

    @Test
    void flagsOfAllTables() throws Exception {
        assertEquals(found("list!"), table("-m -a!", SELECT).lookup("list", List.of()));
        assertEquals(found("per%cent and x"), table("", SELECT).lookup("per%cent", List.of("x")));
    }

    @Test
    void argumentsAreParametersToo() throws Exception {
        LookupTable users = table("-z,", "SELECT goto FROM aliases WHERE address = %1 AND goto LIKE %2 OR goto = %0");
        assertEquals(found("y@a.example"), users.lookup("k", List.of("list", "y%")));
        assertEquals(Lookup.NOT_FOUND, users.lookup("k", List.of("list")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"' OR '1'='1", "ann'; DROP TABLE aliases; --", "\\' OR 1=1 --", "%0", "?", "ann\u0000", "\u00ff\u00fe",
            "\u00c3", "\" OR \"a\"=\"a", "/*", "$$", "ann\r\nann"})
    void noKeyChangesTheStatement(String key) throws Exception {
        LookupTable users = table("", SELECT);
        assertEquals(Lookup.NOT_FOUND, users.lookup(key, List.of()));
        assertEquals(found("ann@a.example"), users.lookup("ann", List.of()));
    }

    @Test
    void octetsAreTextThere() throws Exception {
        String key = new String("zo\u00eb".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        String value = new String("m\u00fcller".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertEquals(found(value), table("", SELECT).lookup(key, List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"SELECT * FROM nothing WHERE a = %0|NOTHING", "SELEKT %0|SELEKT",
        "DELETE FROM aliases WHERE address = %0|query", "SELECT 1/0, %0|Division"})
    void whatTheDatabaseRefusesIsNotNowAndSaysWhy(String statement, String reason) throws Exception {
        String said = reason(table("", statement).lookup("ann", List.of()));
        assertTrue(said.contains("table users, database mail: ") && said.contains(reason), said);
        assertEquals(found("ann@a.example"), table("", SELECT).lookup("ann", List.of()));
    }

    @Test
    void troubleAsTheFlagsWantIt() throws Exception {
        reason(table("-t", "SELEKT %0").lookup("ann", List.of()));
        assertEquals(new Lookup.NotFound(75), table("-t", SELECT).trouble("Ann", "why"));
        assertEquals(found("annTMP"), table("-TTMP", SELECT).trouble("Ann", "why"));
    }

    @Test
    void tooManyRowsAreNoAnswer() throws Exception {
        file.modified(config(Map.of("url", h2.url, "driver", H2.CLASS, "max.rows", "1000")));
        LookupTable numbers = table("-z,", "SELECT x FROM SYSTEM_RANGE(1, 1001) WHERE %0 = 'k'");
        assertTrue(reason(numbers.lookup("k", List.of())).contains("more than 1000 rows"));
        assertEquals(Lookup.NOT_FOUND, numbers.lookup("other", List.of()));
        assertEquals(1000, ((Lookup.Found) table("-z,", "SELECT x FROM SYSTEM_RANGE(1, 1000) WHERE %0 = 'k'")
                .lookup("k", List.of())).value().split(",").length);
    }

    @Test
    void anAnswerThatTakesTooLongIsNotNow() throws Exception {
        file.modified(config(Map.of("url", h2.url, "driver", H2.CLASS, "timeout.query", "250ms")));
        LookupTable slow = table("", "SELECT SUM(a.x * b.x * c.x) FROM SYSTEM_RANGE(1, 100000) a, SYSTEM_RANGE(1, 100000) b,"
                + " SYSTEM_RANGE(1, 100000) c WHERE %0 = 'k'");
        reason(slow.lookup("k", List.of()));
    }

    @Test
    void aDatabaseThatIsAwayIsNotNowAndComesBack() throws Exception {
        LookupTable users = table("", SELECT);
        h2.away = true;
        String said = reason(users.lookup("ann", List.of()));
        assertTrue(said.contains("nobody listens"), said);
        h2.away = false;
        awaitFound(users);
    }

    private static void awaitFound(LookupTable users) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!users.lookup("ann", List.of()).equals(found("ann@a.example"))) {
            assertTrue(System.nanoTime() < end, "waited in vain");
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @Test
    void aDriverComesGoesAndIsReplaced() throws Exception {
        LookupTable users = table("", SELECT);
        assertEquals(found("ann@a.example"), users.lookup("ann", List.of()));
        drivers.unbindFactory(h2);
        awaitClosed(0);
        assertTrue(reason(users.lookup("ann", List.of())).contains("no bundle provides the driver org.h2.Driver"));
        drivers.bindFactory(h2, h2.properties(1));
        assertEquals(found("ann@a.example"), users.lookup("ann", List.of()));
        int before = h2.connections.get();
        H2 better = new H2("unused");
        Map<String, Object> ranked = new HashMap<>(better.properties(2));
        ranked.put("service.ranking", 5);
        drivers.bindFactory(better, ranked);
        assertEquals(found("ann@a.example"), users.lookup("ann", List.of()));
        assertEquals(1, better.connections.get());
        assertEquals(before, h2.connections.get());
    }

    @Test
    void settingsAreChangedUnderATableThatIsOpen() throws Exception {
        LookupTable users = table("", SELECT);
        assertEquals(found("ann@a.example"), users.lookup("ann", List.of()));
        H2 other = new H2("other" + System.nanoTime());
        other.run("CREATE TABLE aliases (address VARCHAR, goto VARCHAR)", "INSERT INTO aliases VALUES ('ann', 'elsewhere')");
        file.modified(config(Map.of("url", other.url, "driver", "H2")));
        assertEquals(found("elsewhere"), users.lookup("ann", List.of()));
        file.modified(config(Map.of()));
        assertTrue(reason(users.lookup("ann", List.of())).contains("no url"));
        databases.unbindDatabase(file);
        assertTrue(reason(users.lookup("ann", List.of())).contains("etc/database-mail.cfg is not there"));
    }

    @Test
    void theConnectionIsKept() throws Exception {
        LookupTable users = table("", SELECT);
        for (int i = 0; i < 100; i++) {
            users.lookup("ann", List.of());
        }
        assertEquals(1, h2.connections.get());
    }

    @Test
    void aConnectionThatWasCutIsReplacedAtOnce() throws Exception {
        LookupTable users = table("", SELECT);
        assertEquals(found("ann@a.example"), users.lookup("ann", List.of()));
        h2.cut();
        assertEquals(found("ann@a.example"), users.lookup("ann", List.of()));
        assertEquals(2, h2.connections.get());
    }

    @Test
    void connectionsThatNobodyNeedsAnyMoreAreClosed() throws Exception {
        LookupTable users = table("", SELECT);
        users.lookup("ann", List.of());
        assertEquals(1, h2.open.get());
        file.modified(config(Map.of("url", h2.url, "driver", H2.CLASS)));
        awaitClosed(0);
        users.lookup("ann", List.of());
        file.close();
        awaitClosed(0);
        assertTrue(reason(users.lookup("ann", List.of())).contains("settings are gone"));
    }

    private void awaitClosed(int open) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (h2.open.get() > open) {
            assertTrue(System.nanoTime() < end, "still open: " + h2.open.get());
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @Test
    void manyAskAtOnceOnAFewConnections() throws Exception {
        file.modified(config(Map.of("url", h2.url, "driver", H2.CLASS, "pool.size", "2", "timeout.connect", "30s")));
        LookupTable users = table("", SELECT);
        List<Thread> threads = new ArrayList<>();
        Queue<Lookup> answers = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 16; i++) {
            Thread thread = new Thread(() -> {
                for (int n = 0; n < 50; n++) {
                    answers.add(users.lookup("ann", List.of()));
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join(60_000);
        }
        assertEquals(800, answers.stream().filter(found("ann@a.example")::equals).count());
        assertTrue(h2.connections.get() <= 2, h2.connections + " connections");
    }

    @Test
    void thePasswordComesFromAFileOfItsOwner() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "open sesame\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        Map<String, String> settings = Map.of("url", h2.url, "driver", H2.CLASS, "user", "sa", "password.file", "secret",
                "properties", "a=b, c = d=e");
        file.modified(config(settings));
        LookupTable users = table("", SELECT);
        String said = reason(users.lookup("ann", List.of()));
        assertTrue(said.contains("mode 600"), said);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        assertEquals(found("ann@a.example"), users.lookup("ann", List.of()));
        assertEquals("open sesame", h2.seen.getProperty(DataSourceFactory.JDBC_PASSWORD));
        assertEquals("sa", h2.seen.getProperty(DataSourceFactory.JDBC_USER));
        assertEquals("b d=e", h2.seen.getProperty("a") + " " + h2.seen.getProperty("c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-d mail", "-k \"SELECT %0\"", "-d mail -k SELECT %0", "-d mail -k \"SELECT '%0'\"",
            "-d mail -k \"SELECT ?\"", "-d mail -k \"SELECT 'a\"", "-d mail -Z0 -k \"SELECT %0\"", "-d mail -k \"SELECT %0"})
    void declarationsThatMakeNoSenseAreRefused(String arguments) {
        assertThrows(TableException.class, () -> open(arguments));
    }

    @Test
    void quotesAndPerCentSignsStay() throws Exception {
        Query query = Query.parse("SELECT 'it''s ?' || \"a\" FROM t WHERE a LIKE 'x%%' AND b LIKE 'y%' AND c = %0 AND d=%2 AND e=%0");
        assertEquals("SELECT 'it''s ?' || \"a\" FROM t WHERE a LIKE 'x%' AND b LIKE 'y%' AND c = ? AND d=? AND e=?",
                query.statement());
        assertEquals(Optional.of(List.of("k", "b", "k")), query.values("k", List.of("a", "b")));
        assertEquals(Optional.of(List.of("k", "", "k")), query.values("k", List.of()));
    }

    @Test
    void driversThatWaitWithoutEndAreToldNotTo() {
        DatabaseSettings settings = new DatabaseSettings("jdbc:postgresql:x", "org.postgresql.Driver", "", Optional.empty(),
                Map.of("socketTimeout", "9"), 1, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMillis(1500),
                Duration.ofSeconds(2), 1);
        Map<String, String> properties = DriverDefaults.of(settings);
        assertEquals("2", properties.get("connectTimeout"));
        assertEquals("9", properties.get("socketTimeout"));
        assertEquals("always", properties.get("readOnlyMode"));
    }
}
