package org.fingerpost.queue.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Draft;
import org.fingerpost.api.queue.Job;

/** A body that is being written to its final name; without a control file it is no job yet. One thread at a time. */
final class FileDraft implements Draft {

    private final QueueId id;
    private final NewFile body;
    private final Function<Job, CompletionStage<Void>> committer;
    private final OutputStream out;
    private long size;
    private IOException trouble;
    private boolean ended;

    /** @param committer takes over the body and makes it and the job durable */
    FileDraft(QueueId id, NewFile body, Function<Job, CompletionStage<Void>> committer) {
        this.id = id;
        this.body = body;
        this.committer = committer;
        this.out = new BufferedOutputStream(body.stream());
    }

    @Override
    public QueueId id() {
        return id;
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        requireOpen();
        try {
            out.write(octets, offset, length);
            size += length;
        } catch (IOException e) {
            trouble = e;
            throw e;
        }
    }

    @Override
    public Body body() throws IOException {
        requireOpen();
        finishWriting();
        return body.content();
    }

    @Override
    public CompletionStage<Void> commit(Job job) {
        requireOpen();
        require(job, id, size);
        try {
            finishWriting();
        } catch (IOException e) {
            close();
            return CompletableFuture.failedStage(e);
        }
        ended = true;
        return committer.apply(job);
    }

    /** Refuses a job that is not that of the draft. */
    static void require(Job job, QueueId id, long size) {
        if (!job.id().equals(id) || job.bodySize() != size) {
            throw new IllegalArgumentException("job " + job.id() + " with a body of " + job.bodySize()
                    + " octets is not that of draft " + id + " with " + size);
        }
    }

    @Override
    public void close() {
        if (!ended) {
            ended = true;
            body.discard();
        }
    }

    private void finishWriting() throws IOException {
        if (trouble != null) {
            // After a failed write nobody knows how much of the buffer is in the file.
            throw trouble;
        }
        out.flush();
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("draft " + id + " has been committed or closed");
        }
    }
}
