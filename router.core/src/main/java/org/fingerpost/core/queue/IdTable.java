package org.fingerpost.core.queue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

import org.fingerpost.api.mail.QueueId;

/**
 * Gives each queue id a slot: a small number that arrays can be indexed by. An id of up to 16 letters and digits takes 12 octets
 * and its share of a hash table, longer ones are kept as objects. Not thread-safe.
 */
final class IdTable {

    static final int NONE = -1;

    private static final int MIN_CAPACITY = 64;
    private static final int PACKED_LENGTH = 16;
    /** In the high word are the first ten characters and the highest bits of the six others. */
    private static final int HIGH_LENGTH = 10;
    private static final int RADIX = 63;

    private long[] high = new long[MIN_CAPACITY];
    private int[] low = new int[MIN_CAPACITY];
    /** Slots that were given back, each with the next one in {@link #low}. */
    private int free = NONE;
    private int used;
    private int size;
    /** Slots plus 1, by open addressing; 0 where there is none. */
    private int[] table = new int[2 * MIN_CAPACITY];
    private final Map<QueueId, Integer> longIds = new HashMap<>();
    private final Map<Integer, QueueId> longIdOf = new HashMap<>();

    int size() {
        return size;
    }

    /** All slots are below this. */
    int capacity() {
        return high.length;
    }

    /** The slot of an id, or {@link #NONE}. */
    int find(QueueId id) {
        if (id.value().length() > PACKED_LENGTH) {
            return longIds.getOrDefault(id, NONE);
        }
        return table[place(packHigh(id.value()), packLow(id.value()))] - 1;
    }

    /** The slot of an id, which gets one if it has none. */
    int add(QueueId id) {
        int found = find(id);
        if (found != NONE) {
            return found;
        }
        int slot = take();
        size++;
        if (id.value().length() > PACKED_LENGTH) {
            longIds.put(id, slot);
            longIdOf.put(slot, id);
            return slot;
        }
        high[slot] = packHigh(id.value());
        low[slot] = packLow(id.value());
        if (2 * (size - longIds.size()) > table.length) {
            rehash(2 * table.length);
        }
        table[place(high[slot], low[slot])] = slot + 1;
        return slot;
    }

    /** Takes an id out; its slot may be given to another. */
    void remove(int slot) {
        QueueId longId = longIdOf.remove(slot);
        if (longId != null) {
            longIds.remove(longId);
        } else {
            unlink(place(high[slot], low[slot]));
        }
        low[slot] = free;
        free = slot;
        size--;
    }

    /** The slots that have an id, in no order. */
    IntStream slots() {
        return IntStream.concat(Arrays.stream(table).filter(entry -> entry != 0).map(entry -> entry - 1),
                longIdOf.keySet().stream().mapToInt(Integer::intValue));
    }

    QueueId id(int slot) {
        QueueId longId = longIdOf.get(slot);
        return longId != null ? longId : new QueueId(unpack(high[slot], low[slot]));
    }

    /** Compares the ids of two slots as texts; long ones come last. */
    int compare(int a, int b) {
        QueueId longA = longIdOf.get(a);
        QueueId longB = longIdOf.get(b);
        if (longA != null || longB != null) {
            return longA == null ? -1 : longB == null ? 1 : longA.value().compareTo(longB.value());
        }
        int byHigh = Long.compareUnsigned(high[a], high[b]);
        return byHigh != 0 ? byHigh : Integer.compareUnsigned(low[a], low[b]);
    }

    /** Whether the id of this slot comes after {@code id}, which need not be here. */
    boolean isAfter(int slot, QueueId id) {
        QueueId longId = longIdOf.get(slot);
        boolean isLong = id.value().length() > PACKED_LENGTH;
        if (longId != null || isLong) {
            return longId != null && (!isLong || longId.value().compareTo(id.value()) > 0);
        }
        int byHigh = Long.compareUnsigned(high[slot], packHigh(id.value()));
        return byHigh > 0 || byHigh == 0 && Integer.compareUnsigned(low[slot], packLow(id.value())) > 0;
    }

    private int take() {
        if (free != NONE) {
            int slot = free;
            free = low[slot];
            return slot;
        }
        if (used == high.length) {
            high = Arrays.copyOf(high, 2 * used);
            low = Arrays.copyOf(low, 2 * used);
        }
        return used++;
    }

    /** Where in the table these are, or where they would be put. */
    private int place(long h, int l) {
        int at = home(h, l);
        while (table[at] != 0 && (high[table[at] - 1] != h || low[table[at] - 1] != l)) {
            at = at + 1 & table.length - 1;
        }
        return at;
    }

    private int home(long h, int l) {
        long mixed = (h * 31 + l) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & table.length - 1;
    }

    /** Empties a place and closes the gap, so that no search ends at it too early. */
    private void unlink(int place) {
        int gap = place;
        int mask = table.length - 1;
        for (int at = gap + 1 & mask; table[at] != 0; at = at + 1 & mask) {
            int home = home(high[table[at] - 1], low[table[at] - 1]);
            if ((at - home & mask) >= (at - gap & mask)) {
                table[gap] = table[at];
                gap = at;
            }
        }
        table[gap] = 0;
    }

    private void rehash(int length) {
        int[] old = table;
        table = new int[length];
        for (int entry : old) {
            if (entry != 0) {
                table[place(high[entry - 1], low[entry - 1])] = entry;
            }
        }
    }

    private static long packHigh(String id) {
        return pack(id, 0, HIGH_LENGTH) << 4 | pack(id, HIGH_LENGTH, PACKED_LENGTH) >>> 32;
    }

    private static int packLow(String id) {
        return (int) pack(id, HIGH_LENGTH, PACKED_LENGTH);
    }

    /** Digits of base 63, 0 behind the end of the id: 59.8 bits for ten of them, 35.9 for six. In the order of the texts. */
    private static long pack(String id, int from, int to) {
        long packed = 0;
        for (int i = from; i < to; i++) {
            packed = packed * RADIX + (i < id.length() ? digit(id.charAt(i)) : 0);
        }
        return packed;
    }

    private static String unpack(long h, int l) {
        char[] id = new char[PACKED_LENGTH];
        int length = Math.max(unpack(h >>> 4, 0, HIGH_LENGTH, id),
                unpack((h & 0xf) << 32 | Integer.toUnsignedLong(l), HIGH_LENGTH, PACKED_LENGTH, id));
        return new String(id, 0, length);
    }

    /** @return where the characters end */
    private static int unpack(long packed, int from, int to, char[] id) {
        long left = packed;
        int end = 0;
        for (int i = to - 1; i >= from; i--) {
            int digit = (int) (left % RADIX);
            left /= RADIX;
            if (digit > 0) {
                id[i] = character(digit);
                end = Math.max(end, i + 1);
            }
        }
        return end;
    }

    private static int digit(char c) {
        return c <= '9' ? c - '0' + 1 : c <= 'Z' ? c - 'A' + 11 : c - 'a' + 37;
    }

    private static char character(int digit) {
        return (char) (digit <= 10 ? '0' + digit - 1 : digit <= 36 ? 'A' + digit - 11 : 'a' + digit - 37);
    }
}
