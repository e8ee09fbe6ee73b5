package org.fingerpost.table.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
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

class TcpTableTest {

    @TempDir
    Path directory;
    private AnsweringServer server;

    private LookupTable open(String flags, Function<String, String> answers) throws Exception {
        stop();
        server = AnsweringServer.onLoopback(100, answers);
        return Tables.open("tcp", flags + " 127.0.0.1:" + server.port(), directory);
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aQuestionIsALine() throws Exception {
        LookupTable table = open("", request -> "200 some%20value%25\n");
        assertEquals(new Lookup.Found("some value%"), table.lookup("Some Key%\n\u00e9", List.of()));
        assertEquals(new Lookup.Found("some value%"), table.lookup("k", List.of()));
        assertEquals(List.of("get some%20key%25%0A%E9\n", "get k\n"), server.requests);
        assertEquals(1, server.connections.get());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"500 no such user|n", "500|n", "400 later|u", "200 v|v", "200|''", "200 |''",
        "200 a%2Cb|a,b", "200 %|u", "200 %2|u", "200 %zz|u", "200 %-1|u", "2000 v|u", "200v|u", "nonsense|u", "''|u", "201 v|u",
        " 200 v|u"}, ignoreLeadingAndTrailingWhitespace = false)
    void answers(String answer, String kind) throws Exception {
        for (String end : List.of("\n", "\r\n")) {
            Lookup lookup = open("-d2", request -> answer + end).lookup("k", List.of());
            switch (kind) {
                case "n" -> assertEquals(Lookup.NOT_FOUND, lookup);
                case "u" -> assertInstanceOf(Lookup.Unavailable.class, lookup);
                default -> assertEquals(new Lookup.Found(kind), lookup);
            }
        }
    }

    @Test
    void flags() throws Exception {
        assertEquals(new Lookup.Found("k and x!"), open("-a!", request -> "200 %250 and %251\n").lookup("K", List.of("x")));
        assertEquals(new Lookup.NotFound(75), open("-t", request -> "400 x\n").trouble("k", "why"));
    }

    @Test
    void endlessAnswersEnd() throws Exception {
        String reason = assertInstanceOf(Lookup.Unavailable.class, open("", request -> "200 " + "v".repeat(200_000))
                .lookup("k", List.of())).reason();
        assertTrue(reason.contains("too long"), reason);
        assertInstanceOf(Lookup.Unavailable.class, open("-d1", request -> "200 v").lookup("k", List.of()));
    }

    @Test
    void aKeyThatFitsIntoNoRequestIsNotThere() throws Exception {
        assertEquals(Lookup.NOT_FOUND, open("", request -> "200 v\n").lookup("k".repeat(5000), List.of()));
        assertEquals(List.of(), server.requests);
    }

    @Test
    void aServerThatIsAwayIsPassedOver() throws Exception {
        try (Socket nobody = AnsweringServer.portOfNobody()) {
            String away = "unix:gone inet:" + nobody.getLocalPort() + "@127.0.0.1";
            assertEquals(new Lookup.Found("v"), open(away, request -> "200 v\n").lookup("k", List.of()));
            assertInstanceOf(Lookup.Unavailable.class, Tables.open("tcp", away, directory).lookup("k", List.of()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "/path", "localhost:", "localhost:0x1", "localhost:70000", "[x]:25", "unknown:/path", "-dx a:1"})
    void addressesThatMakeNoSenseAreRefused(String arguments) {
        assertThrows(TableException.class, () -> Tables.open("tcp", arguments, directory));
    }
}
