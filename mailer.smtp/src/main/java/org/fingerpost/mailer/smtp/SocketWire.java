package org.fingerpost.mailer.smtp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.IoSession;
import org.fingerpost.api.mailer.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins the {@link SmtpSession} to its socket: what the server sends goes to the session, what that wants to the socket, the
 * content of the message with it. Guarded by its connection's lock.
 */
final class SocketWire implements Wire, ContentPump.Progress {

    private static final Logger LOG = LoggerFactory.getLogger(SocketWire.class);

    private final RemoteServer server;
    private final SmtpSession session;
    private final Deadline deadline;
    private final ReplyReader reader = new ReplyReader();
    /** Null while there is none. */
    private Cargo cargo;
    private IoSession socket;
    private String trouble = "closed by the server";
    /** Something has come about, so that the wait begins anew. */
    private boolean moved;

    /**
     * @param clientName what we call ourselves
     * @param first      the transaction that begins as soon as the server is ready; its message is {@link #carry carried} then
     */
    SocketWire(RemoteServer server, String clientName, Transaction first, Deadline deadline) {
        this.server = server;
        this.session = new SmtpSession(server, clientName, this, first);
        this.deadline = deadline;
    }

    SmtpSession session() {
        return session;
    }

    /** The message that is on its way; null if there is none. */
    Cargo cargo() {
        return cargo;
    }

    void carry(Cargo next) {
        cargo = next;
    }

    /** @return what had been carried, if there was something */
    Optional<Cargo> unload() {
        Optional<Cargo> unloaded = Optional.ofNullable(cargo);
        unloaded.ifPresent(load -> load.content().stop());
        cargo = null;
        return unloaded;
    }

    void opened(IoSession connected) {
        socket = connected;
        moved = true;
        if (isClosed()) {
            socket.closeNow();
        }
    }

    void received(ByteBuffer octets) {
        try {
            takeReplies(octets);
        } catch (MalformedReplyException e) {
            LOG.info("{}: {} sent {}", name(), server, e.getMessage());
            session.malformed(e);
        }
    }

    private void takeReplies(ByteBuffer octets) throws MalformedReplyException {
        while (!isClosed()) {
            Optional<Reply> reply = reader.next(octets);
            if (reply.isEmpty()) {
                return;
            }
            if (LOG.isDebugEnabled()) {
                LOG.debug("{}: {} > {}", name(), server, reply.get().oneLine());
            }
            session.replied(reply.get());
            moved = true;
        }
    }

    /** @param buffer what has been written out */
    void sent(Object buffer) {
        if (cargo != null) {
            cargo.content().sent(buffer);
        }
    }

    /** Something broke; the connection is closed next. */
    void broken(Throwable cause) {
        if (cause instanceof IOException) {
            trouble = OneLine.of(cause);
        } else {
            fail(cause);
        }
    }

    void disconnected() {
        session.lost(trouble);
    }

    /** A bug in here defers the mail and ends the connection. */
    void fail(Throwable bug) {
        LOG.error("{}: delivery to {} failed", name(), server, bug);
        session.end(Outcome.deferred("4.3.0", "internal error while talking to " + server));
    }

    void begin(Transaction next) {
        moved = true;
        session.begin(next);
    }

    void quit() {
        moved = true;
        session.quit();
    }

    /** If something has come about the wait begins anew. @return whether it does */
    boolean awaitNext(Duration limit) {
        if (!moved || isClosed()) {
            return false;
        }
        moved = false;
        deadline.in(limit);
        return true;
    }

    @Override
    public void send(List<CommandLine> lines) {
        if (LOG.isDebugEnabled()) {
            lines.forEach(line -> LOG.debug("{}: {} < {}", name(), server, line.text()));
        }
        if (lines.get(0).stage() == Stage.MAIL) {
            cargo.content().prepare();
        }
        socket.write(IoBuffer.wrap(CommandLine.toBytes(lines)));
    }

    @Override
    public void sendContent() {
        cargo.content().start(socket);
    }

    @Override
    public void close() {
        deadline.clear();
        if (cargo != null) {
            cargo.content().stop();
        }
        if (socket != null) {
            socket.closeNow();
        }
    }

    @Override
    public void written(boolean last) {
        moved = true;
        if (last) {
            session.contentWritten();
        }
    }

    @Override
    public void unreadable(Exception cause) {
        LOG.error("{}: the message cannot be read", name(), cause);
        session.end(Outcome.deferred("4.3.0", "the message cannot be read from the queue"));
    }

    private boolean isClosed() {
        return session.stage() == Stage.CLOSED;
    }

    private String name() {
        return cargo == null ? "-" : cargo.toString();
    }
}
