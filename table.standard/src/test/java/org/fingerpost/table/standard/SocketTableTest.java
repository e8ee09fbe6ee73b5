package org.fingerpost.table.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.TableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SocketTableTest {

    @TempDir
    Path directory;

    private AnsweringServer server;

    private LookupTable tcp(String flags, int patience, Function<String, String> answers) throws IOException, TableException {
        server = AnsweringServer.onLoopback(patience, answers);
        return Tables.open("socket", flags + " inet:" + server.port() + "@127.0.0.1", directory);
    }

    private LookupTable tcp(String flags, String answer) throws IOException, TableException {
        return tcp(flags, 100, request -> answer);
    }

    @AfterEach
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aQuestionIsTheTableAndTheKey() throws Exception {
        LookupTable table = tcp("", "8:OK value,");
        assertEquals(new Lookup.Found("value"), table.lookup("Some Key\u00c9", List.of()));
        assertEquals(List.of("14:test some key\u00c9,"), server.requests);
    }

    @Test
    void flags() throws Exception {
        assertEquals(new Lookup.Found("k and x!"), tcp("-a!", "12:OK %0 and %1,").lookup("K", List.of("x")));
        stop();
        assertEquals(new Lookup.Found("k!"), tcp("-m -a!", "4:OK v,").lookup("K", List.of()));
        stop();
        assertEquals(new Lookup.Found("v"), tcp("-f -q", "4:OK v,").lookup("\"K\"", List.of()));
        assertEquals(List.of("8:test \"K\","), server.requests);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"9:NOTFOUND ,|n", "8:NOTFOUND,|n", "9:PERM gone,|n", "10:TEMP later,|u", "7:TIMEOUT,|u",
        "3:OK ,|''", "2:OK,|''", "6:WHAT ?,|u", "0:,|u", "x:OK,|u", ":,|u", "5:OK v,|u", "3:OK vv,|u", "9999999:OK v,|u",
        "100001:,|u", "05:OK v,|u", "00:,|u", "4:OK v|u", "4 :OK v,|u", "-4:OK v,|u", "+4:OK v,|u", "4:OK v;|u"})
    void answers(String answer, String kind) throws Exception {
        LookupTable table = tcp("-d1", 1, request -> answer);
        Lookup lookup = table.lookup("k", List.of());
        switch (kind) {
            case "n" -> assertEquals(Lookup.NOT_FOUND, lookup);
            case "u" -> assertInstanceOf(Lookup.Unavailable.class, lookup);
            default -> assertEquals(new Lookup.Found(kind), lookup);
        }
    }

    @Test
    void troubleAsTheFlagsWantIt() throws Exception {
        LookupTable table = tcp("-t", "4:TEMP,");
        assertInstanceOf(Lookup.Unavailable.class, table.lookup("k", List.of()));
        assertEquals(new Lookup.NotFound(75), table.trouble("k", "why"));
        stop();
        assertEquals(new Lookup.Found("kTMP"), tcp("-TTMP", "4:TEMP,").trouble("K", "why"));
    }

    @Test
    void aConnectionServesManyQuestions() throws Exception {
        LookupTable table = tcp("", "4:OK v,");
        for (int i = 0; i < 5; i++) {
            assertEquals(new Lookup.Found("v"), table.lookup("k", List.of()));
        }
        assertEquals(1, server.connections.get());
    }

    @Test
    void aConnectionThatTheServerClosedIsReplaced() throws Exception {
        LookupTable table = tcp("", 1, request -> "4:OK v,");
        for (int i = 0; i < 3; i++) {
            assertEquals(new Lookup.Found("v"), table.lookup("k", List.of()));
        }
        assertEquals(3, server.connections.get());
        assertEquals(3, server.requests.size());
    }

    @Test
    void longAnswersAreTakenWhole() throws Exception {
        String value = "v".repeat(90_000);
        assertEquals(new Lookup.Found(value), tcp("", "90003:OK " + value + ",").lookup("k", List.of()));
    }

    @Test
    void aServerThatIsSilentIsGivenUp() throws Exception {
        Lookup answer = tcp("-d1", 1, request -> "4:O").lookup("k", List.of());
        assertInstanceOf(Lookup.Unavailable.class, answer);
        stop();
        LookupTable silent = tcp("-d1", 2, request -> "");
        String reason = assertInstanceOf(Lookup.Unavailable.class, silent.lookup("k", List.of())).reason();
        assertTrue(reason.contains("no answer in time"), reason);
        assertEquals(1, server.requests.size());
    }

    @Test
    void unixSocketsToo() throws Exception {
        try (AnsweringServer unix = new AnsweringServer(UnixDomainSocketAddress.of(directory.resolve("s")), 10, request -> "4:OK v,")) {
            for (String address : List.of("unix:s", "local:" + directory.resolve("s"), directory.resolve("s").toString())) {
                LookupTable table = Tables.open("socket", address, directory);
                assertEquals(new Lookup.Found("v"), table.lookup("k", List.of()), address);
                ((AutoCloseable) table).close();
            }
            assertEquals(3, unix.connections.get());
        }
        LookupTable gone = Tables.open("socket", "unix:gone", directory);
        assertInstanceOf(Lookup.Unavailable.class, gone.lookup("k", List.of()));
    }

    @Test
    void whatIsSaidUnaskedIsNoAnswer() throws Exception {
        LookupTable table = tcp("", 100, request -> request.contains("first") ? "5:OK v1,8:NOTFOUND," : "5:OK v2,");
        assertEquals(new Lookup.Found("v1"), table.lookup("first", List.of()));
        assertEquals(new Lookup.Found("v2"), table.lookup("second", List.of()));
        assertEquals(2, server.connections.get());
    }

    @Test
    void theNextServerIsAskedIfOneDoesNotAnswer() throws Exception {
        AnsweringServer silent = AnsweringServer.onLoopback(100, request -> "");
        try (silent; AnsweringServer broken = AnsweringServer.onLoopback(100, request -> "nonsense")) {
            LookupTable table = tcp("-d8 inet:" + silent.port() + "@127.0.0.1 inet:" + broken.port() + "@127.0.0.1 unix:gone", 100,
                    request -> "4:OK v,");
            assertEquals(new Lookup.Found("v"), table.lookup("k", List.of()));
            assertEquals(new Lookup.Found("v"), table.lookup("k", List.of()));
            assertEquals("1 1 2", silent.requests.size() + " " + broken.requests.size() + " " + server.requests.size(),
                    "those that failed are asked last for a while");
        }
    }

    @Test
    void noServerIsThere() throws Exception {
        try (Socket nobody = AnsweringServer.portOfNobody()) {
            LookupTable table = Tables.open("socket", "unix:gone inet:" + nobody.getLocalPort() + "@127.0.0.1", directory);
            String reason = assertInstanceOf(Lookup.Unavailable.class, table.lookup("k", List.of())).reason();
            assertTrue(reason.contains("table test: inet:" + nobody.getLocalPort() + "@127.0.0.1: "), reason);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"inet:25", "inet:@localhost", "inet:0@localhost", "inet:70000@localhost", "inet:x@localhost",
            "tcp:1@localhost",
        "inet:25@[localhost]", "inet:25@[1.2.3.4", "-d0 s", "-d s", "-d99 s", "-dx s"})
    void addressesThatMakeNoSenseAreRefused(String arguments) {
        assertThrows(TableException.class, () -> Tables.open("socket", arguments, directory));
    }
}
