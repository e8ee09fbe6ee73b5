package org.fingerpost.listener.smtp;

import java.util.concurrent.Executor;

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
