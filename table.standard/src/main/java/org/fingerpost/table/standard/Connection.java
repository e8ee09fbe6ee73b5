package org.fingerpost.table.standard;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to a server that answers one question after another. Of one thread at a time. It selects because channels of Unix
 * sockets know no other time-out.
 */
final class Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    /** After that a firewall may have forgotten it, and the answer would never come. */
    private static final long MAX_IDLE_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** The connection ended before anything was answered. */
    static final class ClosedByServerException extends IOException {

        private static final long serialVersionUID = 1L;

        ClosedByServerException(Throwable cause) {
            super("the server closed the connection", cause);
        }
    }

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final ByteBuffer received = ByteBuffer.allocate(8192).flip();
    private boolean heard;
    private long answeredAt;

    private Connection(SocketChannel channel, Selector selector, SelectionKey key) {
        this.channel = channel;
        this.selector = selector;
        this.key = key;
    }

    static Connection open(ServerAddress address, long deadline) throws IOException {
        SocketChannel channel = address.isUnix() ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
        Selector selector = null;
        try {
            channel.configureBlocking(false);
            selector = Selector.open();
            Connection connection = new Connection(channel, selector, channel.register(selector, 0));
            boolean connected = channel.connect(address.resolve());
            while (!connected) {
                connection.await(SelectionKey.OP_CONNECT, deadline);
                connected = channel.finishConnect();
            }
            return connection;
        } catch (IOException | RuntimeException e) {
            channel.close();
            if (selector != null) {
                selector.close();
            }
            throw e;
        }
    }

    /** @throws ClosedByServerException if the server closed the connection before it answered */
    String ask(Framing framing, String question, long deadline) throws IOException {
        heard = false;
        try {
            ByteBuffer out = ByteBuffer.wrap(framing.framed(question).getBytes(StandardCharsets.ISO_8859_1));
            while (out.hasRemaining()) {
                if (channel.write(out) == 0) {
                    await(SelectionKey.OP_WRITE, deadline);
                }
            }
        } catch (TimeoutException e) {
            throw e;
        } catch (IOException e) {
            throw new ClosedByServerException(e);
        }
        String answer = framing.answer(() -> octet(deadline));
        answeredAt = System.nanoTime();
        return answer;
    }

    /**
     * Whether another question can be asked. What a server has said unasked would be taken for the next answer: a connection on
     * which anything waits to be read is of no use any more.
     */
    boolean isReusable() {
        if (received.hasRemaining() || System.nanoTime() - answeredAt > MAX_IDLE_NANOS) {
            return false;
        }
        received.clear();
        try {
            return channel.read(received) == 0;
        } catch (IOException e) {
            return false;
        } finally {
            received.flip();
        }
    }

    private char octet(long deadline) throws IOException {
        while (!received.hasRemaining()) {
            receive(deadline);
        }
        heard = true;
        return (char) (received.get() & 0xff);
    }

    private void receive(long deadline) throws IOException {
        received.clear();
        int count;
        try {
            count = channel.read(received);
        } catch (IOException e) {
            count = -1;
        } finally {
            received.flip();
        }
        if (count < 0) {
            throw heard ? new IOException("the server closed the connection within an answer")
                    : new ClosedByServerException(null);
        }
        if (count == 0) {
            await(SelectionKey.OP_READ, deadline);
        }
    }

    /** Not an answer of the server: it must not be asked again. */
    private static final class TimeoutException extends IOException {

        private static final long serialVersionUID = 1L;

        TimeoutException() {
            super("no answer in time");
        }
    }

    private void await(int operation, long deadline) throws IOException {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (millis <= 0) {
            throw new TimeoutException();
        }
        key.interestOps(operation);
        selector.select(millis);
        selector.selectedKeys().clear();
        if (Thread.currentThread().isInterrupted()) {
            throw new TimeoutException(); // select would return at once for ever
        }
    }

    void close() {
        try {
            channel.close();
            selector.close();
        } catch (IOException e) {
            LOG.debug("connection could not be closed", e);
        }
    }
}
