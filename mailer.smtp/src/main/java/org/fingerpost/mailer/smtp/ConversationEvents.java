package org.fingerpost.mailer.smtp;

import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoSession;

/** Hands MINA's events to the conversation that the session belongs to. */
final class ConversationEvents extends IoHandlerAdapter {

    static final AttributeKey KEY = new AttributeKey(ConversationEvents.class, "conversation");

    private static Conversation of(IoSession session) {
        return (Conversation) session.getAttribute(KEY);
    }

    @Override
    public void sessionOpened(IoSession session) {
        of(session).opened(session);
    }

    @Override
    public void messageReceived(IoSession session, Object message) {
        of(session).received(((IoBuffer) message).buf());
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
