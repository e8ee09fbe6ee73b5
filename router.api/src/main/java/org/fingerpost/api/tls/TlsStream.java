package org.fingerpost.api.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/**
 * One end of a TLS connection without its socket: octets of the wire in, octets in the clear out, and the other way round. What a
 * handshake computes runs elsewhere; nothing here waits. While nothing is under way it keeps no octets.
 *
 * <p>After the handshake another one is refused: renegotiation (RFC 5746) has no use in mail. Keys are updated as TLS 1.3 wants.
 *
 * <p>Used by one thread at a time, whoever sees to that; what it computes by itself excepted.
 */
public final class TlsStream {

    /** How far it has come. */
    public enum State {
        HANDSHAKE, OPEN,
        /** There is nothing more to be had; {@link #failure} says why, {@link #output} may have an alert for the peer. */
        FAILED
    }

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    /** An engine has a few messages to send at a time; one that never has enough is broken. */
    private static final int MAX_STEPS = 1000;
    private static final String TLS_1_3 = "TLSv1.3";
    /** For one record, in or out. An engine wants more room for a record than one has. */
    private static final ThreadLocal<ByteBuffer> SCRATCH = ThreadLocal.withInitial(() -> ByteBuffer.allocate(3 * Records.MAX));

    private final SSLEngine engine;
    private final Executor tasks;
    private final Runnable wake;
    private final Records records = new Records();
    private ByteArrayOutputStream output = new ByteArrayOutputStream(0);
    private State state = State.HANDSHAKE;
    private String failure = "";
    private boolean begun;
    private boolean ended;
    private volatile boolean computing;

    /**
     * @param engine of a connection that begins; its mode is set
     * @param tasks  for what a handshake computes
     * @param wake   run on a thread of {@code tasks} when {@link #isComputing} has become false
     */
    public TlsStream(SSLEngine engine, Executor tasks, Runnable wake) {
        this.engine = engine;
        this.tasks = tasks;
        this.wake = wake;
    }

    /** How far it has come. */
    public State state() {
        return state;
    }

    /** Why it failed: one line, for the log; else empty. */
    public String failure() {
        return failure;
    }

    /** Whether a handshake is being computed: {@link #receive} takes nothing until that is done. */
    public boolean isComputing() {
        return computing;
    }

    /** Whether the peer has said that it sends no more ({@code close_notify}). */
    public boolean isEnded() {
        return ended;
    }

    /** What was agreed on, once it is {@link State#OPEN}. */
    public SSLSession session() {
        return engine.getSession();
    }

    /**
     * Begins, or goes on with, the handshake; takes octets of the wire until some in the clear have come of them, until something
     * is to be computed, or until there are no more. To be called again while octets are left and it is not computing, and after
     * {@code wake}, even with none.
     *
     * @return octets in the clear, mostly none; the caller's
     */
    public ByteBuffer receive(ByteBuffer wire) {
        advance();
        while (canReceive() && wire.hasRemaining()) {
            ByteBuffer plain = take(wire);
            advance();
            if (plain.hasRemaining()) {
                return plain;
            }
        }
        return NOTHING;
    }

    private boolean canReceive() {
        return !computing && !ended && state != State.FAILED;
    }

    private ByteBuffer take(ByteBuffer wire) {
        try {
            ByteBuffer whole = records.next(wire);
            return whole.hasRemaining() ? unwrap(whole) : NOTHING;
        } catch (SSLException e) {
            fail(reason(e));
            return NOTHING;
        }
    }

    private ByteBuffer unwrap(ByteBuffer whole) throws SSLException {
        ByteBuffer plain = SCRATCH.get().clear();
        SSLEngineResult result = engine.unwrap(whole, plain);
        ended = result.getStatus() == Status.CLOSED;
        if (!ended && whole.hasRemaining()) {
            throw new SSLException("the engine does not take a record: " + result.getStatus());
        }
        if (isAnotherHandshake(result.getHandshakeStatus())) {
            giveUp("renegotiation is not permitted"); // without close_notify: it would look like an end that was agreed on
            return NOTHING;
        }
        return plain.flip().hasRemaining() ? ByteBuffer.allocate(plain.remaining()).put(plain).flip() : NOTHING;
    }

    private boolean isAnotherHandshake(HandshakeStatus next) {
        return state == State.OPEN && !ended && !TLS_1_3.equals(engine.getSession().getProtocol())
                && (next == HandshakeStatus.NEED_TASK || next == HandshakeStatus.NEED_WRAP);
    }

    /** Does what the engine can do without more octets from the peer. */
    private void advance() {
        try {
            if (!begun) {
                begun = true;
                engine.beginHandshake();
            }
            for (int i = 0; i < MAX_STEPS && !computing && state != State.FAILED; i++) {
                HandshakeStatus next = engine.getHandshakeStatus();
                if (next == HandshakeStatus.NEED_TASK) {
                    compute();
                } else if (next != HandshakeStatus.NEED_WRAP || !wrap(NOTHING.duplicate())) {
                    if (next == HandshakeStatus.NOT_HANDSHAKING && state == State.HANDSHAKE) {
                        state = State.OPEN;
                    }
                    return;
                }
            }
        } catch (SSLException e) {
            fail(reason(e));
        }
    }

    private void compute() throws SSLException {
        List<Runnable> work = new ArrayList<>();
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            work.add(task);
        }
        computing = true;
        try {
            tasks.execute(() -> computed(work));
        } catch (RejectedExecutionException e) {
            computing = false;
            throw new SSLException("too many handshakes at once");
        }
    }

    /** What goes wrong the engine says at the next step. */
    private void computed(List<Runnable> work) {
        try {
            work.forEach(Runnable::run);
        } finally {
            computing = false;
            wake.run();
        }
    }

    /** One step towards the wire. @return whether there was one */
    private boolean wrap(ByteBuffer plain) throws SSLException {
        ByteBuffer wire = SCRATCH.get().clear();
        SSLEngineResult result = engine.wrap(plain, wire);
        output.write(wire.array(), 0, wire.position());
        if (result.getStatus() == Status.BUFFER_OVERFLOW) {
            throw new SSLException("the engine makes records of more than " + wire.capacity() + " octets");
        }
        return result.bytesProduced() > 0;
    }

    /**
     * Takes octets in the clear; {@link #output} has them then.
     *
     * @throws IllegalStateException before the handshake is done
     */
    public void send(byte[] octets) {
        if (state == State.HANDSHAKE) {
            throw new IllegalStateException("the handshake is not done");
        }
        ByteBuffer plain = ByteBuffer.wrap(octets);
        try {
            while (state == State.OPEN && plain.hasRemaining() && wrap(plain)) {
                // one record at a time
            }
        } catch (SSLException e) {
            fail(reason(e));
        }
    }

    /** Says that no more will be sent ({@code close_notify}). */
    public void end() {
        if (!computing && state != State.FAILED) {
            engine.closeOutbound();
            advance();
        }
    }

    /** Takes what is to be written to the wire; may be none. */
    public byte[] output() {
        byte[] octets = output.toByteArray();
        if (octets.length > 0) {
            output = new ByteArrayOutputStream(0); // the old one keeps its room
        }
        return octets;
    }

    private void giveUp(String reason) {
        state = State.FAILED;
        failure = reason;
        records.clear();
    }

    private void fail(String reason) {
        giveUp(reason);
        engine.closeOutbound();
        try {
            while (!engine.isOutboundDone() && wrap(NOTHING.duplicate())) {
                // the alert
            }
        } catch (SSLException e) {
            return; // the peer has to do without
        }
    }

    private static String reason(SSLException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage() == null ? cause : cause.getMessage()).replaceAll("\\p{Cntrl}+", " ");
    }
}
