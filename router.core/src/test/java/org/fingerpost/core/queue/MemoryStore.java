package org.fingerpost.core.queue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Draft;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.QueueStore;

/** A store that forgets nothing but the power. */
public final class MemoryStore implements QueueStore {

    public final Map<QueueId, Job> jobs = new ConcurrentHashMap<>();
    /** Whether it keeps a {@link #history}. */
    volatile boolean keepsHistory;
    /** What was stored after each change, the oldest first. */
    final List<Map<QueueId, Job>> history = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger updates = new AtomicInteger();
    final AtomicInteger lastId = new AtomicInteger();
    /** Takes nothing. */
    volatile boolean broken;
    /** Gives nothing. */
    volatile boolean unreadable;

    @Override
    public Draft create() {
        QueueId id = new QueueId(String.format("MEM%05d", lastId.incrementAndGet()));
        return new Draft() {
            @Override
            public QueueId id() {
                return id;
            }

            @Override
            public void write(byte[] octets, int offset, int length) {
            }

            @Override
            public Body body() {
                throw new UnsupportedOperationException("bodies are not kept");
            }

            @Override
            public CompletionStage<Void> commit(Job job) {
                return store(job);
            }

            @Override
            public void close() {
            }
        };
    }

    private CompletionStage<Void> store(Job job) {
        if (broken) {
            return CompletableFuture.failedFuture(new IOException("disk"));
        }
        return change(() -> jobs.put(job.id(), job));
    }

    private synchronized CompletionStage<Void> change(Runnable change) {
        change.run();
        if (keepsHistory) {
            history.add(Map.copyOf(jobs));
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Inventory inventory() {
        List<Job> now = List.copyOf(jobs.values());
        return new Inventory() {
            @Override
            public int size() {
                return now.size();
            }

            @Override
            public void each(Consumer<Job> job) {
                now.forEach(job);
            }
        };
    }

    @Override
    public Optional<Job> load(QueueId id) throws IOException {
        if (unreadable) {
            throw new IOException("too many open files");
        }
        return Optional.ofNullable(jobs.get(id));
    }

    @Override
    public Body body(QueueId id) {
        return new Body() {
            @Override
            public long size() {
                return 0;
            }

            @Override
            public InputStream open() {
                return InputStream.nullInputStream();
            }
        };
    }

    @Override
    public CompletionStage<Void> update(Job job) {
        updates.incrementAndGet();
        return store(job);
    }

    @Override
    public CompletionStage<Void> remove(QueueId id) {
        if (broken) {
            return CompletableFuture.failedFuture(new IOException("disk"));
        }
        return change(() -> jobs.remove(id));
    }
}
