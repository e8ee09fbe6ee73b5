package org.fingerpost.mailer.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.fingerpost.api.mail.Body;

/**
 * A body that is read in bits.
 *
 * @param octets of one copy
 * @param copies how often they are given
 * @param cut    at most so many octets a read
 * @param atEnd  what happens then
 */
record TestBody(byte[] octets, int copies, int cut, AtEnd atEnd) implements Body {

    /** What a store may do. */
    @FunctionalInterface
    interface AtEnd {
        void run() throws IOException;
    }

    static TestBody of(String octets) {
        return new TestBody(octets.getBytes(StandardCharsets.ISO_8859_1), 1, Integer.MAX_VALUE, () -> { });
    }

    TestBody times(int changed) {
        return new TestBody(octets, changed, cut, atEnd);
    }

    TestBody inCutsOf(int changed) {
        return new TestBody(octets, copies, changed, atEnd);
    }

    TestBody thenAtEnd(AtEnd changed) {
        return new TestBody(octets, copies, cut, changed);
    }

    TestBody thenBreaks() {
        return thenAtEnd(() -> {
            throw new IOException("the disk is gone");
        });
    }

    @Override
    public long size() {
        return (long) octets.length * copies;
    }

    @Override
    public InputStream open() {
        return new InputStream() {
            private final ByteArrayInputStream copy = new ByteArrayInputStream(octets);
            private int left = copies;

            @Override
            public int read() {
                throw new AssertionError("octet by octet is too slow");
            }

            @Override
            public int read(byte[] chunk, int offset, int length) throws IOException {
                int n = copy.read(chunk, offset, Math.min(length, cut));
                if (n > 0 || --left <= 0) {
                    return n > 0 ? n : end();
                }
                copy.reset();
                return read(chunk, offset, length);
            }

            private int end() throws IOException {
                atEnd.run();
                return -1;
            }
        };
    }
}
