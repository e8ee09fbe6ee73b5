package org.fingerpost.mailer.smtp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;

/**
 * Carries the content from the disk to the transport. While a chunk is written the next one is read, and no more: a slow server
 * costs two chunks of memory and no thread; where too many have read ahead ({@link Disk}), none until it asks and one then.
 * What is written after BDAT goes a chunk at a time, each when it is asked for.
 *
 * <p>Everything but the reading itself happens within the guard, which belongs to the connection.
 */
final class ContentPump {

    /** What becomes of the content; called within the guard. */
    interface Progress {

        /** A chunk is out; {@code last} if it was the end of the content. */
        void written(boolean last);

        /** The message cannot be read; nothing more will be written. */
        void unreadable(Exception cause);
    }

    private final ContentChunks chunks;
    private final Disk disk;
    private final Executor guard;
    private final Progress progress;

    /** Null until the server waits for the content. */
    private Transport transport;
    /** How many chunks may be begun. */
    private long wanted;
    /** Read, not written yet. */
    private ByteBuffer next;
    private ByteBuffer writing;
    private Exception trouble;
    private boolean begun;
    private boolean reading;
    /** Whether it is one of those that may read what is not asked for yet. */
    private boolean ahead;
    private boolean stopped;

    ContentPump(ContentChunks chunks, Disk disk, Executor guard, Progress progress) {
        this.chunks = chunks;
        this.disk = disk;
        this.guard = guard;
        this.progress = progress;
    }

    /** Begins to read, if it may, so that the first chunk is there when the server asks for it. */
    void prepare() {
        fetch();
    }

    /** Reads the first chunk on this thread, which may wait for the disk; outside the guard, before anything else. */
    void prepareHere() {
        if (!mayReadAhead()) {
            return;
        }
        begun = true;
        try {
            next = chunks.next();
        } catch (IOException | RuntimeException e) {
            chunks.close();
            trouble = e;
        }
    }

    /** Whether it has been asked for before, or is written otherwise. */
    boolean isNoGoodFor(ContentForm form) {
        return transport != null || chunks.form() != form;
    }

    /** The server waits for the content, all of it. */
    void start(Transport to) {
        wanted = Long.MAX_VALUE - 1;
        writeOne(to);
    }

    /** The server waits for one more chunk. */
    void writeOne(Transport to) {
        wanted++;
        transport = to;
        fetch();
        writeNext();
    }

    /** Writes no further chunk and closes the message. Harmless at any time. */
    void stop() {
        if (!stopped && begun && !reading && !chunks.ended()) {
            disk.execute(chunks::close);
        }
        stopped = true;
        next = null;
        giveBackAhead();
    }

    private boolean mayReadAhead() {
        ahead = ahead || disk.ahead().tryAcquire();
        return ahead;
    }

    private void giveBackAhead() {
        if (ahead) {
            ahead = false;
            disk.ahead().release();
        }
    }

    /** Reads a chunk if that is to be written next, or may be read ahead. */
    private void fetch() {
        boolean absent = !stopped && !reading && next == null && trouble == null && !chunks.ended();
        if (absent && (wanted > 0 && writing == null || mayReadAhead())) {
            readNext();
        }
    }

    /** @param buffer what is out, if it is one of these */
    void sent(ByteBuffer buffer) {
        if (buffer != writing || writing == null) {
            return;
        }
        writing = null;
        boolean last = !reading && next == null && trouble == null && chunks.ended();
        if (last) {
            giveBackAhead();
        } else {
            writeNext();
            fetch();
        }
        progress.written(last);
    }

    private void readNext() {
        begun = true;
        reading = true;
        disk.execute(this::read);
    }

    /** On a disk thread, outside the guard. */
    private void read() {
        try {
            ByteBuffer chunk = chunks.next();
            guard.execute(() -> take(chunk));
        } catch (IOException | RuntimeException e) {
            chunks.close();
            guard.execute(() -> fail(e));
        }
    }

    private void fail(Exception cause) {
        reading = false;
        trouble = cause;
        writeNext();
    }

    private void take(ByteBuffer chunk) {
        reading = false;
        if (!stopped) {
            next = chunk;
            writeNext();
        } else if (!chunks.ended()) {
            chunks.close();
        }
    }

    private void writeNext() {
        if (stopped || wanted == 0 || writing != null) {
            return;
        }
        if (trouble != null) {
            progress.unreadable(trouble);
        } else if (next != null) {
            wanted--;
            writing = next;
            next = null;
            transport.write(writing);
            fetch();
        }
    }
}
