package org.fingerpost.alias.dbm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What is where in an index file (docs/adr/0010). Numbers are little-endian.
 *
 * <pre>{@code
 * header     512 octets: magic, version, the numbers of this record, what it was made of and how
 * records    length of key, length of value, lines since the record before (each a varint), key, value
 * slots      5 octets each: where the record of a key begins (4; 0: an empty slot), 8 bits of the key's hash
 * checksums  CRC-32C of each 4096 octets of all that, then of the checksums
 * }</pre>
 *
 * @param recordsEnd where the slots begin
 * @param slots      their number, more than there are keys
 * @param entries    the number of keys
 * @param records    the number of records: some may belong to keys that came again
 * @param seed       of the hash
 * @param source     which text it was made of: {@link Stamp#ofContent}
 * @param form       how that text was read: {@link SourceForm#toString}
 */
record IndexLayout(int recordsEnd, int slots, int entries, int records, long seed, String source, String form) {

    static final int HEADER = 512;
    static final int BLOCK = 4096;
    static final int SLOT = 5;
    /** A slot is read as 8 octets, the last one too. */
    static final int SLOTS_PADDING = 3;
    private static final byte[] MAGIC = "fingerpost index".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 2;
    private static final int CHECKSUM = 4;
    private static final int TEXTS = 56;

    /** @throws IOException if a file can not be as large as this needs */
    static IndexLayout of(long recordsEnd, int records, long seed, String source, String form) throws IOException {
        long slots = records + records / 3L + 1;
        long size = recordsEnd + slots * SLOT + SLOTS_PADDING;
        if (size + size / 1000 + HEADER > Integer.MAX_VALUE) {
            throw new IOException("an index of more than 2 GiB would be needed");
        }
        return new IndexLayout((int) recordsEnd, (int) slots, 0, records, seed, source, form);
    }

    IndexLayout withEntries(int number) {
        return new IndexLayout(recordsEnd, slots, number, records, seed, source, form);
    }

    int slotsEnd() {
        return recordsEnd + slots * SLOT + SLOTS_PADDING;
    }

    int blocks() {
        return (slotsEnd() + BLOCK - 1) / BLOCK;
    }

    /** Where the checksum of all others stands. */
    int lastChecksum() {
        return slotsEnd() + blocks() * CHECKSUM;
    }

    int size() {
        return lastChecksum() + CHECKSUM;
    }

    int slotOf(long hash) {
        return (int) ((hash >>> 32) * slots >>> 32);
    }

    byte[] header() throws IOException {
        byte[] sourceOctets = source.getBytes(StandardCharsets.ISO_8859_1);
        byte[] formOctets = form.getBytes(StandardCharsets.ISO_8859_1);
        if (TEXTS + sourceOctets.length + formOctets.length > HEADER) {
            throw new IOException("the header of the index is too long");
        }
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.put(MAGIC).putInt(VERSION).putInt(recordsEnd).putInt(slots).putInt(entries).putInt(records).putLong(seed);
        header.putInt(sourceOctets.length).putInt(formOctets.length);
        header.position(TEXTS).put(sourceOctets).put(formOctets);
        return header.array();
    }

    /** @throws DamagedIndexException if that is no header, or of another version, or of a file of another size */
    static IndexLayout read(byte[] header, long size) throws DamagedIndexException {
        ByteBuffer in = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[MAGIC.length];
        in.get(magic);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new DamagedIndexException("it is no index");
        }
        int version = in.getInt();
        if (version != VERSION) {
            throw new DamagedIndexException("the index is of version " + version + ", not " + VERSION);
        }
        int recordsEnd = in.getInt();
        int slots = in.getInt();
        int entries = in.getInt();
        int records = in.getInt();
        long seed = in.getLong();
        int sourceLength = in.getInt();
        int formLength = in.getInt();
        boolean sensible = recordsEnd >= HEADER && recordsEnd <= size && slots > 0 && slots <= size / SLOT && entries >= 0
                && entries < slots && records >= entries && sourceLength >= 0 && sourceLength <= HEADER && formLength >= 0
                && formLength <= HEADER && TEXTS + sourceLength + formLength <= HEADER;
        if (!sensible || recordsEnd + (long) slots * SLOT > size) {
            throw new DamagedIndexException("its header makes no sense");
        }
        IndexLayout layout = new IndexLayout(recordsEnd, slots, entries, records, seed, text(header, TEXTS, sourceLength),
                text(header, TEXTS + sourceLength, formLength));
        if (layout.size() != size) {
            throw new DamagedIndexException("it has " + size + " octets, not " + layout.size());
        }
        return layout;
    }

    private static String text(byte[] octets, int from, int length) {
        return new String(octets, from, length, StandardCharsets.ISO_8859_1);
    }
}
