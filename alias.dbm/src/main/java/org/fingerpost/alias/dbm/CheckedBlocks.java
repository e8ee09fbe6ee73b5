package org.fingerpost.alias.dbm;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The blocks of an index file, each compared with its checksum when it is read for the first time. Any threads: two may compare
 * the same block.
 */
final class CheckedBlocks {

    private final ByteBuffer file;
    private final IndexLayout layout;
    /** For each block the round in which it was found to be as it was written. */
    private final byte[] found;
    private volatile byte round = 1;

    /** @throws DamagedIndexException if the checksums are damaged */
    CheckedBlocks(ByteBuffer file, IndexLayout layout) throws DamagedIndexException {
        this.file = file;
        this.layout = layout;
        this.found = new byte[layout.blocks()];
        if (checksumOfChecksums(file, layout) != file.getInt(layout.lastChecksum())) {
            throw new DamagedIndexException("its checksums are damaged");
        }
    }

    /** @throws DamagedIndexException if one of the blocks with these octets is not as it was written */
    void require(int from, int length) throws DamagedIndexException {
        int last = (from + Math.max(length, 1) - 1) / IndexLayout.BLOCK;
        for (int block = from / IndexLayout.BLOCK; block <= last; block++) {
            if (found[block] != round) {
                compare(block);
            }
        }
    }

    /** The same, whether or not they have been compared before. */
    void compare(int from, int length) throws DamagedIndexException {
        int last = (from + Math.max(length, 1) - 1) / IndexLayout.BLOCK;
        for (int block = from / IndexLayout.BLOCK; block <= last; block++) {
            compare(block);
        }
    }

    private void compare(int block) throws DamagedIndexException {
        byte now = round;
        if (checksum(file, layout, block) != file.getInt(layout.slotsEnd() + block * Integer.BYTES)) {
            throw new DamagedIndexException("block " + block + " of " + layout.blocks() + " is damaged");
        }
        found[block] = now;
    }

    /** Damage may come later: all blocks are compared again when they are read next. */
    void recheck() {
        round = (byte) (round == Byte.MAX_VALUE ? 1 : round + 1);
    }

    /** Writes the checksums of a file that is complete but for them. */
    static void seal(ByteBuffer file, IndexLayout layout) {
        for (int block = 0; block < layout.blocks(); block++) {
            file.putInt(layout.slotsEnd() + block * Integer.BYTES, checksum(file, layout, block));
        }
        file.putInt(layout.lastChecksum(), checksumOfChecksums(file, layout));
    }

    private static int checksum(ByteBuffer file, IndexLayout layout, int block) {
        int from = block * IndexLayout.BLOCK;
        CRC32C crc = new CRC32C();
        update(crc, file, from, Math.min(IndexLayout.BLOCK, layout.slotsEnd() - from));
        return (int) crc.getValue();
    }

    private static int checksumOfChecksums(ByteBuffer file, IndexLayout layout) {
        CRC32C crc = new CRC32C();
        for (int at = layout.slotsEnd(); at < layout.lastChecksum(); at += IndexLayout.BLOCK) {
            update(crc, file, at, Math.min(IndexLayout.BLOCK, layout.lastChecksum() - at));
        }
        return (int) crc.getValue();
    }

    /** By way of an array: a page that cannot be read is an error when it is copied, and the end of the JVM inside of CRC32C. */
    private static void update(CRC32C crc, ByteBuffer file, int from, int length) {
        byte[] octets = new byte[length];
        file.get(from, octets);
        crc.update(octets, 0, length);
    }
}
