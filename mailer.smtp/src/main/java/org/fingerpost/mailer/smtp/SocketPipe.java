package org.fingerpost.mailer.smtp;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to a Unix-domain socket. */
final class SocketPipe implements Pipe {

    private static final Logger LOG = LoggerFactory.getLogger(SocketPipe.class);

    private final SocketChannel channel;

    private SocketPipe(SocketChannel channel) {
        this.channel = channel;
    }

    /** Does not wait: a server that has as many connections waiting as it may is one that does not answer. */
    static SocketPipe connect(Path path) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.configureBlocking(false);
            if (!channel.connect(UnixDomainSocketAddress.of(path))) {
                throw new ConnectException("too many connections are waiting there");
            }
            channel.configureBlocking(true);
            return new SocketPipe(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        while (from.hasRemaining()) {
            channel.write(from);
        }
    }

    @Override
    public void endOutput() {
        try {
            channel.shutdownOutput();
        } catch (IOException e) {
            LOG.debug("a socket is closed already: {}", e.toString());
        }
    }

    @Override
    public void drop() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing a socket: {}", e.toString());
        }
    }

    @Override
    public Optional<CompletableFuture<String>> gone() {
        return Optional.empty();
    }
}
