package org.fingerpost.queue.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

import org.fingerpost.api.instance.DaemonThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds records to the journal: everything that waits in one go, with one flush for all of it. Owns the thread that does it, which
 * is never interrupted, and those that complete the stages.
 */
final class JournalWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** How long a record that a job has gone waits for others to share a flush with. */
    private static final Duration LINGER = Duration.ofMillis(5);
    private static final byte[] END = {'\n'};
    private static final int BUFFER = 1 << 18;
    /** A segment that nobody needs is kept in use up to this size. */
    private static final long WORTH_REMOVING = 1 << 20;

    private final Journal journal;
    private final Disk disk;
    private final Condition condition;
    private final Path folder;
    private final long segmentSize;
    private final String mark = Long.toString(ThreadLocalRandom.current().nextLong() & Long.MAX_VALUE, Character.MAX_RADIX);
    private final Backlog<Append> backlog = new Backlog<>();
    private final Completions completions = new Completions("queue.file-journaled");
    private final Thread thread;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private FileOutputStream out;
    private Segment active;

    /** @param segmentSize octets after which another segment is begun */
    JournalWriter(Journal journal, Disk disk, Condition condition, Path folder, long segmentSize) {
        this.journal = journal;
        this.disk = disk;
        this.condition = condition;
        this.folder = folder;
        this.segmentSize = segmentSize;
        this.thread = new DaemonThreads("queue.file-journal").newThread(this::run);
    }

    void start() {
        completions.start();
        thread.start();
    }

    /** Completes when the record is stable. */
    CompletionStage<Void> append(JournalRecord record, Consumer<Segment.Part> applied) {
        Append append = new Append(record, applied);
        try {
            record.require();
        } catch (IOException e) {
            append.fail(e);
            append.complete();
            return append.stage();
        }
        if (!backlog.admit()) {
            append.fail(new IOException("more than " + Backlog.MAX_CHANGES + " changes wait for the disk"));
            append.complete();
        } else if (!backlog.add(append, append.isUrgent())) {
            append.fail(new IOException("the queue store is closed"));
            append.complete();
            backlog.leave();
        }
        return append.stage();
    }

    /** Takes no more records and waits, but not for ever, until those under way are stable. */
    @Override
    public void close() {
        backlog.close();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.error("the journal's disk does not answer");
        }
    }

    private void run() {
        for (List<Append> group = backlog.nextGroup(LINGER); !group.isEmpty(); group = backlog.nextGroup(LINGER)) {
            try {
                add(group);
            } catch (IOException | RuntimeException | Error e) {
                group.forEach(append -> append.fail(e));
            }
            completions.finish(group, Append::complete, backlog);
            journal.removeUnused(active);
        }
        end();
    }

    private void add(List<Append> group) throws IOException {
        condition.require();
        if (active == null) {
            begin();
        }
        long before = active.size();
        try {
            write(group);
            disk.sync(active.file(), out);
        } catch (SyncFailedException e) {
            condition.spoil(e.getMessage());
            takeBack(before);
            throw e;
        } catch (IOException | RuntimeException | Error e) {
            takeBack(before);
            throw e;
        }
        group.forEach(append -> append.apply(active));
        if (active.size() >= segmentSize || active.size() >= WORTH_REMOVING && !active.isPinned()) {
            endSegment();
        }
    }

    private void begin() throws IOException {
        Path file = journal.nextFile();
        FileOutputStream stream = disk.create(file);
        try {
            byte[] first = (JournalScan.VERSION + mark + '\n').getBytes(StandardCharsets.ISO_8859_1);
            stream.write(first);
            disk.syncDirectory(folder);
            out = stream;
            active = new Segment(file, first.length);
            journal.add(active);
        } catch (IOException e) {
            if (e instanceof SyncFailedException) {
                condition.spoil(e.getMessage());
            }
            stream.close();
            disk.delete(file);
            throw e;
        }
    }

    private void write(List<Append> group) throws IOException {
        FileChannel channel = out.getChannel();
        buffer.clear();
        for (Append append : group) {
            JournalRecord record = append.record();
            byte[] head = record.head(mark);
            append.writtenAt(active.grow(head.length + record.control().length + record.bodySize() + 1L), head.length);
            put(head, head.length, channel);
            put(record.control(), record.control().length, channel);
            put(record.body(), record.bodySize(), channel);
            put(END, 1, channel);
        }
        drain(channel);
    }

    private void put(byte[] octets, int length, FileChannel channel) throws IOException {
        for (int from = 0; from < length;) {
            int count = Math.min(length - from, buffer.remaining());
            buffer.put(octets, from, count);
            from += count;
            if (!buffer.hasRemaining()) {
                drain(channel);
            }
        }
    }

    private void drain(FileChannel channel) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    /** What was not acknowledged must not come back; if it cannot be cut off, nothing is written behind it. */
    private void takeBack(long to) {
        try {
            out.getChannel().truncate(to);
            active.shrink(to);
        } catch (IOException e) {
            LOG.error("{}: records that were refused could not be removed", active, e);
            endSegment();
        }
    }

    private void endSegment() {
        try {
            out.close();
        } catch (IOException e) {
            LOG.debug("a segment could not be closed", e);
        }
        out = null;
        active = null;
    }

    private void end() {
        completions.close();
        if (active != null) {
            endSegment();
        }
        journal.removeUnused(null);
    }
}
