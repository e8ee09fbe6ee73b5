package org.fingerpost.listener.control;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What goes back to the client: both outputs as frames, in the order in which they were written, and the exit status. Any thread;
 * its lock guards the buffer. Output that the client no longer takes is thrown away, as a {@link PrintStream} does.
 */
final class Replies {

    private static final int BUFFER_OCTETS = 8192;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_OCTETS];
    private int filled;
    /** Of what is in the buffer: output and error output never share a frame. */
    private int type = Frame.OUTPUT;

    private final PrintStream output = new PrintStream(new Channel(Frame.OUTPUT), false, StandardCharsets.ISO_8859_1);
    private final PrintStream error = new PrintStream(new Channel(Frame.ERROR), false, StandardCharsets.ISO_8859_1);

    Replies(OutputStream out) {
        this.out = out;
    }

    PrintStream output() {
        return output;
    }

    PrintStream error() {
        return error;
    }

    /** Sends what is there, then asks for a frame of input: a prompt is seen before it is answered. */
    void want() throws IOException {
        control(Frame.WANT, new byte[0]);
    }

    /** The last frame. */
    void exit(int status) throws IOException {
        control(Frame.EXIT, new byte[] {(byte) status});
    }

    /** Sends what is there; blocks as long as the client does not take it. */
    void flush() throws IOException {
        output.flush();
        error.flush();
        send();
    }

    private void control(int kind, byte[] payload) throws IOException {
        flush();
        synchronized (this) {
            frame(kind, payload, payload.length);
        }
    }

    private synchronized void put(int kind, byte[] octets, int offset, int length) throws IOException {
        if (kind != type) {
            send();
            type = kind;
        }
        int done = 0;
        while (done < length) {
            int n = Math.min(length - done, buffer.length - filled);
            System.arraycopy(octets, offset + done, buffer, filled, n);
            filled += n;
            done += n;
            if (filled == buffer.length) {
                send();
            }
        }
    }

    private synchronized void send() throws IOException {
        if (filled > 0) {
            int n = filled;
            filled = 0;
            frame(type, buffer, n);
        }
    }

    private void frame(int kind, byte[] payload, int length) throws IOException {
        byte[] whole = new byte[Frame.HEADER_LENGTH + length];
        whole[0] = (byte) kind;
        whole[1] = (byte) (length >>> 24);
        whole[2] = (byte) (length >>> 16);
        whole[3] = (byte) (length >>> 8);
        whole[4] = (byte) length;
        System.arraycopy(payload, 0, whole, Frame.HEADER_LENGTH, length);
        out.write(whole);
    }

    private final class Channel extends OutputStream {

        private final int kind;

        Channel(int kind) {
            this.kind = kind;
        }

        @Override
        public void write(int octet) throws IOException {
            put(kind, new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            put(kind, octets, offset, length);
        }

        @Override
        public void flush() throws IOException {
            send();
        }
    }
}
