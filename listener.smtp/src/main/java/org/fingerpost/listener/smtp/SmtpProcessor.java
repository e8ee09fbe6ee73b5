package org.fingerpost.listener.smtp;

import java.io.IOException;
import java.util.concurrent.Executor;

import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.transport.socket.nio.NioProcessor;
import org.apache.mina.transport.socket.nio.NioSession;

/**
 * MINA's I/O loop, made fit for sessions that suspend and resume reading all the time from other threads.
 *
 * <p>MINA changes the interest set of a selection key on the thread that calls {@code resumeRead}: without waking the selector,
 * so that reading may resume a second later; without exclusion of the I/O thread, so that one of two changes may be lost; and
 * it clears the interest in writing while a buffer is half written. Here the change is left to the I/O thread and concerns
 * reading alone.
 */
final class SmtpProcessor extends NioProcessor {

    private volatile Thread ioThread;

    SmtpProcessor(Executor executor) {
        super(executor);
    }

    @Override
    protected int select(long timeout) throws Exception {
        ioThread = Thread.currentThread();
        return super.select(timeout);
    }

    /**
     * MINA reads on until nothing is left or the buffer is full. What is less than the buffer is all there is, or the selector
     * says that there is more: asking once is enough.
     */
    @Override
    protected int read(NioSession session, IoBuffer buffer) throws Exception {
        return buffer.position() > 0 ? 0 : super.read(session, buffer);
    }

    /**
     * Writes on the caller's thread what the socket takes at once, which spares the I/O thread a turn. To be called only while
     * none of the session's own writes is under way, and by one thread at a time.
     *
     * @return whether that was all; what was not written stays in the buffer
     */
    boolean writeAtOnce(NioSession session, IoBuffer buffer) {
        int length = buffer.remaining();
        try {
            int written = write(session, buffer, length);
            session.increaseScheduledWriteBytes(written); // as if MINA had been asked: the next line takes them off again
            session.increaseWrittenBytes(written, System.currentTimeMillis());
            return written == length;
        } catch (IOException e) {
            return false; // MINA finds the same when it tries, and closes the session
        }
    }

    /** Called by {@code suspendRead} and {@code resumeRead}, and by the I/O thread for what {@code updateTrafficMask} queued. */
    @Override
    public void updateTrafficControl(NioSession session) {
        if (Thread.currentThread() != ioThread) {
            updateTrafficMask(session);
            return;
        }
        try {
            setInterestedInRead(session, !session.isReadSuspended());
        } catch (Exception e) {
            session.getFilterChain().fireExceptionCaught(e);
        }
    }
}
