package org.fingerpost.table.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
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

    /** Answers requests as the test says, one connection at a time or more. */
    private static final class Server implements AutoCloseable {

        private final ServerSocketChannel listener;
        private final Function<String, String> answers;
        private final List<String> requests = new CopyOnWriteArrayList<>();
        private final AtomicInteger connections = new AtomicInteger();
        private final List<SocketChannel> open = new CopyOnWriteArrayList<>();
        /** How many requests a connection may bring. */
        private final int patience;

        Server(SocketAddress address, int patience, Function<String, String> answers) throws IOException {
            this.listener = address instanceof UnixDomainSocketAddress ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                    : ServerSocketChannel.open();
            this.patience = patience;
            this.answers = answers;
            listener.bind(address);
            Thread thread = new Thread(this::accept, "socketmap server");
            thread.setDaemon(true);
            thread.start();
        }

        private void accept() {
            try {
                while (true) {
                    SocketChannel channel = listener.accept();
                    connections.incrementAndGet();
                    open.add(channel);
                    Thread thread = new Thread(() -> serve(channel), "socketmap connection");
                    thread.setDaemon(true);
                    thread.start();
                }
            } catch (IOException e) {
                // closed
            }
        }

        private void serve(SocketChannel channel) {
            try (channel) {
                for (int n = 0; n < patience; n++) {
                    String request = request(channel);
                    if (request == null) {
                        return;
                    }
                    requests.add(request);
                    channel.write(ByteBuffer.wrap(answers.apply(request).getBytes(StandardCharsets.ISO_8859_1)));
                }
            } catch (IOException e) {
                // the client went
            }
        }

        private static String request(SocketChannel channel) throws IOException {
            ByteBuffer octet = ByteBuffer.allocate(1);
            StringBuilder text = new StringBuilder();
            while (!text.toString().matches("(?s)\\d+:.*,")
                    || text.length() < Integer.parseInt(text.substring(0, text.indexOf(":")))) {
                if (channel.read(octet.clear()) < 0) {
                    return null;
                }
                text.append((char) (octet.get(0) & 0xff));
            }
            return text.toString();
        }

        String port() throws IOException {
            return String.valueOf(((InetSocketAddress) listener.getLocalAddress()).getPort());
        }

        @Override
        public void close() throws IOException {
            listener.close();
            for (SocketChannel channel : open) {
                channel.close();
            }
        }
    }

    private Server server;

    private LookupTable tcp(String flags, int patience, Function<String, String> answers) throws IOException, TableException {
        server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), patience, answers);
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
        "100001:,|u"})
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
        assertEquals(new Lookup.NotFound(75), tcp("-t", "4:TEMP,").lookup("k", List.of()));
        stop();
        assertEquals(new Lookup.Found("kTMP"), tcp("-TTMP", "4:TEMP,").lookup("k", List.of()));
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
        try (Server unix = new Server(UnixDomainSocketAddress.of(directory.resolve("s")), 10, request -> "4:OK v,")) {
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

    @ParameterizedTest
    @ValueSource(strings = {"inet:25", "inet:@localhost", "inet:0@localhost", "inet:70000@localhost", "inet:x@localhost",
            "tcp:1@localhost",
        "inet:25@[localhost]", "inet:25@[1.2.3.4", "-d0 s", "-d s", "-d99 s", "-dx s"})
    void addressesThatMakeNoSenseAreRefused(String arguments) {
        assertThrows(TableException.class, () -> Tables.open("socket", arguments, directory));
    }
}
