package org.fingerpost.listener.control;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Optional;

/** Cuts a stream into frames. Of one thread at a time. */
final class FrameReader {

    private final InputStream in;

    FrameReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next frame; empty where the stream ends between two frames.
     *
     * @throws ProtocolException if its length is out of range; nothing can be read after that
     * @throws EOFException      if the stream ends inside a frame
     */
    Optional<Frame> next() throws IOException {
        byte[] head = in.readNBytes(Frame.HEADER_LENGTH);
        if (head.length == 0) {
            return Optional.empty();
        }
        requireAll(head.length, Frame.HEADER_LENGTH);
        int length = (head[1] & 0xff) << 24 | (head[2] & 0xff) << 16 | (head[3] & 0xff) << 8 | head[4] & 0xff;
        if (length < 0 || length > Frame.MAX_PAYLOAD) {
            throw new ProtocolException("bad frame: a length of " + Integer.toUnsignedString(length) + " octets where at most "
                    + Frame.MAX_PAYLOAD + " are expected");
        }
        byte[] payload = in.readNBytes(length);
        requireAll(payload.length, length);
        return Optional.of(new Frame(head[0] & 0xff, payload));
    }

    private static void requireAll(int got, int expected) throws EOFException {
        if (got < expected) {
            throw new EOFException("the stream ends inside a frame");
        }
    }
}
