package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.instance.Startup;
import org.fingerpost.api.submit.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server on real sockets. */
@Timeout(60)
class SmtpServerTest {

    private static final List<ListenAddress> ANY_PORT = List.of(new ListenAddress("127.0.0.1", 0));

    private final RecordingOffice office = new RecordingOffice();
    private final RecordingStartup startup = new RecordingStartup();
    private SmtpServer server;

    private static final class RecordingStartup implements Startup {
        final List<String> said = new ArrayList<>();

        @Override
        public void listening(String kind, String address) {
            said.add(kind + " " + address);
        }

        @Override
        public void failed(String reason) {
            said.add("failed: " + reason);
        }
    }

    private static Settings settings(int threads, int maxSessions, int maxPerClient) {
        return new Settings(ANY_PORT, threads, maxSessions, maxPerClient, Dialog.RULES, Duration.ofMinutes(1), Duration.ofMinutes(1));
    }

    /** Starts with a post office; gives the port. */
    private int start(Settings settings) {
        server = new SmtpServer(settings, startup);
        server.bind(office);
        return port();
    }

    private int start() {
        return start(settings(2, 1000, 1000));
    }

    private int port() {
        String said = startup.said.get(startup.said.size() - 1);
        return Integer.parseInt(said.substring(said.lastIndexOf(':') + 1));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    @Test
    void twoClientsAtOnce() throws IOException {
        int port = start();
        try (Client one = Client.greeted(port); Client two = Client.greeted(port)) {
            one.upToData();
            two.upToData();
            one.send("one\r\n");
            two.send("two\r\n.\r\n").expect("250 2.0.0 queued as Q00001");
            one.send(".\r\nQUIT\r\n").expect("250 2.0.0 queued as Q00001", "221 2.0.0 mx.example closing").expectEnd();
            assertEquals(List.of("two\r\n", "one\r\n"), office.accepted);
            assertTrue(office.log.contains("begin SMTP c [127.0.0.1]"));
        }
    }

    @Test
    void clientThatClosesItsSideGetsItsReplies() throws IOException {
        try (Client client = Client.greeted(start())) {
            client.send("HELO c\r\nNOOP\r\n").socket().shutdownOutput();
            client.expect("250 mx.example", "250 2.0.0 ok").expectEnd();
        }
    }

    @Test
    void nothingIsBoundBeforeThePostOfficeComes() {
        server = new SmtpServer(settings(1, 10, 10), startup);
        assertEquals(List.of(), startup.said);
        server.bind(office);
        assertTrue(startup.said.get(0).matches("smtp 127\\.0\\.0\\.1:[1-9][0-9]*"), startup.said::toString);
    }

    @Test
    void socketsStayWhenThePostOfficeGoes() throws IOException {
        int port = start();
        try (Client client = Client.greeted(port)) {
            server.unbind(office);
            client.send("HELO c\r\nMAIL FROM:<a@b>\r\n").expect("250 mx.example", "451 4.3.2 not taking mail now, try again later");
            try (Client late = new Client(port)) {
                late.expect("421 4.3.2 mx.example is not taking mail now, try again later").expectEnd();
            }
            server.bind(office);
            client.send("MAIL FROM:<a@b>\r\n").expect("250 2.1.0 fine");
            assertEquals(1, startup.said.size());
        }
    }

    @Test
    void busyPortFailsTheStart() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = busy.getLocalPort();
            ListenAddress free = new ListenAddress("127.0.0.1", freePort());
            Settings settings = settings(1, 10, 10).withListen(List.of(free, new ListenAddress("127.0.0.1", port)));
            server = new SmtpServer(settings, startup);
            server.bind(office);
            assertEquals(List.of("failed: cannot listen on 127.0.0.1:" + port + " for SMTP: Address already in use"), startup.said);
            assertThrows(ConnectException.class, () -> new Client(free.port()));
        }
    }

    @Test
    void unknownHostFailsTheStart() {
        server = new SmtpServer(settings(1, 10, 10).withListen(List.of(new ListenAddress("no-such-host.invalid", 1))), startup);
        server.bind(office);
        assertEquals(List.of("failed: cannot listen on no-such-host.invalid:1 for SMTP: Unknown host"), startup.said);
    }

    @Test
    void changedAddressesAreBoundAndSessionsGoOn() throws IOException {
        int first = start();
        try (Client client = Client.greeted(first)) {
            int second = freePort();
            server.change(settings(1, 10, 10).withListen(List.of(new ListenAddress("127.0.0.1", second))));
            assertThrows(ConnectException.class, () -> new Client(first));
            Client.greeted(second).close();
            client.send("NOOP\r\n").expect("250 2.0.0 ok");
        }
    }

    @Test
    void changeThatCannotBeBoundLeavesTheOldAddresses() throws IOException {
        int port = freePort();
        ListenAddress kept = new ListenAddress("127.0.0.1", port);
        start(settings(1, 10, 10).withListen(List.of(kept)));
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            server.change(settings(1, 10, 10).withListen(List.of(new ListenAddress("127.0.0.1", busy.getLocalPort()))));
            Client.greeted(port).close();
            assertEquals(List.of(kept), server.settings().listen());
            assertEquals(1, startup.said.size());
        }
    }

    @Test
    void sessionsAreLimited() throws IOException {
        int port = start(settings(1, 2, 10));
        try (Client one = Client.greeted(port); Client two = Client.greeted(port)) {
            try (Client three = new Client(port)) {
                three.expect("421 4.3.2 too many connections, try again later").expectEnd();
            }
            server.change(settings(1, 10, 2));
            try (Client three = new Client(port)) {
                three.expect("421 4.3.2 too many connections from your address").expectEnd();
            }
            two.send("NOOP\r\n").expect("250 2.0.0 ok");
            server.change(settings(1, 3, 3));
            try (Client three = Client.greeted(port)) {
                one.send("QUIT\r\n").expect("221 2.0.0 mx.example closing").expectEnd();
            }
        }
    }

    @Test
    void fiveHundredIdleSessionsNeedNoThreads() throws IOException {
        int port = start(settings(1, 1000, 1000));
        List<Client> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 500; i++) {
                clients.add(Client.greeted(port));
            }
            long threads = Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().startsWith("smtp-in-")
                    && !t.getName().startsWith("smtp-in-io")).count();
            assertTrue(threads <= 1, () -> threads + " threads");
            for (Client client : clients) {
                client.send("NOOP\r\n");
            }
            for (Client client : clients) {
                client.expect("250 2.0.0 ok");
            }
        } finally {
            for (Client client : clients) {
                client.close();
            }
        }
    }

    @Test
    void noThreadWaitsForACommit() throws Exception {
        BlockingQueue<CompletableFuture<Verdict>> commits = new LinkedBlockingQueue<>();
        office.commits = () -> {
            CompletableFuture<Verdict> commit = new CompletableFuture<>();
            commits.add(commit);
            return commit;
        };
        int port = start(settings(1, 100, 100));
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(Client.greeted(port).upToData().send("x\r\n.\r\nNOOP\r\n"));
        }
        for (int i = 0; i < 20; i++) {
            commits.poll(10, TimeUnit.SECONDS).complete(RecordingOffice.QUEUED);
        }
        for (Client client : clients) {
            client.expect("250 2.0.0 queued as Q00001", "250 2.0.0 ok");
            client.close();
        }
    }

    /** Sends until the socket takes nothing more for a while, or {@code most} octets have gone. */
    private static long sendAllItTakes(SocketChannel channel, String octets, long most) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1));
        long sent = 0;
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_WRITE);
            while (sent < most && selector.select(500) > 0) {
                selector.selectedKeys().clear();
                sent += channel.write(buffer);
                if (!buffer.hasRemaining()) {
                    buffer.rewind();
                }
            }
        }
        channel.configureBlocking(true);
        return sent;
    }

    private static SocketChannel rawClient(int port) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 16 * 1024);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, 16 * 1024);
        channel.connect(new InetSocketAddress("127.0.0.1", port));
        return channel;
    }

    @Test
    void slowPostOfficeHoldsTheClientBack() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        office.beforeWrite = () -> slow.await(30, TimeUnit.SECONDS);
        int port = start(settings(2, 10, 10));
        long most = 64L << 20;
        String line = "x".repeat(998) + "\r\n";
        try (SocketChannel channel = rawClient(port)) {
            channel.write(ByteBuffer.wrap("HELO c\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n".getBytes(StandardCharsets.ISO_8859_1)));
            long sent = sendAllItTakes(channel, line, most);
            assertTrue(sent < most, "taken without limit");
            slow.countDown();
            int missing = (int) ((line.length() - sent % line.length()) % line.length());
            channel.write(ByteBuffer.wrap((line.substring(line.length() - missing) + ".\r\nQUIT\r\n").getBytes(StandardCharsets.ISO_8859_1)));
            String replies = new String(channel.socket().getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertTrue(replies.contains("250 2.0.0 queued as Q00001\r\n221"), replies);
            assertEquals(sent + missing, office.accepted.get(0).length());
        }
    }

    @Test
    void clientThatNeverReadsIsHeldBack() throws Exception {
        int port = start(settings(1, 10, 10));
        long most = 64L << 20;
        try (SocketChannel channel = rawClient(port); Client other = Client.greeted(port)) {
            long sent = sendAllItTakes(channel, "NOOP\r\n", most);
            assertTrue(sent < most, "taken without limit");
            other.send("NOOP\r\n").expect("250 2.0.0 ok");
            channel.shutdownOutput();
            // It reads after all: what was taken is answered.
            String replies = new String(channel.socket().getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertEquals(sent / 6, replies.split("250 2.0.0 ok\r\n", -1).length - 1);
        }
    }

    @Test
    void largeMessageArrivesWhole() throws IOException {
        int port = start();
        String line = "0123456789".repeat(7) + "\r\n";
        String content = line.repeat(100_000);
        try (Client client = Client.greeted(port).upToData()) {
            client.send(content).send(".\r\n").expect("250 2.0.0 queued as Q00001");
            assertEquals(content.length(), office.accepted.get(0).length());
            assertEquals(content, office.accepted.get(0));
        }
    }

    @Test
    void closeTellsIdleClientsAndWaitsForCommits() throws Exception {
        CompletableFuture<Verdict> commit = new CompletableFuture<>();
        CountDownLatch underWay = new CountDownLatch(1);
        office.commits = () -> {
            underWay.countDown();
            return commit;
        };
        int port = start();
        try (Client idle = Client.greeted(port); Client busy = Client.greeted(port)) {
            busy.upToData().send("x\r\n.\r\n");
            assertTrue(underWay.await(10, TimeUnit.SECONDS));
            Thread closing = new Thread(server::close);
            closing.start();
            idle.expect("421 4.3.2 mx.example is shutting down").expectEnd();
            commit.complete(RecordingOffice.QUEUED);
            busy.expect("250 2.0.0 queued as Q00001", "421 4.3.2 mx.example is shutting down").expectEnd();
            closing.join(10_000);
            assertThrows(ConnectException.class, () -> new Client(port));
        }
        server = null;
        assertEquals("close", office.log.get(office.log.size() - 1));
    }

    @Test
    void silentClientIsSentAway() throws IOException {
        Settings settings = new Settings(ANY_PORT, 1, 10, 10, Dialog.RULES, Duration.ofSeconds(1), Duration.ofSeconds(1));
        try (Client client = Client.greeted(start(settings))) {
            client.expect("421 4.4.2 mx.example has waited too long, closing").expectEnd();
        }
    }
}
