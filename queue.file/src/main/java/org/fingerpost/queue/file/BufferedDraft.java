package org.fingerpost.queue.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Draft;
import org.fingerpost.api.queue.Job;

/**
 * A message that is in memory while it is small enough for the journal, and in a file once it is not. One thread at a time.
 */
final class BufferedDraft implements Draft {

    /** What is in memory. */
    private record BufferedBody(byte[] buffer, int length) implements Body {

        @Override
        public long size() {
            return length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(buffer, 0, length);
        }
    }

    /** Where a draft goes. */
    interface Destinations {

        /** One that is written to a file. */
        Draft inFile(QueueId id) throws IOException;

        /** Makes a small message durable. */
        CompletionStage<Void> intoJournal(Job job, byte[] body, int size);

        /** Whether the journal takes messages at present. */
        boolean isJournalOpen();
    }

    private static final int FIRST = 4096;

    private final QueueId id;
    private final BufferSpace space;
    private final int most;
    private final Destinations destinations;
    private byte[] buffer = {};
    private int size;
    private Draft inFile;
    private boolean ended;

    /** @param most octets that are kept in memory */
    BufferedDraft(QueueId id, BufferSpace space, int most, Destinations destinations) {
        this.id = id;
        this.space = space;
        this.most = most;
        this.destinations = destinations;
    }

    @Override
    public QueueId id() {
        return id;
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        requireOpen();
        if (inFile == null && !fits(length)) {
            moveToFile();
        }
        if (inFile != null) {
            inFile.write(octets, offset, length);
        } else {
            System.arraycopy(octets, offset, buffer, size, length);
            size += length;
        }
    }

    /** Makes room in memory, if there may be any. */
    private boolean fits(int length) {
        long needed = (long) size + length;
        if (needed > most) {
            return false;
        }
        if (needed > buffer.length) {
            int larger = (int) Math.min(most, Math.max(Math.max(FIRST, 2L * buffer.length), needed));
            if (!space.take(larger - buffer.length)) {
                return false;
            }
            buffer = Arrays.copyOf(buffer, larger);
        }
        return true;
    }

    private void moveToFile() throws IOException {
        inFile = destinations.inFile(id);
        inFile.write(buffer, 0, size);
        giveBack();
    }

    @Override
    public Body body() throws IOException {
        requireOpen();
        return inFile != null ? inFile.body() : new BufferedBody(buffer, size);
    }

    @Override
    public CompletionStage<Void> commit(Job job) {
        requireOpen();
        if (inFile == null && !destinations.isJournalOpen()) {
            try {
                moveToFile();
            } catch (IOException e) {
                close();
                return CompletableFuture.failedStage(e);
            }
        }
        if (inFile != null) {
            return inFile.commit(job);
        }
        FileDraft.require(job, id, size);
        ended = true;
        return destinations.intoJournal(job, buffer, size).whenComplete((done, trouble) -> giveBack());
    }

    @Override
    public void close() {
        if (inFile != null) {
            inFile.close();
        } else if (!ended) {
            ended = true;
            giveBack();
        }
    }

    private void giveBack() {
        space.giveBack(buffer.length);
        buffer = new byte[0];
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("draft " + id + " has been committed or closed");
        }
    }
}
