package org.fingerpost.cli;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * SMTP on standard input and output ({@code sendmail -bs}): passes on what comes from either side. A thread of its own reads
 * standard input, since the router may have something to say while nothing comes from there. Used once.
 */
final class SmtpRelay implements Closeable {

    private static final int CHUNK = 16 * 1024;

    private final SocketChannel channel;
    private final Watchdog watchdog;
    private final Streams streams;
    private final LineEnds lineEnds = new LineEnds();
    private final FirstOctets lastLine = new FirstOctets();
    private volatile boolean inputEnded;

    private SmtpRelay(SocketChannel channel, long timeoutMillis, Streams streams) {
        this.channel = channel;
        this.watchdog = new Watchdog(channel, timeoutMillis);
        this.streams = streams;
    }

    /**
     * @param timeoutMillis for a router that neither takes nor says anything
     * @throws IOException if nobody answers there, or this user may not connect
     */
    static SmtpRelay open(Path socket, long timeoutMillis, Streams streams) throws IOException {
        SmtpRelay relay = new SmtpRelay(SocketChannel.open(StandardProtocolFamily.UNIX), timeoutMillis, streams);
        relay.watchdog.connect(socket);
        return relay;
    }

    /**
     * Relays to the end of the session.
     *
     * @return {@link Exit#OK} after QUIT or the end of the input, {@link Exit#TEMPFAIL} if the router has ended it or gone,
     *         {@link Exit#IOERR} if nobody takes its replies
     */
    int run() {
        new Input().start();
        ByteBuffer replies = ByteBuffer.allocate(CHUNK);
        try {
            while (channel.read(replies.clear()) >= 0) {
                watchdog.arm();
                byte[] octets = new byte[replies.flip().remaining()];
                replies.get(octets);
                lastLine.take(octets);
                if (!streams.output(octets)) {
                    return Exit.IOERR;
                }
            }
        } catch (IOException e) {
            return gone(watchdog.hasBitten() ? "does not answer" : "has gone: " + e.getMessage());
        }
        if (lastLine.are("421")) {
            return Exit.TEMPFAIL;
        }
        return lastLine.are("221") || inputEnded ? Exit.OK : gone("has gone: it closed the connection");
    }

    private int gone(String what) {
        streams.complain("sendmail: the router " + what);
        return Exit.TEMPFAIL;
    }

    @Override
    public void close() {
        watchdog.end();
    }

    /** Passes standard input on to its end. What the router does meanwhile the other thread sees. */
    private final class Input extends Thread {

        Input() {
            super("input");
            setDaemon(true); // it may wait for ever
        }

        @Override
        public void run() {
            try {
                pass();
            } catch (IOException e) {
                // Nothing more can be read, or passed on: as at its end.
            }
            inputEnded = true;
            try {
                channel.shutdownOutput();
            } catch (IOException e) {
                return; // the router has closed it
            }
        }

        private void pass() throws IOException {
            byte[] octets = new byte[CHUNK];
            for (int n = streams.input().read(octets); n >= 0; n = streams.input().read(octets)) {
                ByteBuffer lines = ByteBuffer.wrap(lineEnds.convert(octets, n));
                watchdog.arm();
                while (lines.hasRemaining()) {
                    channel.write(lines);
                }
            }
        }
    }

    /** The beginning of the last line of a stream that ends with a line end. */
    private static final class FirstOctets {

        private final StringBuilder now = new StringBuilder();
        private String last = "";

        void take(byte[] octets) {
            for (byte octet : octets) {
                if (octet == '\n') {
                    last = now.toString();
                    now.setLength(0);
                } else if (now.length() < 3) {
                    now.append((char) (octet & 0xff));
                }
            }
        }

        boolean are(String text) {
            return now.length() == 0 && last.equals(text);
        }
    }
}
