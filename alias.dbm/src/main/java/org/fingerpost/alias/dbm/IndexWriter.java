package org.fingerpost.alias.dbm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;

/**
 * Writes an index: records first, as they come, then, when their number is known, the slots that lead to them. The memory that it
 * takes does not depend on the number of entries; the slots are filled in the system's pages of the file. Confined to one thread.
 */
final class IndexWriter implements AutoCloseable {

    /** Hears of a key that came again. */
    interface Duplicates {

        /** @param line of the later one */
        void found(String key, int line);
    }

    private static final int BUFFER = 1 << 17;
    private static final int MAX_PREFIX = 15;
    private static final int ZEROS = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final byte[] buffer = new byte[BUFFER];
    private int used;
    private long flushed;
    private int records;
    private int lastLine;
    private boolean moved;

    private IndexWriter(Path file) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.used = IndexLayout.HEADER;
    }

    /** Into a new file beside {@code index}, which is to take its place. */
    static IndexWriter beside(Path index) throws IndexUnwritableException {
        try {
            return new IndexWriter(Files.createTempFile(index.toAbsolutePath().getParent(), index.getFileName() + ".", ".tmp"));
        } catch (IOException e) {
            throw new IndexUnwritableException(e);
        }
    }

    /** Into a file among the system's temporary ones, for an index that nobody else is to see. */
    static IndexWriter elsewhere() throws IOException {
        return new IndexWriter(Files.createTempFile("fingerpost-", ".db"));
    }

    /**
     * @param key  octets
     * @param line of the text, not less than before; 0 if there is none
     */
    void add(String key, String value, int line) throws IOException {
        int keyLength = key.length();
        int valueLength = value.length();
        if (used + MAX_PREFIX + (long) keyLength + valueLength > BUFFER) {
            flush();
        }
        used = putVarint(buffer, used, keyLength);
        used = putVarint(buffer, used, valueLength);
        used = putVarint(buffer, used, line - lastLine);
        lastLine = line;
        records++;
        put(key);
        put(value);
        if (flushed + used > Integer.MAX_VALUE - IndexLayout.BLOCK) {
            throw new IOException("an index of more than 2 GiB would be needed");
        }
    }

    private void put(String text) throws IOException {
        if (used + text.length() <= BUFFER) {
            copy(text, buffer, used);
            used += text.length();
            return;
        }
        flush();
        write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** In this form the compiler's own copying of octets is used; all chars are octets. */
    @SuppressWarnings("deprecation")
    private static void copy(String text, byte[] to, int at) {
        text.getBytes(0, text.length(), to, at);
    }

    private static int putVarint(byte[] to, int from, int value) {
        int at = from;
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            to[at++] = (byte) (rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        to[at++] = (byte) rest;
        return at;
    }

    private void flush() throws IOException {
        write(ByteBuffer.wrap(buffer, 0, used));
        used = 0;
    }

    private void write(ByteBuffer octets) throws IOException {
        flushed += octets.remaining();
        try {
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
        } catch (IOException e) {
            throw new IndexUnwritableException(e);
        }
    }

    /**
     * Completes the file.
     *
     * @param lastCounts whether of equal keys the last one counts, or the first one
     */
    void complete(String source, String form, boolean lastCounts, Duplicates duplicates) throws IOException {
        flush();
        IndexLayout layout = IndexLayout.of(flushed, records, new SecureRandom().nextLong(), source, form);
        // Written, not only mapped: if the disk is full this is an error, and a fault would come of a page that is not there.
        for (byte[] zeros = new byte[ZEROS]; flushed < layout.size();) {
            write(ByteBuffer.wrap(zeros, 0, (int) Math.min(ZEROS, layout.size() - flushed)));
        }
        try {
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, layout.size());
            mapped.order(ByteOrder.LITTLE_ENDIAN);
            int entries = new SlotFiller(mapped, layout, lastCounts, duplicates).fill();
            mapped.put(0, layout.withEntries(entries).header());
            CheckedBlocks.seal(mapped, layout);
        } catch (InternalError e) {
            throw new IndexUnwritableException(new IOException(e.getMessage(), e));
        }
    }

    /** What was written, read. After {@link #complete}; the file may be gone after that. */
    Index open() throws IOException {
        return Index.open(file);
    }

    /** Puts the complete file in the place of {@code index}, durably and at once. Those can read it who can read {@code like}. */
    void moveTo(Path index, Path like) throws IOException {
        try {
            Ownership.copy(like, file);
            Durably.rename(file, index);
        } catch (IOException e) {
            throw new IndexUnwritableException(e);
        }
        moved = true;
    }

    /** Removes the file unless it has been moved. */
    @Override
    public void close() throws IOException {
        channel.close();
        if (!moved) {
            Files.deleteIfExists(file);
        }
    }
}
