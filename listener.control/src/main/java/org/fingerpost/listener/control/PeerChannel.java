package org.fingerpost.listener.control;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The octets of one connection in both directions, and since when it waits for its peer. Socket channels have no timeouts, so an
 * {@link IdleWatch} closes one that has waited too long; whoever waits then gets an {@link IOException}. Time that a command
 * takes for its own work does not count. One thread may read while another one writes; any may close.
 */
final class PeerChannel implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(PeerChannel.class);

    private final SocketChannel channel;
    private final Wait reading = new Wait();
    private final Wait writing = new Wait();
    private volatile boolean idledOut;

    /** @param channel in blocking mode; closed with this object */
    PeerChannel(SocketChannel channel) {
        this.channel = channel;
    }

    InputStream input() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] octets, int offset, int length) throws IOException {
                return PeerChannel.this.read(ByteBuffer.wrap(octets, offset, length));
            }
        };
    }

    OutputStream output() {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] octets, int offset, int length) throws IOException {
                PeerChannel.this.write(ByteBuffer.wrap(octets, offset, length));
            }
        };
    }

    private int read(ByteBuffer into) throws IOException {
        reading.begin();
        try {
            return channel.read(into);
        } finally {
            reading.end();
        }
    }

    private void write(ByteBuffer from) throws IOException {
        while (from.hasRemaining()) {
            writing.begin();
            try {
                channel.write(from);
            } finally {
                writing.end();
            }
        }
    }

    /** Closes it if it has waited for its peer for longer than {@code limit}. */
    void closeIfIdle(Duration limit) {
        if (reading.isLongerThan(limit) || writing.isLongerThan(limit)) {
            idledOut = true;
            close();
        }
    }

    /** Closes it if it waits for its peer now. */
    void closeIfWaiting() {
        if (reading.isOn() || writing.isOn()) {
            close();
        }
    }

    /** Whether it was closed because its peer had been silent for too long. */
    boolean hasIdledOut() {
        return idledOut;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing a connection: {}", e.toString());
        }
    }

    /** One direction's wait: written by the thread that waits, read by the watch. */
    private static final class Wait {

        private volatile boolean on;
        private volatile long since;

        void begin() {
            since = System.nanoTime();
            on = true;
        }

        void end() {
            on = false;
        }

        boolean isOn() {
            return on;
        }

        boolean isLongerThan(Duration limit) {
            return on && System.nanoTime() - since > limit.toNanos();
        }
    }
}
