package org.fingerpost.mailer.smtp;

import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoSession;

/** Hands MINA's events to the connection that they belong to: those of one in their order, on the I/O thread that serves it. */
final class ConnectionEvents extends IoHandlerAdapter {

    static final AttributeKey KEY = new AttributeKey(ConnectionEvents.class, "connection");

    private static Connection of(IoSession session) {
        return (Connection) session.getAttribute(KEY);
    }

    @Override
    public void sessionOpened(IoSession session) {
        of(session).opened(new MinaTransport(session));
    }

    @Override
    public void messageReceived(IoSession session, Object message) {
        of(session).received(((IoBuffer) message).buf());
    }

    @Override
    public void messageSent(IoSession session, Object message) {
        of(session).sent(((IoBuffer) message).buf());
    }

    @Override
    public void exceptionCaught(IoSession session, Throwable cause) {
        of(session).broken(cause);
        session.closeNow();
    }

    @Override
    public void sessionClosed(IoSession session) {
        of(session).disconnected();
    }
}
