package org.fingerpost.listener.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.fingerpost.api.control.ControlCommand;
import org.fingerpost.api.instance.Startup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real sockets. */
@Timeout(20)
class ControlListenerTest {

    @TempDir
    Path run;

    private final List<String> told = new ArrayList<>();
    private ControlListener listener;

    @BeforeEach
    void start() {
        start(new Limits(4, 2, Duration.ofSeconds(10)));
    }

    private void start(Limits limits) {
        listener = new ControlListener(run, new Startup() {
            @Override
            public void listening(String kind, String address) {
                told.add(kind + " " + address);
            }

            @Override
            public void failed(String reason) {
                told.add("failed: " + reason);
            }
        }, limits, new Commands(Duration.ZERO));
        listener.bindCommand(call -> {
            call.output().print(call.user() + call.arguments() + call.environment());
            call.error().print("!");
            return 3;
        }, Map.of("command.name", "show", "command.everyone", true));
        listener.bindCommand(call -> {
            call.output().print(new String(call.input().readAllBytes(), ISO_8859_1));
            return 0;
        }, Map.of("command.name", "cat", "command.everyone", true));
        listener.bindCommand(call -> 0, Map.of("command.name", "secret"));
        listener.start();
    }

    @AfterEach
    void stop() {
        listener.stop();
    }

    private SocketChannel connect(String socket) throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(run.resolve(socket)));
    }

    private static void send(SocketChannel channel, Frames frames) throws IOException {
        channel.write(ByteBuffer.wrap(frames.bytes()));
    }

    /** Everything up to the end of the connection: type and payload of each frame. */
    private static String receive(SocketChannel channel) throws IOException {
        FrameReader frames = new FrameReader(Channels.newInputStream(channel));
        StringBuilder seen = new StringBuilder();
        try {
            for (Optional<Frame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
                seen.append((char) frame.get().type());
                seen.append(frame.get().type() == Frame.EXIT ? String.valueOf(frame.get().payload()[0]) : frame.get().text());
            }
        } catch (SocketException e) {
            assertEquals("Connection reset", e.getMessage(), "how a socket ends whose other end has not read everything");
        }
        return seen.toString();
    }

    private String call(String socket, Frames frames) throws IOException {
        try (SocketChannel channel = connect(socket)) {
            send(channel, frames);
            return receive(channel);
        }
    }

    private String me() throws IOException {
        return Files.getOwner(run).getName();
    }

    @Test
    void bothSocketsAreThereWithTheirModes() throws IOException {
        assertEquals(List.of("control " + run.resolve("control")), told);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(run.resolve("control"))));
        assertEquals("rw-rw-rw-", PosixFilePermissions.toString(Files.getPosixFilePermissions(run.resolve("submit"))));
        assertFalse(Files.exists(run.resolve(".new")));
    }

    @Test
    void aCommandIsRunAsTheUserAtTheOtherEnd() throws IOException {
        String expected = "O" + me() + "[a, caf\u00e9]{LOGNAME=liar}R!X3";
        Frames frames = Frames.of("show", "a", "caf\u00e9").variable("LOGNAME=liar").go();
        assertEquals(expected, call("submit", frames));
        assertEquals(expected, call("control", frames));
    }

    @Test
    void onTheSocketForEveryoneOnlySomeCommandsCanBeGiven() throws IOException {
        assertEquals("X0", call("control", Frames.of("secret").go()));
        assertEquals("Rfingerpost secret: only for the router's own user and root\nX77",
                call("submit", Frames.of("secret").go()));
    }

    @Test
    void anUnknownCommandIs64() throws IOException {
        assertEquals("Rfingerpost: there is no command \"shwo\"; \"fingerpost help\" lists them\nX64",
                call("control", Frames.of("shwo").go()));
    }

    @Test
    void inputIsAskedForFrameByFrame() throws IOException {
        assertEquals("WWWOabcX0", call("control", Frames.of("cat").go().data("ab").data("c").end()));
    }

    @Test
    void aBadFrameEndsItsOwnConnectionOnly() throws IOException {
        try (SocketChannel good = connect("submit")) {
            send(good, Frames.of("cat"));
            assertEquals("Rbad frame: type 22 is not expected here\nX76", call("submit", Frames.of().frame(0x16, "TLS")));
            assertEquals("Rbad frame: a length of 1163141167 octets where at most 65536 are expected\nX76",
                    call("submit", Frames.raw("GET / HTTP/1.1\r\n\r\n")));
            assertEquals("WRbad frame: type 65 where input is expected\nX76",
                    call("submit", Frames.of("cat").go().argument("x")));
            send(good, Frames.of().go().data("still here").end());
            assertEquals("WWOstill hereX0", receive(good));
        }
    }

    @Test
    void whateverACommandThrowsEndsThisCallOnly() throws IOException {
        ControlCommand broken = call -> {
            throw new StackOverflowError("deep");
        };
        ControlCommand failing = call -> {
            throw new IOException("no disk");
        };
        listener.bindCommand(broken, Map.of("command.name", "broken"));
        listener.bindCommand(failing, Map.of("command.name", "failing"));
        assertEquals("Rbroken: internal error: java.lang.StackOverflowError: deep\nX70",
                call("control", Frames.of("broken").go()));
        assertEquals("Rfailing: no disk\nX71", call("control", Frames.of("failing").go()));
        listener.unbindCommand(broken);
        assertEquals("Rfingerpost: there is no command \"broken\"; \"fingerpost help\" lists them\nX64",
                call("control", Frames.of("broken").go()));
    }

    @Test
    void theHighestRankingCommandIsRun() throws IOException {
        listener.bindCommand(call -> 9, Map.of("command.name", "secret", "service.ranking", 10));
        assertEquals("X9", call("control", Frames.of("secret").go()));
    }

    @Test
    void oneUserHasOnlySoManyConnections() throws IOException {
        try (SocketChannel first = connect("submit"); SocketChannel second = connect("submit")) {
            assertEquals("Rtoo many connections: 4 are allowed, 2 of one user\nX75", call("submit", Frames.of()));
            assertTrue(call("control", Frames.of("show").go()).endsWith("X3"), "the other socket is not concerned");
            send(first, Frames.of("cat").go().end());
            assertEquals("WX0", receive(first));
            send(second, Frames.of("cat").go().end());
            assertEquals("WX0", receive(second));
        }
    }

    @Test
    void aSilentClientIsCutOff() throws IOException {
        listener.stop();
        start(new Limits(4, 2, Duration.ofMillis(50)));
        try (SocketChannel silent = connect("submit")) {
            assertEquals("", receive(silent));
        }
        try (SocketChannel slow = connect("submit")) {
            send(slow, Frames.of("cat").go().data("x"));
            assertEquals("WW", receive(slow));
        }
    }

    @Test
    void aClientThatDoesNotReadIsCutOff() throws Exception {
        listener.stop();
        start(new Limits(4, 2, Duration.ofMillis(50)));
        CountDownLatch ended = new CountDownLatch(1);
        listener.bindCommand(call -> {
            while (!call.output().checkError()) {
                call.output().print("x".repeat(8192));
            }
            ended.countDown();
            return 0;
        }, Map.of("command.name", "flood"));
        try (SocketChannel deaf = connect("control")) {
            send(deaf, Frames.of("flood").go());
            assertTrue(ended.await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void theSocketOfADeadRouterIsReplaced() throws IOException {
        listener.stop();
        assertFalse(Files.exists(run.resolve("control")));
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(run.resolve("control")));
        }
        start(Limits.DEFAULT);
        assertEquals("X0", call("control", Frames.of("secret").go()));
    }

    @Test
    void aFolderThatCannotBeUsedIsAFailedStart() throws IOException {
        listener.stop();
        told.clear();
        run = Files.createFile(run.resolve("file")).resolve("run");
        start(Limits.DEFAULT);
        assertEquals(1, told.size());
        assertTrue(told.get(0).startsWith("failed: the sockets in " + run + " cannot be opened: "), told.get(0));
    }

    @Test
    void stoppingCutsOffWhoWaitsForAClient() throws IOException {
        try (SocketChannel waiting = connect("control")) {
            send(waiting, Frames.of("cat").go());
            assertEquals('W', new FrameReader(Channels.newInputStream(waiting)).next().orElseThrow().type());
            listener.stop();
            assertEquals("", receive(waiting));
        }
    }
}
