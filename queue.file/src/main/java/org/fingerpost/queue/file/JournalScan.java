package org.fingerpost.queue.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/** Reads one segment from its beginning to its end, whatever is in it. One thread. */
final class JournalScan implements AutoCloseable {

    /** What is found, in the order of the file. */
    interface Finder {

        /** A record that is as it was written; its line begins at {@code at}. */
        void record(JournalRecord.Head head, long at);

        /** Octets that are no record. */
        void damaged(long from, long to);
    }

    static final String VERSION = "fingerpost-journal 1 ";
    private static final Pattern FIRST_LINE = Pattern.compile(VERSION + "(\\w{1,40})\n");
    private static final int CHUNK = 1 << 16;

    private final RandomAccessFile file;
    private final long size;
    private final byte[] buffer = new byte[CHUNK];

    JournalScan(Path segment) throws IOException {
        Spool.requireFile(segment);
        file = new RandomAccessFile(segment.toFile(), "r");
        size = file.length();
    }

    long size() {
        return size;
    }

    /** @return false if it does not begin as a segment does, then nothing was found */
    boolean run(Finder finder) throws IOException {
        Matcher first = FIRST_LINE.matcher(StandardCharsets.ISO_8859_1.decode(read(0, JournalRecord.MAX_HEAD)));
        if (!first.lookingAt()) {
            return false;
        }
        String mark = first.group(1);
        long at = first.end();
        while (at < size) {
            Optional<JournalRecord.Head> head = head(at, mark);
            if (head.isPresent()) {
                finder.record(head.get(), at);
                at += head.get().size();
            } else {
                long next = next(at + 1, mark);
                finder.damaged(at, next);
                at = next;
            }
        }
        return true;
    }

    /** The line of the record that is at this place, whole and unchanged. */
    private Optional<JournalRecord.Head> head(long at, String mark) throws IOException {
        return JournalRecord.parse(read(at, JournalRecord.MAX_HEAD), mark)
                .filter(head -> at + head.size() <= size)
                .filter(new Unchanged(at)::test);
    }

    private final class Unchanged {

        private final long at;

        Unchanged(long at) {
            this.at = at;
        }

        boolean test(JournalRecord.Head head) {
            CRC32C sum = new CRC32C();
            sum.update(head.text().getBytes(StandardCharsets.ISO_8859_1));
            long from = at + head.length();
            long end = from + head.control() + head.body();
            try {
                while (from < end) {
                    ByteBuffer part = read(from, (int) Math.min(CHUNK, end - from));
                    from += part.remaining();
                    sum.update(part);
                }
                return sum.getValue() == head.sum() && read(end, 1).get() == '\n';
            } catch (IOException e) {
                return false; // a bad sector: what follows it may be readable
            }
        }
    }

    /** Where, from {@code from} on, the next line with this mark begins; the end of the file if there is none. */
    private long next(long from, String mark) throws IOException {
        String start = "\n@" + mark + ' ';
        long at = from - 1;
        while (at + start.length() <= size) {
            String chunk = StandardCharsets.ISO_8859_1.decode(read(at, CHUNK)).toString();
            int found = chunk.indexOf(start);
            if (found >= 0) {
                return at + found + 1;
            }
            at += chunk.length() - start.length() + 1;
        }
        return size;
    }

    /** Up to so many octets, as many as there are. */
    private ByteBuffer read(long at, int length) throws IOException {
        int count = (int) Math.min(length, size - at);
        file.seek(at);
        file.readFully(buffer, 0, count);
        return ByteBuffer.wrap(buffer, 0, count);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
