package org.fingerpost.core.submit;

import java.nio.ByteBuffer;

/** Looks for octets above 127, eight at a time: every octet of every body passes here. */
final class EightBit {

    private static final long HIGH_BITS = 0x8080808080808080L;

    private EightBit() {
    }

    static boolean isIn(byte[] octets, int offset, int length) {
        ByteBuffer buffer = ByteBuffer.wrap(octets);
        int end = offset + length;
        int at = Math.min(end, (offset + Long.BYTES - 1) / Long.BYTES * Long.BYTES); // others cost eight reads each
        if (isInFew(octets, offset, at)) {
            return true;
        }
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            if ((buffer.getLong(at) & HIGH_BITS) != 0) {
                return true;
            }
        }
        return isInFew(octets, at, end);
    }

    private static boolean isInFew(byte[] octets, int from, int to) {
        for (int i = from; i < to; i++) {
            if (octets[i] < 0) {
                return true;
            }
        }
        return false;
    }
}
