package org.fingerpost.listener.control;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Objects;

/**
 * Standard input of a command, out of {@link Frame#DATA} frames up to {@link Frame#END}. It holds one frame at a time and asks
 * for the next one only when that has been read, so a client never sends faster than the command reads. Of one thread at a time.
 */
final class FrameInput extends InputStream {

    /** How the other end is told that it may send one more frame. */
    interface Want {
        void ask() throws IOException;
    }

    private final FrameReader frames;
    private final Want want;
    private byte[] held = new byte[0];
    private int at;
    private boolean ended;

    FrameInput(FrameReader frames, Want want) {
        this.frames = frames;
        this.want = want;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws EOFException if the other end goes away before it has sent all: what came so far is no whole input */
    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, octets.length);
        if (length == 0) {
            return 0;
        }
        while (at == held.length && !ended) {
            fill();
        }
        if (at == held.length) {
            return -1;
        }
        int n = Math.min(length, held.length - at);
        System.arraycopy(held, at, octets, offset, n);
        at += n;
        return n;
    }

    @Override
    public int available() {
        return held.length - at;
    }

    private void fill() throws IOException {
        want.ask();
        Frame frame = frames.next().orElseThrow(() -> new EOFException("the input was cut off"));
        switch (frame.type()) {
            case Frame.DATA -> held = frame.payload();
            case Frame.END -> {
                held = new byte[0];
                ended = true;
            }
            default -> throw new ProtocolException("bad frame: type " + frame.type() + " where input is expected");
        }
        at = 0;
    }
}
