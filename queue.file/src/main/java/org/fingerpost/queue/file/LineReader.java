package org.fingerpost.queue.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Reads lines that end with LF and sums them up. One thread. */
final class LineReader {

    private final InputStream in;
    private final byte[] buffer = new byte[8192];
    private final CRC32C sum = new CRC32C();
    private int next;
    private int limit;
    private int number;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** The line after the last one given, without its LF. */
    String line() throws IOException {
        number++;
        int end = find();
        if (end >= 0) {
            return take(end);
        }
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        while (end < 0) {
            keep(parts);
            fill();
            end = find();
        }
        return parts.toString(StandardCharsets.ISO_8859_1) + take(end);
    }

    /** Which line was given last, from 1. */
    int number() {
        return number;
    }

    /** Of all lines given so far. */
    long checksum() {
        return sum.getValue();
    }

    boolean atEnd() throws IOException {
        return next == limit && in.read() < 0;
    }

    private int find() {
        for (int i = next; i < limit; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private String take(int end) {
        String text = new String(buffer, next, end - next, StandardCharsets.ISO_8859_1);
        sum.update(buffer, next, end + 1 - next);
        next = end + 1;
        return text;
    }

    private void keep(ByteArrayOutputStream parts) throws DamagedException {
        parts.write(buffer, next, limit - next);
        sum.update(buffer, next, limit - next);
        if (parts.size() > LineWriter.MAX_LINE) {
            throw new DamagedException("the line is too long");
        }
    }

    private void fill() throws IOException {
        next = 0;
        limit = Math.max(0, in.read(buffer));
        if (limit == 0) {
            throw new DamagedException("the file ends too early");
        }
    }
}
