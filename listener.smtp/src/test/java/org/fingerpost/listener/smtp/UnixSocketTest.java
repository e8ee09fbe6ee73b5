package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.mail.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server on Unix-domain sockets: those that are asked for, and the one for programs of this machine. */
class UnixSocketTest extends OnRealSockets {

    private static final String USER = System.getProperty("user.name");

    @TempDir
    private Path folder;

    private static final class Peer implements Closeable {

        private final SocketChannel channel;
        private final BufferedReader in;

        Peer(Path path) throws IOException {
            channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
            in = new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.ISO_8859_1));
        }

        Peer send(String octets) throws IOException {
            channel.write(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)));
            return this;
        }

        Peer expect(String... lines) throws IOException {
            for (String line : lines) {
                assertEquals(line, in.readLine());
            }
            return this;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private Path own() {
        return folder.resolve("own");
    }

    private void startWith(Settings settings, String... addresses) {
        server = new SmtpServer(settings.withListen(ListenAddress.parseAll(List.of(addresses))), startup,
                new ClientNames(new MachineLookup()), Optional.of(own()));
        server.bind(office);
    }

    private void startWith(String... addresses) {
        startWith(settings(2, 100, 100), addresses);
    }

    @Test
    void programsOfThisMachineHaveASocketOfTheirOwn() throws IOException {
        startWith("127.0.0.1:0");
        assertFalse(startup.said.get(0).contains(own().toString()), startup.said::toString);
        assertEquals("rw-rw-rw-", PosixFilePermissions.toString(Files.getPosixFilePermissions(own())));
        try (Peer peer = new Peer(own())) {
            peer.expect("220 mx.example ESMTP Fingerpost")
                    .send("HELO me\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nx\r\n.\r\nQUIT\r\n")
                    .expect("250 mx.example", "250 2.1.0 fine", "250 2.1.0 fine",
                            "354 send the message, end with <CRLF>.<CRLF>", "250 2.0.0 queued as Q00001",
                            "221 2.0.0 mx.example closing", null);
        }
        assertEquals(List.of("x\r\n"), office.accepted);
        assertEquals(new Origin("SMTP", "me", "", USER), office.origin);
        server.close();
        assertFalse(Files.exists(own()));
    }

    @Test
    void theEndOfTheInputIsTheEndOfTheSession() throws IOException {
        startWith("127.0.0.1:0");
        try (Peer peer = new Peer(own())) {
            peer.expect("220 mx.example ESMTP Fingerpost").send("HELO me\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nhalf a");
            peer.channel.shutdownOutput();
            peer.expect("250 mx.example", "250 2.1.0 fine", "250 2.1.0 fine",
                    "354 send the message, end with <CRLF>.<CRLF>", null);
        }
        assertEquals(List.of(), office.accepted);
    }

    @Test
    void addressesWithPathsAreListenedOn() throws IOException {
        Path path = folder.resolve("asked");
        startWith("smtp://" + path + "?mode=600");
        assertEquals("smtp smtp://" + path + "?mode=600", startup.said.get(0));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        try (Peer peer = new Peer(path)) {
            peer.expect("220 mx.example ESMTP Fingerpost");
        }

        server.change(settings(2, 100, 100).withListen(ListenAddress.parseAll(List.of("127.0.0.1:0"))));
        assertFalse(Files.exists(path));
        assertTrue(Files.exists(own()));
    }

    @Test
    void whatADeadServerLeftIsReplaced() throws IOException {
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(own()));
        }
        startWith("127.0.0.1:0");
        try (Peer peer = new Peer(own())) {
            peer.expect("220 mx.example ESMTP Fingerpost");
        }
    }

    @Test
    void aPlaceThatIsTakenIsAFailedStart() throws IOException {
        Path taken = Files.writeString(folder.resolve("taken"), "precious");
        startWith("lmtp://" + taken);
        assertEquals(List.of("failed: cannot listen on lmtp://" + taken + " for SMTP: it is there and is no socket"),
                startup.said);
        assertEquals("precious", Files.readString(taken));
        assertFalse(Files.exists(own()));
        server.change(settings(2, 100, 100).withListen(ListenAddress.parseAll(List.of("lmtp://" + folder + "/none/such"))));
        assertEquals("failed: cannot listen on lmtp://" + folder + "/none/such for SMTP: there is no such folder",
                startup.said.get(1));
    }

    @Test
    void connectionsOfOneUserAreLimited() throws IOException {
        startWith(settings(2, 100, 1), "127.0.0.1:0");
        try (Peer first = new Peer(own())) {
            first.expect("220 mx.example ESMTP Fingerpost");
            try (Peer second = new Peer(own())) {
                second.expect("421 4.3.2 too many connections from your address", null);
            }
        }
    }

    /** As over TCP: what it does not read stays with it, not with us. */
    @Test
    void aClientThatNeverReadsIsNotReadFrom() throws Exception {
        startWith("127.0.0.1:0");
        try (Peer peer = new Peer(own())) {
            peer.expect("220 mx.example ESMTP Fingerpost");
            peer.channel.configureBlocking(false);
            ByteBuffer flood = ByteBuffer.wrap("NOOP\r\n".repeat(10_000).getBytes(StandardCharsets.ISO_8859_1));
            long total = 0;
            long quietSince = System.nanoTime();
            while (System.nanoTime() - quietSince < TimeUnit.SECONDS.toNanos(1)) {
                int written = peer.channel.write(flood);
                flood.position(flood.hasRemaining() ? flood.position() : 0);
                total += written;
                quietSince = written > 0 ? System.nanoTime() : quietSince;
                assertTrue(total < 20_000_000, "it is read from without end");
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void whoIsSilentForTooLongIsSentAway() throws IOException {
        startWith(withTiming(settings(2, 100, 100), new Timing(Duration.ofSeconds(1), MINUTE, 0, MINUTE, MINUTE)), "127.0.0.1:0");
        try (Peer peer = new Peer(own())) {
            peer.expect("220 mx.example ESMTP Fingerpost", "421 4.4.2 mx.example has waited too long, closing", null);
        }
    }

    @Test
    void whoMayConnectIsPartOfTheAddress() {
        ListenAddress address = ListenAddress.parse("lmtp:///run/mail/lmtp?group=mail&mode=0660&owner=fp");
        assertEquals(new SocketAccess("660", "fp", "mail"), address.access());
        assertEquals("lmtp:///run/mail/lmtp?mode=660&owner=fp&group=mail", address.toString());
        assertEquals(SocketAccess.EVERYBODY, ListenAddress.parse("lmtp:///run/mail/lmtp").access());
        for (String bad : List.of("mode=8", "mode=rw", "owner=", "who=me", "mode=660;owner=x", "")) {
            assertThrows(IllegalArgumentException.class, () -> ListenAddress.parse("lmtp:///run/mail/lmtp?" + bad), bad);
        }
    }
}
