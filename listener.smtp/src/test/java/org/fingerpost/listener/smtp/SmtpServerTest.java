package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.submit.Verdict;
import org.junit.jupiter.api.Test;

/** The server on real sockets. */
class SmtpServerTest extends OnRealSockets {

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
            client.send("HELO c\r\nMAIL FROM:<a@b>\r\n")
                    .expect("250 mx.example", "451 4.3.2 not taking mail now, try again later");
            try (Client late = new Client(port)) {
                late.expect("421 4.3.2 mx.example is not taking mail now, try again later").expectEnd();
            }
            server.bind(office);
            client.send("MAIL FROM:<a@b>\r\n").expect("250 2.1.0 fine");
            assertEquals(1, startup.said.size());
        }
    }

    @Test
    void listensOnIpv6() throws IOException {
        assumeTrue(hasIpv6Loopback());
        int port = start(settings(1, 10, 10).withListen(List.of(new ListenAddress("::1", 0))));
        assertEquals(List.of("smtp [::1]:" + port), startup.said);
        try (Client client = new Client("::1", port)) {
            client.expect("220 mx.example ESMTP Fingerpost").send("HELO c\r\nMAIL FROM:<a@b>\r\n")
                    .expect("250 mx.example", "250 2.1.0 fine");
            assertTrue(office.log.contains("begin SMTP c [::1]"), office.log::toString);
        }
    }

    private static boolean hasIpv6Loopback() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void eachAddressServesWhatItIsFor() throws IOException {
        start(settings(1, 10, 10).withListen(ListenAddress.parseAll(List.of("127.0.0.1:0, lmtp://127.0.0.1:0"))));
        String[] said = startup.said.get(0).split(":|, ");
        try (Client smtp = new Client(Integer.parseInt(said[1])); Client lmtp = new Client(port())) {
            assertEquals("lmtp", said[2], startup.said::toString);
            smtp.expect("220 mx.example ESMTP Fingerpost").send("LHLO c\r\n").expect("500 5.5.1 command not recognized");
            lmtp.expect("220 mx.example LMTP Fingerpost").send("HELO c\r\n").expect("500 5.5.1 command not recognized");
        }
    }

    @Test
    void aSlowMessageIsCutOffAndANormalOneIsNot() throws IOException {
        Duration second = Duration.ofSeconds(1);
        int port = start(withTiming(settings(1, 10, 10), new Timing(MINUTE, MINUTE, 1_000_000, second, MINUTE)));
        try (Client slow = Client.greeted(port).upToData(); Client other = Client.greeted(port).upToData()) {
            other.send("x\r\n.\r\n").expect("250 2.0.0 queued as Q00001");
            slow.send("x\r\n").expect("421 4.4.2 mx.example gets this message too slowly, closing").expectEnd();
            assertEquals(1, office.accepted.size());
        }
    }

    @Test
    void underStressSilentClientsMakeRoom() throws IOException {
        Settings usual = settings(1, 2, 10);
        int port = start(new Settings(usual.listen(), 1, 2, usual.clients(), usual.rules(), usual.timing(),
                new Settings.Stress(50, Duration.ofSeconds(1)), usual.nameTimeout()));
        try (Client one = Client.greeted(port); Client two = Client.greeted(port)) {
            one.expect("421 4.4.2 mx.example has waited too long, closing").expectEnd();
            assertTrue(two.socket().isConnected());
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
            String reason = "cannot listen on 127.0.0.1:" + port + " for SMTP: Address already in use";
            assertEquals(List.of("failed: " + reason), startup.said);
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
        Settings settings = withTiming(settings(1, 10, 10),
                new Timing(Duration.ofSeconds(1), MINUTE, 0, MINUTE, MINUTE));
        try (Client client = Client.greeted(start(settings))) {
            client.expect("421 4.4.2 mx.example has waited too long, closing").expectEnd();
        }
    }
}
