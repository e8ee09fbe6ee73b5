package org.fingerpost.mailer.smtp;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.Executor;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;

import org.fingerpost.api.tls.TlsStream;

/** TLS on top of another transport. Guarded by its connection's lock. */
final class SecureTransport implements Transport {

    /** What comes of it; called within the guard. */
    interface Events {

        void secured(SSLSession session);

        /** There is no TLS (any more). */
        void insecure(String reason);

        /** What the server said. */
        void plain(ByteBuffer octets);
    }

    /** What a server may send while a handshake is being computed. */
    private static final int MAX_HELD = 256 * 1024;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private record Written(ByteBuffer wire, ByteBuffer plain) {
    }

    private final Transport below;
    private final Events events;
    private final TlsStream tls;
    /** What has been given to the transport below and is not out, in its order. */
    private final Deque<Written> writing = new ArrayDeque<>();
    /** What came while something was computed. */
    private ByteBuffer held = NOTHING;
    private boolean secured;
    private boolean ended;

    /**
     * @param tasks for what the handshake computes
     * @param guard of the connection
     */
    SecureTransport(Transport below, SSLEngine engine, Executor tasks, Executor guard, Events events) {
        this.below = below;
        this.events = events;
        this.tls = new TlsStream(engine, tasks, () -> guard.execute(this::goOn));
    }

    /** Begins the handshake; or goes on with it when something has been computed. */
    void goOn() {
        ByteBuffer octets = held;
        held = NOTHING;
        received(octets);
    }

    /** What came from below. */
    void received(ByteBuffer octets) {
        ByteBuffer wire = joined(octets);
        do {
            ByteBuffer plain = tls.receive(wire);
            flush(NOTHING);
            announce();
            if (plain.hasRemaining() && !ended) {
                events.plain(plain);
            }
        } while (!ended && wire.hasRemaining() && !tls.isComputing());
        if (!ended && wire.remaining() > MAX_HELD) {
            fail("the server sends too much during the handshake");
        } else if (wire.hasRemaining()) {
            held = ByteBuffer.allocate(wire.remaining()).put(wire).flip();
        }
    }

    private ByteBuffer joined(ByteBuffer octets) {
        if (!held.hasRemaining()) {
            return octets;
        }
        ByteBuffer both = ByteBuffer.allocate(held.remaining() + octets.remaining()).put(held).put(octets).flip();
        held = NOTHING;
        return both;
    }

    private void announce() {
        if (!secured && tls.state() == TlsStream.State.OPEN) {
            secured = true;
            events.secured(tls.session());
        }
        if (tls.state() == TlsStream.State.FAILED) {
            fail(tls.failure());
        } else if (tls.isEnded()) {
            fail("closed by the server");
        }
    }

    private void fail(String reason) {
        if (!ended) {
            ended = true;
            events.insecure(reason);
        }
    }

    @Override
    public void write(ByteBuffer octets) {
        if (tls.state() != TlsStream.State.OPEN) {
            fail("TLS has ended");
            return;
        }
        int from = octets.arrayOffset() + octets.position();
        tls.send(Arrays.copyOfRange(octets.array(), from, from + octets.remaining()));
        flush(octets);
    }

    /** @param plain what the octets for the wire are made of */
    private void flush(ByteBuffer plain) {
        byte[] output = tls.output();
        if (output.length > 0) {
            ByteBuffer wire = ByteBuffer.wrap(output);
            writing.add(new Written(wire, plain));
            below.write(wire);
        }
    }

    /** @param wire what is out; what has been given to {@link #write} for it */
    ByteBuffer sent(ByteBuffer wire) {
        if (writing.isEmpty() || writing.peek().wire() != wire) {
            return wire; // of before TLS
        }
        return writing.remove().plain();
    }

    @Override
    public void close() {
        ended = true;
        below.close();
    }
}
