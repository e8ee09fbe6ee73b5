package org.fingerpost.core.dispatch;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.QueueStore;
import org.fingerpost.core.destination.JobTimes;
import org.fingerpost.core.destination.SettingsByDestination;
import org.fingerpost.core.dsn.ReportRules;
import org.fingerpost.core.dsn.ReturnToSender;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.queue.JobWork;
import org.fingerpost.core.queue.Turn;

/** Does what is due for a job: a round of attempts under the generation in use, then the report of what came of it. */
public final class Postman implements JobWork {

    private final Supplier<Generation> policies;
    private final Dispatcher dispatcher;
    private final QueueStore store;
    private final ReturnToSender returns;
    private final Clock clock;
    private final SettingsByDestination destinations;

    /** @param policies gives the generation in use, pinned */
    public Postman(Supplier<Generation> policies, Dispatcher dispatcher, QueueStore store, ReturnToSender returns,
            SettingsByDestination destinations, Clock clock) {
        this.policies = policies;
        this.dispatcher = dispatcher;
        this.store = store;
        this.returns = returns;
        this.destinations = destinations;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Worked> work(Job job, Turn turn) {
        Generation generation = policies.get();
        try {
            JobTimes times = times(generation, job);
            return new JobRun(generation, dispatcher, times, clock, returns.resolved(job, times), turn, store.body(job.id()))
                    .run()
                    .whenComplete((done, trouble) -> generation.release());
        } catch (IOException e) {
            generation.release();
            return CompletableFuture.failedFuture(e);
        } catch (RuntimeException | Error e) {
            generation.release();
            throw e;
        }
    }

    @Override
    public Optional<Instant> limit(Job job) {
        Generation generation = policies.get();
        try {
            JobTimes times = times(generation, job);
            Instant now = clock.instant();
            return job.pending().map(recipient -> times.limit(recipient, now)).min(Comparator.naturalOrder());
        } finally {
            generation.release();
        }
    }

    @Override
    public CompletionStage<Job> report(Job job, Progress progress) {
        Generation generation = policies.get();
        try {
            return returns.report(job, times(generation, job), ReportRules.of(generation), store.body(job.id()), progress);
        } finally {
            generation.release();
        }
    }

    private JobTimes times(Generation generation, Job job) {
        return new JobTimes(job, destinations, generation.queueTimeouts(), () -> generation.timeoutClass(job));
    }
}
