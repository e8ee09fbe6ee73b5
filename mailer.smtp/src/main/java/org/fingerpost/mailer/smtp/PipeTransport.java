package org.fingerpost.mailer.smtp;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A connection by a way that blocks, with two threads: one reads and tells the end, one writes. Whoever closes it does not wait;
 * the end is told when the pipe is free again.
 */
final class PipeTransport implements Transport {

    /** What may be read at once. */
    private static final int CHUNK = 8192;
    /** For what a program that has ended left in its pipe: longer is not waited if others hold the pipe. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    /** For a program that says no more to end, so that we can tell how it did. */
    private static final Duration STATUS = Duration.ofSeconds(1);
    /** For a few octets to be written while the server says something: it reads no more if they are not by then. */
    private static final Duration LAST_OCTETS = Duration.ofSeconds(10);
    /** As many as the final dot with the line end before it. */
    private static final int TAIL = 5;
    private static final ByteBuffer END = ByteBuffer.allocate(0);

    private final Pipe pipe;
    private final Connection connection;
    /** At most what a session has on its way: an envelope and a chunk of content. */
    private final BlockingQueue<ByteBuffer> unwritten = new LinkedBlockingQueue<>();
    /** Held while the last octets of a buffer are written and that is told: what answers them is not to be told before. */
    private final ReentrantLock tail = new ReentrantLock();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();

    PipeTransport(Pipe pipe, Connection connection) {
        this.pipe = pipe;
        this.connection = connection;
    }

    @Override
    public void write(ByteBuffer octets) {
        unwritten.add(octets);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            unwritten.clear();
            unwritten.add(END);
            pipe.drop();
        }
    }

    /** Talks to the end of the connection, on this thread and one of {@code threads}. */
    void run(Executor threads) {
        threads.execute(this::writeAll);
        connection.opened(this);
        pipe.gone().ifPresent(gone -> gone.thenAcceptAsync(this::end,
                CompletableFuture.delayedExecutor(LAST_WORDS.toNanos(), TimeUnit.NANOSECONDS, threads)));
        try {
            readAll();
        } catch (IOException e) {
            if (!closed.get()) {
                connection.broken(e);
            }
        }
        close();
        end(pipe.gone().map(gone -> gone.copy().completeOnTimeout(null, STATUS.toNanos(), TimeUnit.NANOSECONDS).join())
                .orElse(null));
    }

    private void readAll() throws IOException {
        ByteBuffer octets = ByteBuffer.allocate(CHUNK);
        while (pipe.read(octets) >= 0) {
            awaitTail();
            connection.received(octets.flip());
            octets.clear();
        }
    }

    private void awaitTail() throws IOException {
        try {
            if (tail.tryLock(LAST_OCTETS.toNanos(), TimeUnit.NANOSECONDS)) {
                tail.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private void writeAll() {
        try {
            for (ByteBuffer next = unwritten.take(); next != END; next = unwritten.take()) {
                write(next, Math.max(next.remaining() - TAIL, 0));
            }
        } catch (IOException e) {
            // It may have said why it reads no more: what is to be read is read first, and the end is found there.
            if (!closed.get()) {
                connection.broken(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pipe.endOutput();
    }

    private void write(ByteBuffer next, int head) throws IOException {
        pipe.write(next.duplicate().limit(next.position() + head));
        tail.lock();
        try {
            pipe.write(next.duplicate().position(next.position() + head));
            next.position(next.limit());
            if (!over.get()) {
                connection.sent(next);
            }
        } finally {
            tail.unlock();
        }
    }

    /** The connection is over. @param reason null if there is none to be told */
    void end(String reason) {
        if (over.compareAndSet(false, true)) {
            close();
            if (reason != null) {
                connection.broken(new IOException(reason));
            }
            connection.disconnected();
        }
    }
}
