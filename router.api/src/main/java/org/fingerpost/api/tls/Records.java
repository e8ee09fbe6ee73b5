package org.fingerpost.api.tls;

import java.nio.ByteBuffer;
import java.util.Arrays;

import javax.net.ssl.SSLException;

/** Cuts the octets of the wire into TLS records (RFC 8446 §5.1, RFC 5246 §6.2). Keeps none between two records. One thread. */
final class Records {

    private static final int HEADER = 5;
    /** The largest record with its header: RFC 5246 §6.2.3; TLS 1.3 allows less. */
    static final int MAX = HEADER + (1 << 14) + 2048;
    private static final int LEAST_TYPE = 20;
    private static final int LARGEST_TYPE = 24;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** The beginning of a record. */
    private byte[] begun = {};

    /**
     * The next record as a whole; where it can be, a part of {@code wire}.
     *
     * @return without octets if more of the wire is needed
     * @throws SSLException if it is no record
     */
    ByteBuffer next(ByteBuffer wire) throws SSLException {
        if (begun.length == 0 && wire.remaining() >= HEADER) {
            int start = wire.position();
            int length = length(wire.get(start), wire.get(start + 1), wire.getShort(start + 3));
            if (wire.remaining() >= length) {
                wire.position(start + length);
                return wire.slice(start, length);
            }
        }
        return isGathered(wire) ? takeGathered() : NOTHING;
    }

    /** Forgets what has begun. */
    void clear() {
        begun = new byte[0];
    }

    private boolean isGathered(ByteBuffer wire) throws SSLException {
        grow(wire, HEADER);
        if (begun.length < HEADER) {
            return false;
        }
        int length = length(begun[0], begun[1], (short) ((begun[3] & 0xff) << 8 | begun[4] & 0xff));
        grow(wire, length);
        return begun.length == length;
    }

    private void grow(ByteBuffer wire, int length) {
        int more = Math.min(length - begun.length, wire.remaining());
        if (more > 0) {
            int before = begun.length;
            begun = Arrays.copyOf(begun, before + more);
            wire.get(begun, before, more);
        }
    }

    private ByteBuffer takeGathered() {
        ByteBuffer whole = ByteBuffer.wrap(begun);
        clear();
        return whole;
    }

    /** Of a record with its header. */
    private static int length(byte type, byte major, short octets) throws SSLException {
        int length = HEADER + (octets & 0xffff);
        if (type < LEAST_TYPE || type > LARGEST_TYPE || major != 3 || length > MAX) {
            throw new SSLException("the peer does not speak TLS");
        }
        return length;
    }
}
