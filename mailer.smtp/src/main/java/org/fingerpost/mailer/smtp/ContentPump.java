package org.fingerpost.mailer.smtp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;

import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.future.WriteFuture;
import org.apache.mina.core.session.IoSession;

/**
 * Carries the content from the disk to the socket. One chunk of it exists at any time: it is being read on a disk thread or being
 * written by MINA, and the next one is read when it has been written. So a slow server costs a chunk of memory and no thread.
 *
 * <p>Everything but the reading itself happens within the guard, which belongs to the conversation.
 */
final class ContentPump {

    /** What becomes of the content; called within the guard. */
    interface Progress {

        /** A chunk is out; {@code last} if it ended with the final dot. */
        void written(boolean last);

        /** The message cannot be read; nothing more will be written. */
        void unreadable(Exception cause);
    }

    private final ContentChunks chunks;
    private final Executor disk;
    private final Executor guard;
    private final Progress progress;

    private IoSession session;
    private boolean reading;
    private boolean stopped;

    ContentPump(ContentChunks chunks, Executor disk, Executor guard, Progress progress) {
        this.chunks = chunks;
        this.disk = disk;
        this.guard = guard;
        this.progress = progress;
    }

    void start(IoSession to) {
        session = to;
        readNext();
    }

    /** Writes no further chunk and closes the message. Harmless before the start and after the end. */
    void stop() {
        boolean idle = session != null && !reading && !stopped;
        stopped = true;
        if (idle) {
            disk.execute(chunks::close);
        }
    }

    private void readNext() {
        reading = true;
        disk.execute(this::read);
    }

    /** On a disk thread, outside the guard. */
    private void read() {
        try {
            ByteBuffer chunk = chunks.next();
            guard.execute(() -> write(chunk));
        } catch (IOException | RuntimeException e) {
            chunks.close();
            guard.execute(() -> fail(e));
        }
    }

    private void fail(Exception cause) {
        reading = false;
        progress.unreadable(cause);
    }

    private void write(ByteBuffer chunk) {
        reading = false;
        if (stopped) {
            chunks.close();
        } else {
            session.write(IoBuffer.wrap(chunk)).addListener((WriteFuture write) -> guard.execute(() -> written(write)));
        }
    }

    private void written(WriteFuture write) {
        if (stopped || !write.isWritten()) {
            return;
        }
        boolean last = chunks.ended();
        if (!last) {
            readNext();
        }
        progress.written(last);
    }
}
