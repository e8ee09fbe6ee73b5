package org.fingerpost.listener.smtp;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Takes the octets of one chunk, no more and no less. */
final class ChunkTaker implements Taker {

    /** What a chunk comes to when it is complete. */
    @FunctionalInterface
    interface End {
        Answer reached() throws BadCommand;
    }

    private final DataDecoder.Sink sink;
    private final End end;
    private long left;

    /** @param sink given all octets as they come */
    ChunkTaker(long octets, DataDecoder.Sink sink, End end) {
        this.left = octets;
        this.sink = sink;
        this.end = end;
    }

    @Override
    public Optional<Answer> take(ByteBuffer input) throws BadCommand {
        int length = (int) Math.min(left, input.remaining());
        sink.write(input.array(), input.arrayOffset() + input.position(), length);
        input.position(input.position() + length);
        left -= length;
        return left == 0 ? Optional.of(end.reached()) : Optional.empty();
    }
}
