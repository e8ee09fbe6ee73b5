package org.fingerpost.tls.pem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLEngine;

import org.fingerpost.api.tls.TlsStream;
import org.fingerpost.api.tls.TlsStream.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsStreamTest {

    @TempDir
    Path folder;

    private PemTls tls(String... protocols) throws IOException {
        return TestFiles.tls(TestFiles.speaking(TestFiles.settings(folder, "ec"), protocols), folder);
    }

    private static Duplex connect(PemTls tls, int chunk) {
        return new Duplex(tls.client("mx.example.org", 25), tls.server().orElseThrow(), chunk).settle();
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2, 1", "TLSv1.2, 7", "TLSv1.2, 100000", "TLSv1.3, 1", "TLSv1.3, 7", "TLSv1.3, 100000"})
    void octetsGoBothWaysHoweverTheyAreCut(String protocol, int chunk) throws Exception {
        Duplex both = connect(tls(protocol), chunk);
        assertEquals(State.OPEN, both.client.state());
        assertEquals(State.OPEN, both.server.state());
        assertEquals(protocol, both.server.session().getProtocol());
        String much = "0123456789".repeat(9000);
        both.client.send(Duplex.octets("EHLO a\r\n"));
        both.client.send(Duplex.octets(much));
        both.server.send(Duplex.octets("250 b\r\n"));
        both.settle();
        assertEquals("EHLO a\r\n" + much, both.atServer());
        assertEquals("250 b\r\n", both.atClient());
        assertEquals(1, both.server.session().getPeerCertificates().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void theEndIsSaid(String protocol) throws Exception {
        Duplex both = connect(tls(protocol), 100);
        both.client.send(Duplex.octets("QUIT\r\n"));
        both.client.end();
        assertFalse(both.server.isEnded());
        both.settle();
        assertTrue(both.server.isEnded());
        assertEquals("QUIT\r\n", both.atServer());
        both.server.send(Duplex.octets("221\r\n")); // TLS 1.2 has no half of a connection left, and that is no failure
        both.server.end();
        assertEquals(State.OPEN, both.settle().server.state());
    }

    @Test
    void whatIsNoTlsFailsAtOnce() throws Exception {
        TlsStream server = new TlsStream(tls("TLSv1.3").server().orElseThrow(), Runnable::run, () -> { });
        server.receive(ByteBuffer.wrap(Duplex.octets("EHLO injected\r\n")));
        assertEquals(State.FAILED, server.state());
        assertEquals("the peer does not speak TLS", server.failure());
        server.receive(ByteBuffer.wrap(Duplex.octets("MAIL FROM:<>\r\n")));
        assertThrows(IllegalStateException.class,
                () -> new TlsStream(tls("TLSv1.3").server().orElseThrow(), Runnable::run, () -> { }).send(new byte[1]));
    }

    @Test
    void aRecordThatIsTooLongFailsBeforeItHasCome() throws Exception {
        TlsStream server = new TlsStream(tls("TLSv1.3").server().orElseThrow(), Runnable::run, () -> { });
        server.receive(ByteBuffer.wrap(new byte[] {22, 3, 1, (byte) 0xff, (byte) 0xff, 1}));
        assertEquals(State.FAILED, server.state());
    }

    @Test
    void versionsThatDoNotMeetFailWithAnAlert() throws Exception {
        Duplex both = new Duplex(tls("TLSv1.2").client("mx.example.org", 25),
                tls("TLSv1.3").server().orElseThrow(), 100).settle();
        assertEquals(State.FAILED, both.server.state());
        assertEquals(State.FAILED, both.client.state());
        assertTrue(both.client.failure().contains("protocol_version"), both.client.failure());
    }

    @Test
    void damagedRecordsFail() throws Exception {
        Duplex both = connect(tls("TLSv1.3"), 100);
        both.client.send(Duplex.octets("MAIL FROM:<>\r\n"));
        byte[] record = both.client.output();
        record[record.length - 1] ^= 1;
        assertFalse(both.server.receive(ByteBuffer.wrap(record)).hasRemaining());
        assertEquals(State.FAILED, both.server.state());
        assertNotEquals(0, both.server.output().length);
    }

    @Test
    void renegotiationIsRefused() throws Exception {
        PemTls tls = tls("TLSv1.2");
        SSLEngine engine = tls.client("mx.example.org", 25);
        Duplex both = new Duplex(engine, tls.server().orElseThrow(), 1000).settle();
        assertEquals(State.OPEN, both.server.state());
        engine.beginHandshake();
        ByteBuffer hello = ByteBuffer.allocate(20_000);
        engine.wrap(ByteBuffer.allocate(0), hello);
        both.server.receive(hello.flip());
        assertEquals(State.FAILED, both.server.state());
        assertEquals("renegotiation is not permitted", both.server.failure());
        assertEquals(0, both.server.output().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void sessionsAreResumed(String protocol) throws Exception {
        PemTls tls = tls(protocol);
        Duplex first = connect(tls, 1000);
        long made = first.client.session().getCreationTime();
        Thread.sleep(5); // so that the times of two sessions differ
        Duplex second = connect(tls, 1000);
        assertEquals(made, second.client.session().getCreationTime());
        second.client.send(Duplex.octets("NOOP\r\n"));
        assertEquals("NOOP\r\n", second.settle().atServer());
        assertEquals(1, second.server.session().getPeerCertificates().length);
    }

    @Test
    void nothingIsTakenWhileAHandshakeIsComputed() throws Exception {
        PemTls tls = tls("TLSv1.3");
        Deque<Runnable> tasks = new ArrayDeque<>();
        AtomicInteger woken = new AtomicInteger();
        TlsStream client = new TlsStream(tls.client("mx.example.org", 25), Runnable::run, () -> { });
        TlsStream server = new TlsStream(tls.server().orElseThrow(), tasks::add, woken::incrementAndGet);
        client.receive(ByteBuffer.allocate(0));
        server.receive(ByteBuffer.wrap(client.output()));
        assertTrue(server.isComputing());
        ByteBuffer more = ByteBuffer.wrap(Duplex.octets("anything"));
        server.receive(more);
        assertEquals(8, more.remaining());
        tasks.remove().run();
        assertEquals(1, woken.get());
        assertFalse(server.isComputing());
        server.receive(ByteBuffer.allocate(0));
        assertNotEquals(0, server.output().length);
    }

    @Test
    void tooManyHandshakesAtOnceFailAlone() throws Exception {
        PemTls tls = tls("TLSv1.3");
        TlsStream client = new TlsStream(tls.client("mx.example.org", 25), Runnable::run, () -> { });
        TlsStream server = new TlsStream(tls.server().orElseThrow(), task -> {
            throw new RejectedExecutionException();
        }, () -> { });
        client.receive(ByteBuffer.allocate(0));
        server.receive(ByteBuffer.wrap(client.output()));
        assertEquals(State.FAILED, server.state());
        assertEquals("too many handshakes at once", server.failure());
    }
}
