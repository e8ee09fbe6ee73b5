package org.fingerpost.alias.dbm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.zip.ZipOutputStream;

import org.h2.mvstore.FileStore;
import org.h2.mvstore.RandomAccessStore;
import org.h2.mvstore.SFChunk;

/**
 * How an MVStore reads an index file: without a lock. MVStore's own reader locks the file, and a JVM cannot lock a file twice,
 * so two generations of a policy could not have the same table open. No lock is needed: an index file never changes once it has
 * its name.
 */
final class IndexFile extends RandomAccessStore {

    private final FileChannel channel;

    IndexFile(Path file) throws IOException {
        super(Map.of());
        channel = FileChannel.open(file, StandardOpenOption.READ);
        init(file.toString(), true);
        setSize(channel.size());
    }

    @Override
    public ByteBuffer readFully(SFChunk chunk, long position, int length) {
        return readFully(channel, position, length);
    }

    @Override
    public void close() {
        try {
            super.close();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // MVStore calls none of these on a store that is read-only and open already.

    @Override
    public void open(String fileName, boolean readOnly, char[] encryptionKey) {
        throw readOnly();
    }

    @Override
    public FileStore<SFChunk> open(String fileName, boolean readOnly) {
        throw readOnly();
    }

    @Override
    protected void writeFully(SFChunk chunk, long position, ByteBuffer source) {
        throw readOnly();
    }

    @Override
    protected void truncate(long size) {
        throw readOnly();
    }

    @Override
    public void backup(ZipOutputStream out) {
        throw readOnly();
    }

    private static IllegalStateException readOnly() {
        return new IllegalStateException("an index file is only read");
    }
}
