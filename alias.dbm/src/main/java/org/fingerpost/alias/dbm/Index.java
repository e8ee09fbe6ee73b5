package org.fingerpost.alias.dbm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * The content of a table at one time, open for reading by any threads. It is in memory only as far as the system keeps pages of
 * the file, which never changes once it has its name; there is nothing to be closed, for the mapping goes with the object.
 */
final class Index {

    /** Gets all keys and values. */
    interface Visitor {

        void entry(String key, String value, int line) throws IOException;
    }

    /** So many full slots in a row are rare enough to look whether they are really there. */
    private static final int LONG_PROBE = 64;
    private static final int SLOT_BITS = 8 * IndexLayout.SLOT;

    private final ByteBuffer file;
    private final IndexLayout layout;
    private final CheckedBlocks blocks;

    private Index(ByteBuffer file, IndexLayout layout, CheckedBlocks blocks) {
        this.file = file;
        this.layout = layout;
        this.blocks = blocks;
    }

    /**
     * @throws DamagedIndexException if it is damaged or no index
     * @throws IOException           if it is absent or cannot be read
     */
    static Index open(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < IndexLayout.HEADER || size > Integer.MAX_VALUE) {
                throw new DamagedIndexException("it is no index: it has " + size + " octets");
            }
            return of(channel.map(FileChannel.MapMode.READ_ONLY, 0, size));
        }
    }

    static Index of(ByteBuffer octets) throws DamagedIndexException {
        ByteBuffer file = octets.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (file.capacity() < IndexLayout.HEADER) {
            throw new DamagedIndexException("it is no index: it has " + file.capacity() + " octets");
        }
        byte[] header = new byte[IndexLayout.HEADER];
        file.get(0, header);
        try {
            IndexLayout layout = IndexLayout.read(header, file.capacity());
            CheckedBlocks blocks = new CheckedBlocks(file, layout);
            blocks.require(0, IndexLayout.HEADER);
            return new Index(file, layout, blocks);
        } catch (InternalError | DamagedIndexException e) {
            throw fault(e);
        }
    }

    /** Which text it was made of: {@link Stamp#ofContent}. */
    String source() {
        return layout.source();
    }

    /** How that text was read: {@link SourceForm#toString}. */
    String form() {
        return layout.form();
    }

    int entries() {
        return layout.entries();
    }

    /**
     * Null if the key is absent.
     *
     * @throws DamagedIndexException if the file has been damaged or made shorter since it was opened
     */
    String get(String key) throws DamagedIndexException {
        try {
            IndexRecord record = find(key.getBytes(StandardCharsets.ISO_8859_1));
            return record == null ? null : record.value();
        } catch (InternalError | IndexOutOfBoundsException | DamagedIndexException e) {
            throw fault(e);
        }
    }

    /** The line of the text on which the entry begins that counts for this key. */
    OptionalInt line(String key) throws DamagedIndexException {
        try {
            IndexRecord wanted = find(key.getBytes(StandardCharsets.ISO_8859_1));
            int line = 0;
            for (int at = IndexLayout.HEADER; wanted != null && at <= wanted.begin;) {
                IndexRecord record = new IndexRecord(at);
                line += record.lines;
                at = record.end();
            }
            return line == 0 ? OptionalInt.empty() : OptionalInt.of(line);
        } catch (InternalError | IndexOutOfBoundsException | DamagedIndexException e) {
            throw fault(e);
        }
    }

    /** All keys and values, in the order in which they were written. */
    void forEach(Visitor visitor) throws IOException {
        try {
            int line = 0;
            for (int at = IndexLayout.HEADER; at < layout.recordsEnd();) {
                IndexRecord record = new IndexRecord(at);
                line += record.lines;
                byte[] key = record.key();
                IndexRecord counting = find(key);
                if (counting != null && counting.begin == at) {
                    visitor.entry(new String(key, StandardCharsets.ISO_8859_1), record.value(), line);
                }
                at = record.end();
            }
        } catch (InternalError | IndexOutOfBoundsException | DamagedIndexException e) {
            throw fault(e);
        }
    }

    /** What has been read is compared with its checksum again when it is read next. */
    void recheck() {
        blocks.recheck();
    }

    /** Null if there is none. */
    private IndexRecord find(byte[] key) throws DamagedIndexException {
        long hash = KeyHash.of(key, 0, key.length, layout.seed());
        int slot = layout.slotOf(hash);
        for (int i = 0; i < layout.slots(); i++) {
            int at = layout.recordsEnd() + slot * IndexLayout.SLOT;
            blocks.require(at, IndexLayout.SLOT);
            long content = file.getLong(at) & (1L << SLOT_BITS) - 1;
            if ((int) content == 0) {
                requirePage(at);
                return null;
            }
            if (content >>> 32 == (hash & 0xff)) {
                IndexRecord record = new IndexRecord((int) content);
                if (record.hasKey(key)) {
                    return record;
                }
                blocks.compare((int) content, record.end() - (int) content);
            }
            if (i % LONG_PROBE == LONG_PROBE - 1) {
                blocks.compare(at, IndexLayout.SLOT);
            }
            slot = slot + 1 == layout.slots() ? 0 : slot + 1;
        }
        throw new DamagedIndexException("there is no empty slot");
    }

    /**
     * A page that has become unreadable reads as if it were empty ({@link Faults}), and one in which all slots are empty is
     * rare: that a key is absent is said only of blocks in which there is something, or which are as they were written.
     */
    private void requirePage(int emptySlot) throws DamagedIndexException {
        int begin = Math.max(layout.recordsEnd(), emptySlot & -IndexLayout.BLOCK);
        for (int at = emptySlot - Integer.BYTES; at >= begin; at -= Integer.BYTES) {
            if (file.getInt(at) != 0) {
                return;
            }
        }
        blocks.compare(emptySlot, IndexLayout.SLOT);
    }

    /** A page that cannot be read, because the disk fails or somebody has made the file shorter, is an error in Java. */
    private static DamagedIndexException fault(Throwable e) {
        Faults.clear();
        return e instanceof DamagedIndexException damage ? damage
                : new DamagedIndexException("it cannot be read: " + e.getMessage());
    }

    /** A record whose blocks are as they were written. */
    private final class IndexRecord {

        /** Three varints. */
        private static final int MAX_PREFIX = 15;

        private final int begin;
        private final int lines;
        private final int keyBegin;
        private final int keyLength;
        private final int valueLength;
        private int at;
        /** Key and value; null as long as nobody has asked. */
        private byte[] content;

        IndexRecord(int begin) throws DamagedIndexException {
            this.begin = begin;
            at = begin;
            if (begin < IndexLayout.HEADER || begin >= layout.recordsEnd()) {
                throw new DamagedIndexException("a record stands outside of the records");
            }
            blocks.require(begin, Math.min(MAX_PREFIX, layout.recordsEnd() - begin));
            keyLength = varint();
            valueLength = varint();
            lines = varint();
            keyBegin = at;
            long length = (long) keyLength + valueLength;
            if (keyLength < 0 || valueLength < 0 || length > layout.recordsEnd() - at) {
                throw new DamagedIndexException("a record is longer than all records");
            }
            blocks.require(at, (int) length);
        }

        private int varint() {
            int value = 0;
            for (int shift = 0; shift < 32; shift += 7) {
                byte octet = file.get(at++);
                value |= (octet & 0x7f) << shift;
                if (octet >= 0) {
                    break;
                }
            }
            return value;
        }

        boolean hasKey(byte[] key) {
            return keyLength == key.length && Arrays.equals(content(), 0, keyLength, key, 0, keyLength);
        }

        byte[] key() {
            return Arrays.copyOf(content(), keyLength);
        }

        String value() throws DamagedIndexException {
            byte[] octets = content();
            if (valueLength > 0 && octets[octets.length - 1] == 0) { // no text ends so, but what could not be read does
                blocks.compare(keyBegin, octets.length);
            }
            return new String(octets, keyLength, valueLength, StandardCharsets.ISO_8859_1);
        }

        private byte[] content() {
            if (content == null) {
                byte[] copy = new byte[keyLength + valueLength];
                file.get(keyBegin, copy);
                content = copy;
            }
            return content;
        }

        int end() {
            return keyBegin + keyLength + valueLength;
        }
    }
}
