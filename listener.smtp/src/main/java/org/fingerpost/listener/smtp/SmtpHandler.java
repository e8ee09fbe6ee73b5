package org.fingerpost.listener.smtp;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.transport.socket.nio.NioSession;
import org.fingerpost.api.mail.ClientHost;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.submit.Arrival;
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
    private final Function<IoSession, Service> services;

    /** @param services says what is served where a connection has come in */
    SmtpHandler(PostOffices offices, Connections connections, ClientNames names, Executor workers, Supplier<Settings> settings,
            Function<IoSession, Service> services) {
        this.services = services;
        this.names = names;
        this.offices = offices;
        this.connections = connections;
        this.workers = workers;
        this.settings = settings;
    }

    @Override
    public void sessionOpened(IoSession io) {
        if (io instanceof UnixSession local) {
            arrive(io, new Origin("SMTP", "", "", local.user()), connections.admit(local.user()),
                    () -> CompletableFuture.completedFuture(ClientHost.UNKNOWN));
        } else if (io.getRemoteAddress() instanceof InetSocketAddress remote) {
            arrive(io, new Origin("SMTP", "", ClientAddress.text(remote.getAddress()), ""),
                    connections.admit(remote.getAddress()), () -> host(io, remote));
        } else {
            io.closeNow(); // gone already
        }
    }

    /** @param host what can be known of it */
    private void arrive(IoSession io, Origin origin, Connections.Admitted admitted,
            Supplier<CompletableFuture<ClientHost>> host) {
        if (admitted instanceof Connections.Admitted.Out out) {
            LOG.debug("{}: {}", origin, out.reply());
            io.write(IoBuffer.wrap(out.reply().toBytes()));
            io.closeOnFlush();
        } else if (admitted instanceof Connections.Admitted.In in) {
            begin(io, origin, in, host);
        }
    }

    private void begin(IoSession io, Origin origin, Connections.Admitted.In admitted,
            Supplier<CompletableFuture<ClientHost>> host) {
        Service service = services.apply(io);
        SessionRules rules = settings.get().rules();
        Caller client = new Caller(origin, admitted.quota(), arrival(service, admitted));
        Passage passage = new Passage(client, connections, names, settings.get().nameTimeout(), in -> arrival(service, in));
        boolean proxied = rules.security().proxies().hold(origin.address());
        Connection connection = new Connection(service, client, proxied ? passage.host(host) : host.get(), offices, rules,
                new MinaWire((NioSession) io),
                new Connection.Terms(workers, ended -> connections.leave(ended, client.quota()),
                        proxied ? passage.header() : null));
        io.setAttribute(Connection.class, connection);
        connections.add(connection);
        connection.opened();
    }

    private static Arrival arrival(Service service, Connections.Admitted.In admitted) {
        return new Arrival(service.isSubmission() ? "MSA" : "MTA", service.isSubmission(), admitted.quota().open(),
                admitted.rate(), admitted.totalRate());
    }

    private CompletableFuture<ClientHost> host(IoSession io, InetSocketAddress remote) {
        return names.find(remote.getAddress(), settings.get().nameTimeout())
                .thenApply(found -> new ClientHost(found.name(), found.standing(), remote.getPort(), server(io)));
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
    public void sessionClosed(IoSession io) {
        connection(io).ifPresent(Connection::gone);
    }

    @Override
    public void exceptionCaught(IoSession io, Throwable cause) {
        LOG.debug("connection to {} failed", io.getRemoteAddress(), cause);
        io.closeNow();
    }
}
