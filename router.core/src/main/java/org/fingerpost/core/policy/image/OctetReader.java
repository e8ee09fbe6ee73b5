package org.fingerpost.core.policy.image;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what an {@link OctetWriter} wrote. Nothing it is given makes it take more memory than the octets have. Of one thread. */
final class OctetReader {

    private final byte[] octets;
    private final int end;
    private final List<String> strings = new ArrayList<>();
    private int at;

    OctetReader(byte[] octets, int from, int end) {
        this.octets = octets;
        this.at = from;
        this.end = end;
    }

    int number() throws DamagedImageException {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int octet = octet();
            value |= (octet & 0x7f) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw new DamagedImageException("a number has no end");
    }

    private int octet() throws DamagedImageException {
        if (at >= end) {
            throw new DamagedImageException("it ends too early");
        }
        return octets[at++] & 0xff;
    }

    /** How many elements follow, each of which takes an octet at least. */
    int count() throws DamagedImageException {
        int count = number();
        if (count < 0 || count > end - at) {
            throw new DamagedImageException("there is not room for " + count + " elements");
        }
        return count;
    }

    String string() throws DamagedImageException {
        int reference = number();
        if (reference != 0) {
            if (reference < 0 || reference > strings.size()) {
                throw new DamagedImageException("there is no string " + reference);
            }
            return strings.get(reference - 1);
        }
        int length = count();
        String value = new String(octets, at, length, StandardCharsets.UTF_8);
        at += length;
        strings.add(value);
        return value;
    }

    boolean atEnd() {
        return at == end;
    }
}
