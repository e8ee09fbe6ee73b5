package org.fingerpost.core.policy.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Numbers and strings one after the other. A string that was written before is a reference. Of one thread. */
final class OctetWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
    private final Map<String, Integer> written = new HashMap<>();

    /** Seven bits an octet, the lowest first. */
    void number(int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            out.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    void string(String value) {
        Integer reference = written.putIfAbsent(value, written.size());
        if (reference != null) {
            number(reference + 1);
            return;
        }
        byte[] octets = value.getBytes(StandardCharsets.UTF_8);
        number(0);
        number(octets.length);
        out.write(octets, 0, octets.length);
    }

    byte[] octets() {
        return out.toByteArray();
    }
}
