package org.fingerpost.listener.smtp;

import java.time.Duration;

import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.IdleStatus;
import org.apache.mina.core.session.IoSession;

/** The socket of a MINA session. */
final class MinaWire implements Wire {

    private final IoSession io;

    MinaWire(IoSession io) {
        this.io = io;
    }

    @Override
    public void send(byte[] octets, Runnable sent) {
        io.write(IoBuffer.wrap(octets)).addListener(future -> sent.run());
    }

    @Override
    public void suspendRead() {
        io.suspendRead();
    }

    @Override
    public void resumeRead() {
        io.resumeRead();
    }

    /** MINA counts whole seconds; less than one is one. */
    @Override
    public void reportSilenceAfter(Duration timeout) {
        io.getConfig().setIdleTime(IdleStatus.BOTH_IDLE, (int) Math.max(1, Math.min(timeout.toSeconds(), Integer.MAX_VALUE)));
    }

    @Override
    public void close() {
        io.closeOnFlush();
    }

    @Override
    public void abort() {
        io.closeNow();
    }
}
