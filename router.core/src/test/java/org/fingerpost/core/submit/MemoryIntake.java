package org.fingerpost.core.submit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Draft;
import org.fingerpost.api.queue.Job;

/** Keeps what is committed. */
final class MemoryIntake implements Intake, Draft {

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    Job committed;
    boolean closed;
    boolean full;

    @Override
    public Draft create() throws IOException {
        if (full) {
            throw new IOException("no room");
        }
        return this;
    }

    @Override
    public CompletionStage<Void> commit(Draft draft, Job job) {
        committed = job;
        return full ? CompletableFuture.failedFuture(new IOException("no room")) : CompletableFuture.completedFuture(null);
    }

    @Override
    public QueueId id() {
        return new QueueId("JOB00001");
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        if (full) {
            throw new IOException("no room");
        }
        body.write(octets, offset, length);
    }

    @Override
    public Body body() {
        byte[] octets = body.toByteArray();
        return new Body() {
            @Override
            public long size() {
                return octets.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(octets);
            }
        };
    }

    @Override
    public CompletionStage<Void> commit(Job job) {
        return commit(this, job);
    }

    @Override
    public void close() {
        closed = true;
    }

    String text() {
        return body.toString(StandardCharsets.ISO_8859_1);
    }
}
