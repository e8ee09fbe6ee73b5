package org.fingerpost.core.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.fingerpost.api.instance.DaemonThreads;
import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mailer.Mailer;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.Job;
import org.fingerpost.core.destination.SettingsByDestination;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.queue.Queue;
import org.fingerpost.core.request.BodyType;
import org.fingerpost.core.rewrite.Trace;
import org.fingerpost.core.services.Provided;
import org.fingerpost.core.services.Services;

/**
 * Calls the mailer for a batch: looks it up, composes what it gets, watches the attempt. Owns the threads of blocking mailers.
 */
public final class Dispatcher implements AutoCloseable {

    /** What follows an attempt writes to the disk: a mailer's own thread may be one that must not wait for that. */
    private static final int OUTCOME_THREADS = 2;

    private final Services services;
    private final SettingsByDestination destinations;
    private final Duration patience;
    private final MailerThreads threads;
    private final ScheduledExecutorService watch;
    private final ExecutorService outcomes;

    /**
     * @param destinations   what is set for each
     * @param patience       an attempt without a sign of life for so long is given up
     * @param mailerThreads  for each blocking mailer
     */
    public Dispatcher(Services services, SettingsByDestination destinations, Duration patience, int mailerThreads) {
        this.services = services;
        this.destinations = destinations;
        this.patience = patience;
        this.threads = new MailerThreads(mailerThreads);
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, new DaemonThreads("attempt-watch"));
        timer.setRemoveOnCancelPolicy(true);
        this.watch = timer;
        this.outcomes = Executors.newFixedThreadPool(OUTCOME_THREADS, new DaemonThreads("attempt-outcome"));
    }

    /** One attempt. The stage completes on a thread of this dispatcher's, with an outcome for each member of the batch. */
    CompletionStage<List<Outcome>> attempt(Generation generation, Job job, Batch batch, Body body) {
        Optional<Provided<Mailer>> mailer = services.mailers().find(batch.mailer().service());
        if (mailer.isEmpty()) {
            return all(batch, Outcome.deferred(Queue.MAILER_ABSENT, "mailer \"" + batch.mailer().service()
                    + "\" is not available"));
        }
        long limit = batch.mailer().maxMessageBytes();
        if (limit > 0 && body.size() > limit) {
            return all(batch, Outcome.failed("5.2.3", "message is larger than mailer " + batch.mailer().name() + " takes: "
                    + limit + " bytes"));
        }
        if (BodyType.isBinary(job.sender()) && !mailer.get().service().takesBinary()) {
            return all(batch, Outcome.failed("5.6.1", "mailer " + batch.mailer().name()
                    + " takes lines only, and the body of this message is binary"));
        }
        MailDelivery delivery = new DeliveryComposer(generation, services, Trace.NONE, Clock.systemUTC())
                .compose(job, batch, body)
                .with(destinations.of(batch.mailer().name(), batch.host()).of(batch.mailer().service()));
        return new Attempt(mailer.get(), threads.of(mailer.get()), patience, watch).begin(delivery)
                .thenApplyAsync(Function.identity(), outcomes);
    }

    /** Whether these outcomes say that there was no mailer for a batch, and there still is none. */
    boolean isAbsent(Batch batch, List<Outcome> outcomes) {
        return outcomes.get(0).status().toString().equals(Queue.MAILER_ABSENT)
                && services.mailers().find(batch.mailer().service()).isEmpty();
    }

    /** Runs a short task after some time. */
    void after(Duration time, Runnable task) {
        watch.schedule(() -> outcomes.execute(task), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static CompletionStage<List<Outcome>> all(Batch batch, Outcome outcome) {
        return CompletableFuture.completedFuture(batch.members().stream().map(member -> outcome).toList());
    }

    Services services() {
        return services;
    }

    @Override
    public void close() {
        watch.shutdownNow();
        threads.close();
        outcomes.shutdown();
    }
}
