package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

import org.fingerpost.api.instance.Networks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS, passwords and proxies on real sockets. */
class SecureServerTest extends OnRealSockets {

    private final RealTls tls = new RealTls();

    private int start(String address, SecurityRules security) {
        Settings s = settings(2, 1000, 1000);
        SessionRules rules = new SessionRules(100, 20, BareNewlines.REJECT, Conduct.Limits.NONE, Duration.ZERO, EarlyTalk.REJECT,
                false, Set.of(), security);
        server = new SmtpServer(new Settings(List.of(ListenAddress.parse(address)), s.threads(), s.maxSessions(), s.clients(),
                rules, s.timing(), s.stress(), s.nameTimeout()), startup);
        server.security().bind(tls);
        server.security().bind(1, new FakeAuthenticator());
        server.bind(office);
        return port();
    }

    private int start(String address) {
        return start(address, SecurityRules.DEFAULT);
    }

    private static SecurityRules from(Networks xclient, Networks proxies, Duration handshake) {
        return new SecurityRules(false, true, true, xclient, proxies, handshake);
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    private static void write(Socket socket, String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String say(SSLSocket socket, String line) throws IOException {
        write(socket, line + "\r\n");
        BufferedReader in = reader(socket);
        String reply = in.readLine();
        while (reply.length() > 3 && reply.charAt(3) == '-') {
            reply = in.readLine();
        }
        return reply;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aMessageGoesUnderTls(String version) throws Exception {
        int port = start("127.0.0.1:0");
        try (Client client = Client.greeted(port); SSLSocket secure = tls.upgrade(
                client.send("STARTTLS\r\n").expect("220 2.0.0 ready to start TLS").socket(), version)) {
            assertEquals("250 HELP", say(secure, "EHLO c"));
            assertEquals("250 2.1.0 fine", say(secure, "MAIL FROM:<a@b>"));
            assertEquals("250 2.1.0 fine", say(secure, "RCPT TO:<c@d>"));
            assertEquals("354 send the message, end with <CRLF>.<CRLF>", say(secure, "DATA"));
            String much = "0123456789".repeat(7) + "\r\n";
            assertEquals("250 2.0.0 queued as Q00001", say(secure, much.repeat(20_000) + "."));
            assertEquals("221 2.0.0 mx.example closing", say(secure, "QUIT"));
            assertEquals(-1, secure.getInputStream().read());
        }
        assertTrue(office.log.contains("begin ESMTPS c [127.0.0.1]"), office.log.toString());
        assertEquals(version, office.origin.protection().version());
        assertEquals(1_440_000, office.accepted.get(0).length());
    }

    /** CVE-2011-0411: what came in the clear is forgotten, however much of it came with STARTTLS. */
    @Test
    void nothingThatWasPipelinedBeforeTlsSurvives() throws Exception {
        int port = start("127.0.0.1:0");
        String pipelined = "STARTTLS\r\nEHLO injected\r\nMAIL FROM:<evil@example>\r\nRCPT TO:<c@d>\r\nDATA\r\nx\r\n.\r\n";
        for (int cut = "STARTTLS\r\n".length(); cut <= pipelined.length(); cut += 3) {
            try (Client client = Client.greeted(port); SSLSocket secure = tls.upgrade(client.send("EHLO c\r\n"
                    + pipelined.substring(0, cut)).skipTo("220 2.0.0 ready to start TLS").socket(), "TLSv1.3")) {
                assertEquals("503 5.5.1 say EHLO or HELO first", say(secure, "MAIL FROM:<a@b>"));
                assertEquals("250 2.0.0 ok", say(secure, "NOOP"));
            }
        }
        assertFalse(office.log.toString().contains("evil"), office.log.toString());
    }

    /** What comes in the clear after the 220 is no TLS: that is the end. */
    @Test
    void whatComesInTheClearAfterTheReplyEndsTheConnection() throws Exception {
        int port = start("127.0.0.1:0");
        try (Client client = Client.greeted(port)) {
            client.send("STARTTLS\r\n").expect("220 2.0.0 ready to start TLS")
                    .send("EHLO injected\r\nMAIL FROM:<evil@example>\r\n");
            client.expectEndOrAlert();
        }
        assertFalse(office.log.toString().contains("evil"), office.log.toString());
    }

    @Test
    void tlsBeginsBeforeTheGreeting() throws Exception {
        int port = start("submissions://127.0.0.1:0");
        try (Socket plain = new Socket("127.0.0.1", port); SSLSocket secure = tls.upgrade(plain, "TLSv1.3")) {
            assertEquals("220 mx.example ESMTP Fingerpost", reader(secure).readLine());
            assertEquals("250 mx.example", say(secure, "HELO c"));
            assertEquals("530 5.7.0 authentication required", say(secure, "MAIL FROM:<a@b>"));
            assertEquals("235 2.7.0 authentication succeeded", say(secure, "AUTH PLAIN AGpvZQBzZWNyZXQ="));
            assertEquals("250 2.1.0 fine", say(secure, "MAIL FROM:<a@b>"));
        }
        assertEquals("joe", office.origin.user());
    }

    @Test
    void withoutACertificateNothingIsSaidInTheClear() throws Exception {
        int port = start("smtps://127.0.0.1:0");
        server.security().unbind(tls);
        try (Client client = new Client(port)) {
            client.expectEnd();
        }
    }

    /** The end of TLS within a message is no end of the message. */
    @Test
    void closeNotifyInAMessageGivesItUp() throws Exception {
        int port = start("127.0.0.1:0");
        try (Client client = Client.greeted(port); SSLSocket secure = tls.upgrade(
                client.send("STARTTLS\r\n").expect("220 2.0.0 ready to start TLS").socket(), "TLSv1.3")) {
            say(secure, "HELO c");
            say(secure, "MAIL FROM:<a@b>");
            say(secure, "RCPT TO:<c@d>");
            say(secure, "DATA");
            write(secure, "half a message\r\n");
            secure.shutdownOutput();
            assertEquals(-1, secure.getInputStream().read());
        }
        for (long end = System.nanoTime() + Duration.ofSeconds(30).toNanos(); !office.log.contains("close"); Thread.sleep(5)) {
            assertTrue(System.nanoTime() < end, office.log.toString());
        }
        assertFalse(office.log.contains("commit"), office.log.toString());
    }

    @Test
    void whoDoesNotShakeHandsIsSentAway() throws Exception {
        int port = start("smtps://127.0.0.1:0", from(Networks.NONE, Networks.NONE, Duration.ofSeconds(1)));
        try (Client client = new Client(port)) {
            client.send("\u0016\u0003\u0001");
            client.expectEndOrAlert();
        }
    }

    @Test
    void handshakesThatNobodyComputesHoldNoThread() throws Exception {
        int port = start("127.0.0.1:0");
        tls.executor = task -> {
            throw new RejectedExecutionException("full");
        };
        try (Client client = Client.greeted(port)) {
            client.send("STARTTLS\r\n").expect("220 2.0.0 ready to start TLS");
            try (SSLSocket secure = tls.upgrade(client.socket(), "TLSv1.3")) {
                assertEquals("NONE", secure.getSession().getProtocol()); // Java's client takes an end for a handshake
            } catch (SSLException | SocketException e) {
                // as it should be
            }
        }
        try (Client client = Client.greeted(port)) {
            client.send("NOOP\r\n").expect("250 2.0.0 ok");
        }
    }

    @Test
    void aProxySaysWhoseConnectionItIs() throws Exception {
        int port = start("127.0.0.1:0", from(Networks.NONE, Networks.parse("127.0.0.0/8"), Duration.ofMinutes(1)));
        try (Client client = new Client(port)) {
            client.send("PROXY TCP4 192.0.2.99 198.51.100.2 1234 25\r\n").expect("220 mx.example ESMTP Fingerpost");
            client.send("HELO c\r\nMAIL FROM:<a@b>\r\n").expect("250 mx.example", "250 2.1.0 fine");
        }
        assertEquals("192.0.2.99", office.origin.address());
        assertEquals(1234, office.origin.host().port());
        assertEquals("198.51.100.2", office.origin.host().server());
    }

    @Test
    void aProxysHeaderComesBeforeTls() throws Exception {
        int port = start("smtps://127.0.0.1:0", from(Networks.NONE, Networks.parse("127.0.0.0/8"), Duration.ofMinutes(1)));
        try (Client client = new Client(port)) {
            client.send("PROXY TCP6 2001:db8::9 2001:db8::1 1234 465\r\n");
            try (SSLSocket secure = tls.upgrade(client.socket(), "TLSv1.3")) {
                assertEquals("220 mx.example ESMTP Fingerpost", reader(secure).readLine());
                say(secure, "HELO c");
                assertEquals("250 2.1.0 fine", say(secure, "MAIL FROM:<a@b>"));
            }
        }
        assertEquals("2001:db8::9", office.origin.address());
    }

    @Test
    void aProxyWithoutAHeaderIsClosed() throws Exception {
        int port = start("127.0.0.1:0", from(Networks.NONE, Networks.parse("127.0.0.0/8"), Duration.ofMinutes(1)));
        try (Client client = new Client(port)) {
            client.send("EHLO c\r\n").expectEnd();
        }
        assertTrue(office.log.isEmpty(), office.log.toString());
    }

    @Test
    void whoIsNoProxySendsNoHeader() throws Exception {
        int port = start("127.0.0.1:0", from(Networks.NONE, Networks.parse("192.0.2.0/24"), Duration.ofMinutes(1)));
        try (Client client = Client.greeted(port)) {
            client.send("PROXY TCP4 192.0.2.99 198.51.100.2 1234 25\r\n").expect("500 5.5.1 command not recognized");
            client.send("HELO c\r\nMAIL FROM:<a@b>\r\n").expect("250 mx.example", "250 2.1.0 fine");
        }
        assertEquals("127.0.0.1", office.origin.address());
    }
}
