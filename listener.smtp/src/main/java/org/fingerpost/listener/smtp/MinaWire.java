package org.fingerpost.listener.smtp;

import java.util.concurrent.atomic.AtomicInteger;

import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.transport.socket.nio.NioSession;

/** The socket of a MINA session. */
final class MinaWire implements Wire {

    private final NioSession io;
    private final SmtpProcessor processor;
    /** What was left to MINA and has not been written yet: nothing may overtake it. */
    private final AtomicInteger queued = new AtomicInteger();

    /** @param io of a {@link SmtpProcessor} */
    MinaWire(NioSession io) {
        this.io = io;
        this.processor = (SmtpProcessor) io.getProcessor();
    }

    @Override
    public void send(byte[] octets, Runnable sent) {
        IoBuffer buffer = IoBuffer.wrap(octets);
        if (queued.get() == 0 && processor.writeAtOnce(io, buffer)) {
            sent.run();
            return;
        }
        queued.incrementAndGet();
        io.write(buffer).addListener(future -> {
            queued.decrementAndGet();
            sent.run();
        });
    }

    @Override
    public void suspendRead() {
        io.suspendRead();
    }

    @Override
    public void resumeRead() {
        io.resumeRead();
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
