package org.fingerpost.listener.smtp;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.service.DefaultTransportMetadata;
import org.apache.mina.core.service.IoProcessor;
import org.apache.mina.core.service.TransportMetadata;
import org.apache.mina.transport.socket.SocketSessionConfig;
import org.apache.mina.transport.socket.nio.NioSession;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;
import org.fingerpost.api.instance.LocalSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** MINA's acceptor, which takes connections by Unix-domain sockets as well: {@link UnixSession}s. */
final class SmtpAcceptor extends NioSocketAcceptor {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpAcceptor.class);
    private static final TransportMetadata METADATA = new DefaultTransportMetadata("nio", "socket", false, true,
            SocketAddress.class, SocketSessionConfig.class, IoBuffer.class);

    private final Map<SocketAddress, SocketAccess> accesses = new ConcurrentHashMap<>();
    private final Map<ServerSocketChannel, LocalSocket> local = new ConcurrentHashMap<>();

    SmtpAcceptor(Executor executor, IoProcessor<NioSession> processor) {
        super(executor, processor);
    }

    /** Listens on a Unix-domain socket. */
    void bind(UnixDomainSocketAddress address, SocketAccess access) throws IOException {
        accesses.put(address, access);
        bind(address);
    }

    @Override
    public TransportMetadata getTransportMetadata() {
        return METADATA;
    }

    @Override
    protected ServerSocketChannel open(SocketAddress address) throws Exception {
        if (!(address instanceof UnixDomainSocketAddress unix)) {
            return super.open(address);
        }
        LocalSocket socket = accesses.get(unix).bind(unix, getBacklog());
        ServerSocketChannel channel = socket.channel();
        local.put(channel, socket);
        try {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_ACCEPT);
            return channel;
        } catch (IOException e) {
            close(channel);
            throw e;
        }
    }

    @Override
    protected SocketAddress localAddress(ServerSocketChannel channel) throws Exception {
        LocalSocket socket = local.get(channel);
        return socket == null ? super.localAddress(channel) : UnixDomainSocketAddress.of(socket.path());
    }

    @Override
    protected NioSession accept(IoProcessor<NioSession> processor, ServerSocketChannel channel) throws Exception {
        LocalSocket socket = local.get(channel);
        if (socket == null) {
            return super.accept(processor, channel);
        }
        SocketChannel accepted = channel.accept();
        if (accepted == null) {
            return null;
        }
        try {
            return new UnixSession(this, processor, accepted, UnixDomainSocketAddress.of(socket.path()),
                    LocalSocket.peer(accepted));
        } catch (IOException | RuntimeException e) {
            LOG.warn("socket {}: connection refused: {}", socket.path(), e.getMessage());
            accepted.close();
            return null;
        }
    }

    @Override
    protected void close(ServerSocketChannel channel) throws Exception {
        LocalSocket socket = local.remove(channel);
        if (socket == null) {
            super.close(channel);
            return;
        }
        SelectionKey key = channel.keyFor(selector);
        if (key != null) {
            key.cancel();
        }
        socket.close();
    }
}
