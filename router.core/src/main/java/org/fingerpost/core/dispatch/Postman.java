package org.fingerpost.core.dispatch;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.QueueStore;
import org.fingerpost.core.dsn.ReportRules;
import org.fingerpost.core.dsn.ReturnToSender;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.PolicyRegistry;
import org.fingerpost.core.queue.JobWork;
import org.fingerpost.core.queue.RetrySchedule;

/** Does what is due for a job: a round of attempts under the generation in use, then the report of what came of it. */
public final class Postman implements JobWork {

    private final PolicyRegistry policies;
    private final Dispatcher dispatcher;
    private final QueueStore store;
    private final ReturnToSender returns;
    private final Clock clock;
    private volatile RetrySchedule retry;

    public Postman(PolicyRegistry policies, Dispatcher dispatcher, QueueStore store, ReturnToSender returns, RetrySchedule retry,
            Clock clock) {
        this.policies = policies;
        this.dispatcher = dispatcher;
        this.store = store;
        this.returns = returns;
        this.retry = retry;
        this.clock = clock;
    }

    public RetrySchedule retry() {
        return retry;
    }

    /** From the next round on. */
    public void setRetry(RetrySchedule changed) {
        retry = changed;
    }

    @Override
    public CompletionStage<Job> work(Job job, Progress progress) {
        Generation generation = policies.pin();
        try {
            RetrySchedule schedule = schedule(generation);
            Job known = returns.resolved(job, schedule);
            return new JobRun(generation, dispatcher, schedule, clock, known, progress).run(store.body(job.id()))
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
    public CompletionStage<Job> report(Job job, Progress progress) {
        Generation generation = policies.pin();
        try {
            return returns.report(job, schedule(generation), ReportRules.of(generation), store.body(job.id()), progress);
        } finally {
            generation.release();
        }
    }

    /** The policy says when mail is returned, or else the configuration. */
    private RetrySchedule schedule(Generation generation) {
        return generation.queueReturn().map(retry::withLifetime).orElse(retry);
    }
}
