package org.fingerpost.table.ldap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * A Unix-domain socket in the shape of a {@link Socket}, which the JDK does not have: two streams with a time-out. The library
 * reads on one thread at a time and writes on one, under its locks.
 */
final class LocalStream extends Socket {

    private final Path path;
    private volatile SocketChannel channel;
    private volatile int timeoutMillis;

    LocalStream(Path path) {
        this.path = path;
    }

    @Override
    public void connect(SocketAddress ignored, int millis) throws IOException {
        SocketChannel opened = SocketChannel.open(UnixDomainSocketAddress.of(path));
        try {
            opened.configureBlocking(false);
        } catch (IOException e) {
            opened.close();
            throw e;
        }
        channel = opened;
    }

    private void await(int operation) throws IOException {
        try (Selector selector = Selector.open()) {
            channel.register(selector, operation);
            if (selector.select(timeoutMillis) == 0 && channel.isOpen()) {
                throw new SocketTimeoutException(path + " has not answered for " + timeoutMillis + " ms");
            }
        }
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (length == 0) {
                    return 0;
                }
                ByteBuffer buffer = ByteBuffer.wrap(into, offset, length);
                int read = channel.read(buffer);
                while (read == 0) {
                    await(SelectionKey.OP_READ);
                    read = channel.read(buffer);
                }
                return read;
            }
        };
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {

            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                ByteBuffer buffer = ByteBuffer.wrap(from, offset, length);
                channel.write(buffer);
                while (buffer.hasRemaining()) {
                    await(SelectionKey.OP_WRITE);
                    channel.write(buffer);
                }
            }
        };
    }

    @Override
    public void setSoTimeout(int millis) {
        timeoutMillis = millis;
    }

    @Override
    public int getSoTimeout() {
        return timeoutMillis;
    }

    @Override
    public void close() throws IOException {
        SocketChannel open = channel;
        if (open != null) {
            open.close();
        }
        super.close();
    }

    @Override
    public boolean isConnected() {
        return channel != null;
    }

    @Override
    public boolean isClosed() {
        return channel != null && !channel.isOpen();
    }

    @Override
    public InetAddress getInetAddress() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public void setTcpNoDelay(boolean on) {
        // there is no TCP
    }

    @Override
    public void setKeepAlive(boolean on) {
        // there is no TCP
    }

    @Override
    public void setReuseAddress(boolean on) {
        // there is no address to be used again
    }

    @Override
    public void setSoLinger(boolean on, int seconds) {
        // what is written is the server's
    }
}
