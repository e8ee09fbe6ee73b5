package org.fingerpost.listener.smtp;

import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;

import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.service.DefaultTransportMetadata;
import org.apache.mina.core.service.IoProcessor;
import org.apache.mina.core.service.IoService;
import org.apache.mina.core.service.TransportMetadata;
import org.apache.mina.core.session.IoSessionConfig;
import org.apache.mina.transport.socket.DefaultSocketSessionConfig;
import org.apache.mina.transport.socket.SocketSessionConfig;
import org.apache.mina.transport.socket.nio.NioSession;

/** A connection by a Unix-domain socket. MINA's own session asks for what only TCP has. */
final class UnixSession extends NioSession {

    private static final TransportMetadata METADATA = new DefaultTransportMetadata("nio", "unix", false, true,
            UnixDomainSocketAddress.class, SocketSessionConfig.class, IoBuffer.class);

    private final UnixDomainSocketAddress address;
    private final String user;

    /**
     * @param address the socket's that was connected to
     * @param user    who is at the other end, as the kernel says
     */
    UnixSession(IoService service, IoProcessor<NioSession> processor, SocketChannel channel, UnixDomainSocketAddress address,
            String user) {
        super(processor, service, channel);
        this.address = address;
        this.user = user;
        this.config = new DefaultSocketSessionConfig();
        this.config.setAll(service.getSessionConfig());
    }

    /** A login name, or the number of a user who has none. */
    String user() {
        return user;
    }

    @Override
    public SocketChannel getChannel() {
        return (SocketChannel) channel;
    }

    @Override
    public TransportMetadata getTransportMetadata() {
        return METADATA;
    }

    @Override
    public IoSessionConfig getConfig() {
        return config;
    }

    /** Its peer has no address of its own. */
    @Override
    public UnixDomainSocketAddress getRemoteAddress() {
        return address;
    }

    @Override
    public UnixDomainSocketAddress getLocalAddress() {
        return address;
    }

    @Override
    public UnixDomainSocketAddress getServiceAddress() {
        return address;
    }
}
