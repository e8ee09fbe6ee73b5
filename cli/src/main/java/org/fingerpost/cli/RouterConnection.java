package org.fingerpost.cli;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;

/**
 * A connection to the router: one command. The router says what is next (output, a wish for input, the exit status), so one
 * thread is enough and input is read only when the command wants it. Of one thread, used once.
 */
final class RouterConnection implements Closeable {

    private final SocketChannel channel;
    private final Watchdog watchdog;
    private boolean peerReads = true;

    private RouterConnection(SocketChannel channel, long timeoutMillis) {
        this.channel = channel;
        this.watchdog = new Watchdog(channel, timeoutMillis);
    }

    /** @throws IOException if nobody answers there, or this user may not connect */
    static RouterConnection open(Path socket, long timeoutMillis) throws IOException {
        RouterConnection connection = new RouterConnection(SocketChannel.open(StandardProtocolFamily.UNIX), timeoutMillis);
        connection.watchdog.connect(socket);
        return connection;
    }

    /**
     * Has a command run.
     *
     * @return its exit status; {@link Exit#TEMPFAIL} if the router does not answer to the end, {@link Exit#IOERR} if standard
     *         input cannot be read
     */
    int run(List<String> words, List<String> variables, Streams streams) {
        try {
            ByteArrayOutputStream command = new ByteArrayOutputStream();
            new FrameWriter(command).command(words, variables);
            send(command);
            return answer(streams);
        } catch (InputException e) {
            streams.complain(words.get(0) + ": standard input: " + e.getMessage());
            return Exit.IOERR;
        } catch (IOException e) {
            String what = watchdog.hasBitten() ? "does not answer" : "has gone: " + e.getMessage();
            streams.complain(words.get(0) + ": the router " + what);
            return Exit.TEMPFAIL;
        }
    }

    private int answer(Streams streams) throws IOException {
        byte[] input = new byte[FrameWriter.MAX_PAYLOAD];
        while (true) {
            byte[] head = receive(5);
            int length = (head[1] & 0xff) << 24 | (head[2] & 0xff) << 16 | (head[3] & 0xff) << 8 | head[4] & 0xff;
            if (length < 0 || length > FrameWriter.MAX_PAYLOAD) {
                throw new IOException("it sent a frame of " + length + " octets");
            }
            byte[] payload = receive(length);
            switch (head[0]) {
                case 'O':
                    // Submitting mail has no output, so no mail depends on this.
                    if (!streams.output(payload)) {
                        return Exit.IOERR;
                    }
                    break;
                case 'R':
                    streams.error(payload);
                    break;
                case 'W':
                    input(streams, input);
                    break;
                case 'X':
                    return length == 1 ? payload[0] & 0xff : Exit.TEMPFAIL;
                default:
                    throw new IOException("it sent a frame of unknown type " + head[0]);
            }
        }
    }

    private void input(Streams streams, byte[] buffer) throws IOException {
        int n;
        try {
            n = streams.input().read(buffer);
        } catch (IOException e) {
            throw new InputException(e);
        }
        ByteArrayOutputStream frame = new ByteArrayOutputStream(Math.max(n, 0) + 5);
        if (n < 0) {
            new FrameWriter(frame).endOfData();
        } else {
            new FrameWriter(frame).data(buffer, n);
        }
        send(frame);
    }

    /** A router that reads no more may still have something to say, and why. */
    private void send(ByteArrayOutputStream octets) {
        ByteBuffer from = ByteBuffer.wrap(octets.toByteArray());
        watchdog.arm();
        try {
            while (peerReads && from.hasRemaining()) {
                channel.write(from);
            }
        } catch (IOException e) {
            peerReads = false;
        }
        watchdog.disarm();
    }

    private byte[] receive(int length) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(length);
        watchdog.arm();
        while (into.hasRemaining()) {
            if (channel.read(into) < 0) {
                throw new EOFException("it closed the connection");
            }
        }
        watchdog.disarm();
        return into.array();
    }

    @Override
    public void close() {
        watchdog.end();
    }

    /** It was not the router that failed. */
    private static final class InputException extends IOException {

        private static final long serialVersionUID = 1L;

        InputException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
