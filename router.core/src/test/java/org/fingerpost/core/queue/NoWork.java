package org.fingerpost.core.queue;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.queue.Job;

/** For queues that are not open: nobody but the test touches their jobs. */
final class NoWork implements JobWork {

    @Override
    public CompletionStage<Worked> work(Job job, Turn turn) {
        return CompletableFuture.failedFuture(new AssertionError());
    }

    @Override
    public Optional<Instant> limit(Job job) {
        return Optional.empty();
    }

    @Override
    public CompletionStage<Job> report(Job job, Progress progress) {
        return CompletableFuture.failedFuture(new AssertionError());
    }
}
