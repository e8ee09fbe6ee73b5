package org.fingerpost.mailer.smtp;

import java.nio.ByteBuffer;

import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.IoSession;

/** A TCP connection. */
record MinaTransport(IoSession session) implements Transport {

    @Override
    public void write(ByteBuffer octets) {
        session.write(IoBuffer.wrap(octets));
    }

    @Override
    public void close() {
        session.closeNow();
    }
}
