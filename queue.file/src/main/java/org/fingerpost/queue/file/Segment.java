package org.fingerpost.queue.file;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * One file of the journal. Records are only ever added, to the last segment; a segment goes as a whole when nobody needs it or
 * any before it.
 */
final class Segment {

    /**
     * Octets of a segment.
     *
     * @param from of the first one
     */
    record Part(Segment segment, long from, int length) {

        /** A new stream of them, unbuffered, which an interrupt of its reader does not close. */
        InputStream open() throws IOException {
            InputStream in = Spool.open(segment.file);
            try {
                in.skipNBytes(from);
                return new Limited(in, length);
            } catch (IOException | RuntimeException e) {
                in.close();
                throw e;
            }
        }
    }

    private final Path file;
    private long size;
    private int pins;

    /** @param size octets that are in it */
    Segment(Path file, long size) {
        this.file = file;
        this.size = size;
    }

    Path file() {
        return file;
    }

    synchronized long size() {
        return size;
    }

    /** @return where the added ones begin */
    synchronized long grow(long octets) {
        long from = size;
        size += octets;
        return from;
    }

    synchronized void shrink(long to) {
        size = to;
    }

    /** One more needs this segment. */
    synchronized void pin() {
        pins++;
    }

    synchronized void unpin() {
        pins--;
    }

    synchronized boolean isPinned() {
        return pins > 0;
    }

    @Override
    public String toString() {
        return file.toString();
    }

    /** So many octets of a stream; that it ends before them is an error. */
    private static final class Limited extends FilterInputStream {

        private int left;

        Limited(InputStream in, int length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = in.read(to, offset, Math.min(left, length));
            if (count < 0) {
                throw new EOFException("the segment ends too early");
            }
            left -= count;
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = in.skip(Math.min(left, Math.max(0, count)));
            left -= (int) skipped;
            return skipped;
        }

        @Override
        public int available() throws IOException {
            return Math.min(left, in.available());
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
