package org.fingerpost.alias.dbm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A hash of octets that differs from index to index. */
final class KeyHash {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final long FINAL = 0xD6E8FEB86659FD93L;

    private KeyHash() {
    }

    /** The upper half says where to begin to look, the lowest 8 bits what the slot holds of it. */
    static long of(byte[] octets, int from, int length, long seed) {
        long hash = seed + length * MULTIPLIER;
        int at = from;
        int end = from + length;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = mixed(hash ^ (long) LONGS.get(octets, at));
        }
        long rest = 0;
        for (; at < end; at++) {
            rest = rest << 8 | octets[at] & 0xff;
        }
        hash = mixed(hash ^ rest);
        hash = (hash ^ hash >>> 29) * FINAL;
        return hash ^ hash >>> 32;
    }

    private static long mixed(long value) {
        long product = value * MULTIPLIER;
        return product ^ product >>> 32;
    }
}
