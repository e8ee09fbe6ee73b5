package org.fingerpost.listener.smtp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.IdleStatus;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.transport.socket.nio.NioSession;
import org.fingerpost.api.mail.ClientHost;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** MINA's events, passed on to the connection that each concerns. All on the I/O thread; nothing here blocks. */
final class SmtpHandler extends IoHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpHandler.class);

    private final PostOffices offices;
    private final Connections connections;
    private final Executor workers;
    private final ClientNames names;
    private final Supplier<Settings> settings;

    SmtpHandler(PostOffices offices, Connections connections, ClientNames names, Executor workers, Supplier<Settings> settings) {
        this.names = names;
        this.offices = offices;
        this.connections = connections;
        this.workers = workers;
        this.settings = settings;
    }

    @Override
    public void sessionOpened(IoSession io) {
        if (!(io.getRemoteAddress() instanceof InetSocketAddress remote)) {
            io.closeNow(); // gone already
            return;
        }
        InetAddress client = remote.getAddress();
        Optional<Reply> refusal = connections.admit(client);
        if (refusal.isPresent()) {
            LOG.debug("{}: {}", client, refusal.get());
            io.write(IoBuffer.wrap(refusal.get().toBytes()));
            io.closeOnFlush();
        } else {
            begin(io, remote);
        }
    }

    private void begin(IoSession io, InetSocketAddress remote) {
        InetAddress client = remote.getAddress();
        Settings now = settings.get();
        CompletableFuture<ClientHost> host = names.find(client, now.nameTimeout())
                .thenApply(found -> new ClientHost(found.name(), found.standing(), remote.getPort(), server(io)));
        Connection.Terms terms = new Connection.Terms(workers, now.idleTimeout(), now.dataTimeout(),
                ended -> connections.leave(ended, client));
        Connection connection = new Connection(Service.SMTP, ClientAddress.text(client), host, offices, now.rules(),
                new MinaWire((NioSession) io), terms);
        io.setAttribute(Connection.class, connection);
        connections.add(connection);
        connection.opened();
    }

    private static String server(IoSession io) {
        return io.getLocalAddress() instanceof InetSocketAddress local && local.getAddress() != null
                ? ClientAddress.text(local.getAddress()) : "";
    }

    private static Optional<Connection> connection(IoSession io) {
        return Optional.ofNullable((Connection) io.getAttribute(Connection.class));
    }

    @Override
    public void messageReceived(IoSession io, Object message) {
        connection(io).ifPresent(c -> c.received(((IoBuffer) message).buf()));
    }

    @Override
    public void inputClosed(IoSession io) {
        connection(io).ifPresentOrElse(Connection::inputEnded, io::closeNow);
    }

    @Override
    public void sessionIdle(IoSession io, IdleStatus status) {
        connection(io).ifPresentOrElse(Connection::silence, io::closeNow);
    }

    @Override
    public void sessionClosed(IoSession io) {
        connection(io).ifPresent(Connection::gone);
    }

    @Override
    public void exceptionCaught(IoSession io, Throwable cause) {
        LOG.debug("connection to {} failed", io.getRemoteAddress(), cause);
        io.closeNow();
    }
}
