package org.fingerpost.core.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mailer.Mailer;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.Job;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.queue.Queue;
import org.fingerpost.core.services.Provided;
import org.fingerpost.core.services.Services;

/** Calls the mailer for a batch: looks it up, composes what it gets, watches the attempt. Owns the threads of blocking mailers. */
public final class Dispatcher implements AutoCloseable {

    private final Services services;
    private final Duration patience;
    private final MailerThreads threads;
    private final ScheduledExecutorService watch;

    /**
     * @param patience       an attempt without a sign of life for so long is given up
     * @param mailerThreads  for each blocking mailer
     */
    public Dispatcher(Services services, Duration patience, int mailerThreads) {
        this.services = services;
        this.patience = patience;
        this.threads = new MailerThreads(mailerThreads);
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "attempt-watch");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        this.watch = timer;
    }

    /** One attempt. The stage always completes normally, with an outcome for each member of the batch. */
    CompletionStage<List<Outcome>> attempt(Generation generation, Job job, Batch batch, Body body) {
        Optional<Provided<Mailer>> mailer = services.mailers().find(batch.mailer().service());
        if (mailer.isEmpty()) {
            return all(batch, Outcome.deferred(Queue.MAILER_ABSENT, "mailer \"" + batch.mailer().service() + "\" is not available"));
        }
        long limit = batch.mailer().maxMessageBytes();
        if (limit > 0 && body.size() > limit) {
            return all(batch, Outcome.failed("5.2.3", "message is larger than mailer " + batch.mailer().name() + " takes: " + limit + " bytes"));
        }
        MailDelivery delivery = new DeliveryComposer(generation, services).compose(job, batch, body);
        return new Attempt(mailer.get(), threads.of(mailer.get()), patience, watch).begin(delivery);
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
    }
}
