package org.fingerpost.alias.dbm;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Lets the slots of an index lead to its records. Confined to one run. */
final class SlotFiller {

    private static final int WINDOW = 1 << 17;
    private static final int MAX_PREFIX = 15;

    private final ByteBuffer file;
    private final IndexLayout layout;
    private final boolean lastCounts;
    private final IndexWriter.Duplicates duplicates;
    private byte[] window = new byte[WINDOW];
    private int windowBegin;
    private int windowEnd;
    private int at;

    SlotFiller(ByteBuffer file, IndexLayout layout, boolean lastCounts, IndexWriter.Duplicates duplicates) {
        this.file = file;
        this.layout = layout;
        this.lastCounts = lastCounts;
        this.duplicates = duplicates;
    }

    /** How many keys there are. */
    int fill() {
        int entries = 0;
        int line = 0;
        at = IndexLayout.HEADER;
        while (at < layout.recordsEnd()) {
            int begin = at;
            require(MAX_PREFIX);
            int keyLength = varint();
            int valueLength = varint();
            line += varint();
            require(keyLength);
            if (put(begin, keyLength)) {
                entries++;
            } else {
                duplicates.found(new String(window, at - windowBegin, keyLength, StandardCharsets.ISO_8859_1), line);
            }
            at += keyLength + valueLength;
        }
        return entries;
    }

    /** False if there was such a key. */
    private boolean put(int record, int keyLength) {
        int key = at - windowBegin;
        long hash = KeyHash.of(window, key, keyLength, layout.seed());
        for (int slot = layout.slotOf(hash);; slot = slot + 1 == layout.slots() ? 0 : slot + 1) {
            int place = layout.recordsEnd() + slot * IndexLayout.SLOT;
            int there = file.getInt(place);
            boolean free = there == 0;
            if (free || file.get(place + 4) == (byte) hash && isKey(there, key, keyLength)) {
                if (free || lastCounts) {
                    file.putInt(place, record);
                    file.put(place + 4, (byte) hash);
                }
                return free;
            }
        }
    }

    private boolean isKey(int record, int key, int keyLength) {
        int old = record;
        int oldLength = 0;
        for (int part = 0; part < 3; part++) {
            int value = 0;
            int shift = 0;
            byte octet;
            do {
                octet = file.get(old++);
                value |= (octet & 0x7f) << shift;
                shift += 7;
            } while (octet < 0);
            oldLength = part == 0 ? value : oldLength;
        }
        byte[] octets = new byte[oldLength];
        file.get(old, octets);
        return Arrays.equals(octets, 0, oldLength, window, key, key + keyLength);
    }

    private int varint() {
        int value = 0;
        int shift = 0;
        byte octet;
        do {
            octet = window[at++ - windowBegin];
            value |= (octet & 0x7f) << shift;
            shift += 7;
        } while (octet < 0);
        return value;
    }

    /** Has the next octets in the window, as far as there are so many: reading an array is quicker than the mapping. */
    private void require(int length) {
        int end = Math.min(layout.recordsEnd(), at + length);
        if (at >= windowBegin && end <= windowEnd) {
            return;
        }
        if (length > window.length) {
            window = new byte[length];
        }
        windowBegin = at;
        windowEnd = Math.min(layout.recordsEnd(), at + window.length);
        file.get(windowBegin, window, 0, windowEnd - windowBegin);
    }
}
