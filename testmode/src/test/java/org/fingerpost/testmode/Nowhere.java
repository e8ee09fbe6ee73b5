package org.fingerpost.testmode;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Draft;
import org.fingerpost.api.queue.Job;
import org.fingerpost.core.submit.Intake;

/** Takes messages and keeps what is said about them, but not their bodies. */
final class Nowhere implements Intake, Draft {

    final List<Job> jobs = new ArrayList<>();

    @Override
    public Draft create() {
        return this;
    }

    @Override
    public QueueId id() {
        return new QueueId("JOB00001");
    }

    @Override
    public void write(byte[] octets, int offset, int length) {
    }

    @Override
    public CompletionStage<Void> commit(Draft draft, Job job) {
        return commit(job);
    }

    @Override
    public Body body() {
        throw new UnsupportedOperationException("nothing is kept");
    }

    @Override
    public CompletionStage<Void> commit(Job job) {
        jobs.add(job);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
    }
}
