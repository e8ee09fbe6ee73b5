package org.fingerpost.table.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpServer;

import org.fingerpost.api.instance.DaemonThreads;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTableTest {

    private static final int MAX_ANSWER = 100_000;

    @TempDir
    private Path folder;
    private HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(new DaemonThreads("http server"));
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Clients clients = new Clients(new Settings(Duration.ofSeconds(20), Duration.ofSeconds(30), 4, MAX_ANSWER,
            Optional.empty()));
    private volatile int status = 200;
    private volatile byte[] answer = {};

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestURI().getRawPath() + Optional.ofNullable(exchange.getRequestURI().getRawQuery())
                    .map(query -> "?" + query).orElse("") + Optional.ofNullable(exchange.getRequestHeaders()
                            .getFirst("Authorization")).map(value -> " " + value).orElse(""));
            exchange.getResponseHeaders().add("Location", url() + "/elsewhere");
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private LookupTable open(String arguments) throws TableException {
        return new HttpTableType(clients).open(new TableDeclaration("people", "http", arguments, folder));
    }

    private Lookup ask(String flags, String key) throws TableException {
        return open(flags + " " + url() + "/lookup/%0").lookup(key, List.of());
    }

    private Lookup ask(String flags, int code, String text) throws TableException {
        status = code;
        answer = text.getBytes(StandardCharsets.UTF_8);
        return ask(flags, "ann");
    }

    private static Lookup found(String value) {
        return new Lookup.Found(value);
    }

    private static String reason(Lookup lookup) {
        return assertInstanceOf(Lookup.Unavailable.class, lookup).reason();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"|{\"value\":\"v\"}|v", "-v mail|{\"mail\":\"v\",\"x\":[1]}|v",
        "-v a.b|{\"a\":{\"b\":\"v\"}}|v", "-z, -v m|{\"m\":[\"a\",\"b\",null]}|a,b", "-v m|{\"m\":[\"a\",\"b\"]}|a",
        "-z, -v m.to|{\"m\":[{\"to\":\"a\"},{\"to\":[\"b\",\"c\"]}]}|a,b,c", "-v n|{\"n\":12.50}|12.50", "-v n|{\"n\":true}|true",
        "-v .|\"v\"|v", "-z; -v .| [ \"a\" , \"b\" ] |a;b", "-m|{\"value\":\"v\"}|ann", "-a!|{\"value\":\"%0\"}|ann!",
        "-1|{\"value\":\"v\"}|v", "-v .|\"z\\u00fc\"|z\u00c3\u00bc", "-v .|\"z\u00fc\"|z\u00c3\u00bc", "-v .|\"\"|``",
        "-v .|1e400|1e400"})
    void answersHaveValues(String flags, String json, String value) throws Exception {
        assertEquals(found(value), ask(flags == null ? "" : flags, 200, json));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"404|no", "404|``", "410|gone", "200|{\"value\":null}",
        "200|{\"value\":[]}", "200|{\"value\":[null]}"})
    void aKeyIsAbsent(int code, String text) throws Exception {
        assertEquals(Lookup.NOT_FOUND, ask("", code, text));
        assertEquals(Lookup.NOT_FOUND, ask("-1", 200, "{\"value\":[\"a\",\"b\"]}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"500|oops|status 500", "503|{\"value\":\"v\"}|status 503",
        "401|x|status 401", "403|x|status 403", "301|{\"value\":\"v\"}|status 301", "302|x|status 302", "307|x|status 307",
        "204|``|status 204", "429|x|status 429", "201|{\"value\":\"v\"}|status 201", "400|x|status 400",
        "200|``|no JSON", "200|<html>|no JSON", "200|{\"value\":\"v\"|no JSON", "200|{\"value\":\"v\"} x|no JSON",
        "200|{'value':'v'}|no JSON", "200|{value:\"v\"}|no JSON", "200|{\"value\":\"v\",}|no JSON", "200|{\"value\":NaN}|no JSON",
        "200|{\"other\":\"v\"}|no member value", "200|\"v\"|no member value", "200|{\"value\":{}}|an object where",
        "200|{\"value\":\"\\ud800\"}|surrogate", "200|{\"value\":\"a\tb\"}|no JSON"})
    void anythingElseIsNotNow(int code, String text, String reason) throws Exception {
        String said = reason(ask("", code, text));
        assertTrue(said.contains("table people: " + url() + ": ") && said.contains(reason), said);
        assertEquals(List.of("/lookup/ann"), requests);
    }

    @Test
    void deepAndOddAnswersAreNotNow() throws Exception {
        assertTrue(reason(ask("-v .", 200, "[".repeat(10_000) + "]".repeat(10_000))).contains("no JSON"));
        answer = new byte[] {'"', (byte) 0xff, '"'};
        assertTrue(reason(ask("-v .", "ann")).contains("not UTF-8"));
    }

    @Test
    void troubleAsTheFlagsWantIt() throws Exception {
        assertEquals(new Lookup.NotFound(75), open("-t " + url() + "/%0").trouble("k", "why"));
        assertEquals(found("kTMP"), open("-TTMP " + url() + "/%0").trouble("K", "why"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"Ann@Here|/lookup/ann%40here?a=1", "a/../b|/lookup/a%2F..%2Fb?a=1",
        "../admin|/lookup/..%2Fadmin?a=1", "a?x=y&z#f|/lookup/a%3Fx%3Dy%26z%23f?a=1", "%2e%2e|/lookup/%252e%252e?a=1",
        "a b+c|/lookup/a%20b%2Bc?a=1", "\u00e9\u00ff|/lookup/%E9%FF?a=1", "http://x/|/lookup/http%3A%2F%2Fx%2F?a=1"})
    void noKeyLeadsElsewhere(String key, String path) throws Exception {
        answer = "{\"value\":\"v\"}".getBytes(StandardCharsets.UTF_8);
        LookupTable table = open(url() + "/lookup/%0?a=%1");
        assertEquals(found("v"), table.lookup(key, List.of("1")));
        assertEquals(List.of(path), requests);
    }

    @Test
    void lineEndsAndNulAreEncoded() throws Exception {
        answer = "{\"value\":\"v\"}".getBytes(StandardCharsets.UTF_8);
        ask("", "a\r\nHost: x\u0000");
        assertEquals(List.of("/lookup/a%0D%0Ahost%3A%20x%00"), requests);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void keysThatNameAnotherResourceAreNotThere(String key) throws Exception {
        assertEquals(Lookup.NOT_FOUND, ask("", key));
        assertEquals(Lookup.NOT_FOUND, ask("", "k".repeat(9000)));
        assertEquals(List.of(), requests);
    }

    @Test
    void hugeAnswersAreGivenUp() throws Exception {
        assertTrue(reason(ask("-v .", 200, "\"" + "v".repeat(MAX_ANSWER) + "\"")).contains("longer than"));
        assertEquals(Lookup.NOT_FOUND, ask("-v .", 404, "v".repeat(3 * MAX_ANSWER)));
        assertEquals(found("v"), ask("-v .", 200, "\"v\""));
    }

    /** Says the same to everybody, and then a little now and then until the other side has had enough. */
    private ServerSocket hostile(String head, String drop) throws IOException {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(() -> {
            try {
                while (true) {
                    Socket socket = listener.accept();
                    threads.execute(() -> drip(socket, head, drop));
                }
            } catch (IOException e) {
                // closed
            }
        });
        return listener;
    }

    private static void drip(Socket socket, String head, String drop) {
        try (socket; OutputStream out = socket.getOutputStream()) {
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            while (!drop.isEmpty()) {
                out.write(drop.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                TimeUnit.MILLISECONDS.sleep(20);
            }
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException | InterruptedException e) {
            // the other side has had enough
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"|", "HTTP/1.1 200 OK\r\n|X: y\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n|v",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n|1\r\nv\r\n",
        "HTTP/1.1 404 Not Found\r\nContent-Length: 100000\r\n\r\n|v"})
    void aSlowServerIsGivenUp(String headAndDrop) throws Exception {
        String head = headAndDrop.substring(0, headAndDrop.indexOf('|'));
        String drop = headAndDrop.substring(head.length() + 1);
        clients.set(new Settings(Duration.ofMillis(500), Duration.ofMillis(900), 4, MAX_ANSWER, Optional.empty()));
        try (ServerSocket slow = hostile(head, drop)) {
            long begin = System.nanoTime();
            String said = reason(open("http://127.0.0.1:" + slow.getLocalPort() + "/%0").lookup("k", List.of()));
            assertTrue(said.contains("no answer in time"), said);
            assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(20));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "SSH-2.0-x\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"})
    void aServerThatSpeaksNoHttpIsNotNow(String head) throws Exception {
        clients.set(new Settings(Duration.ofSeconds(1), Duration.ofSeconds(2), 4, MAX_ANSWER, Optional.empty()));
        try (ServerSocket odd = hostile(head, "")) {
            reason(open("http://127.0.0.1:" + odd.getLocalPort() + "/%0").lookup("k", List.of()));
        }
    }

    @Test
    void theNextServerIsAskedIfOneFails() throws Exception {
        answer = "{\"value\":\"v\"}".getBytes(StandardCharsets.UTF_8);
        List<String> failing = new CopyOnWriteArrayList<>();
        HttpServer broken = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        broken.createContext("/", exchange -> {
            failing.add(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        broken.start();
        try {
            LookupTable table = open("http://127.0.0.1:9/%0 http://127.0.0.1:" + broken.getAddress().getPort() + "/b/%0 " + url()
                    + "/%0");
            assertEquals(found("v"), table.lookup("one", List.of()));
            assertEquals(found("v"), table.lookup("two", List.of()));
            assertEquals(List.of("/b/one"), failing, "a server that failed is asked last for a while");
            assertEquals(List.of("/one", "/two"), requests);
        } finally {
            broken.stop(0);
        }
    }

    @Test
    void aServerComesBack() throws Exception {
        LookupTable table = open(url() + "/%0");
        status = 500;
        reason(table.lookup("k", List.of()));
        status = 200;
        answer = "{\"value\":\"v\"}".getBytes(StandardCharsets.UTF_8);
        assertEquals(found("v"), table.lookup("k", List.of()));
    }

    @Test
    void secretsComeFromAFile() throws Exception {
        Path secret = Files.writeString(folder.resolve("token"), "abc:def\nmore\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-rw-r--"));
        assertTrue(reason(ask("-M bearer -P token", 404, "")).contains("mode 600"));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        assertEquals(Lookup.NOT_FOUND, ask("-M bearer -P token", 404, ""));
        assertEquals(Lookup.NOT_FOUND, ask("-M Basic -P " + secret, 404, ""));
        assertEquals(List.of("/lookup/ann Bearer abc:def", "/lookup/ann Basic YWJjOmRlZg=="), requests);
        Files.writeString(secret, "a\u0001b\n");
        String said = reason(ask("-M bearer -P token", 404, ""));
        assertTrue(said.contains("printable") && !said.contains("\u0001"), said);
    }
}
