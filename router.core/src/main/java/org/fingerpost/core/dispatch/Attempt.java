package org.fingerpost.core.dispatch;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.mailer.BlockingMailer;
import org.fingerpost.api.mailer.Mailer;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.mailer.OutcomeTable;
import org.fingerpost.core.log.Printable;
import org.fingerpost.core.services.Provided;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One watched call of a mailer. It ends exactly once: by the mailer's outcomes, by its failure, or by the watch when there has
 * been no sign of life for too long. Whatever a plug-in does wrong is a deferral that names its bundle.
 */
final class Attempt {

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final Provided<Mailer> mailer;
    private final Duration patience;
    private final ScheduledExecutorService watch;
    private final MailerThreads.Pool threads;
    private final CompletableFuture<List<Outcome>> result = new CompletableFuture<>();
    /** The mailer's threads that work on this attempt now: interrupted when patience is at an end. */
    private final Set<Thread> working = ConcurrentHashMap.newKeySet();
    private volatile long lastSign = System.nanoTime();
    private volatile Future<?> timer;
    /** What the mailer has returned. */
    private volatile CompletionStage<?> stage;
    /** The thread that is in the mailer's {@code deliver}, if that is a blocking mailer's. */
    private volatile Thread caller;
    /** Whether it has had a thread. */
    private volatile boolean begun;
    private int expected;

    Attempt(Provided<Mailer> mailer, MailerThreads.Pool threads, Duration patience, ScheduledExecutorService watch) {
        this.mailer = mailer;
        this.threads = threads;
        this.patience = patience;
        this.watch = watch;
    }

    /** Calls the mailer; the stage always completes normally, with an outcome for each recipient. */
    CompletionStage<List<Outcome>> begin(MailDelivery delivery) {
        expected = delivery.recipients().size();
        delivery.attach(this::sign, this::execute);
        CompletionStage<List<Outcome>> ended = result.whenComplete((outcomes, none) -> tidyUp(delivery));
        try {
            lookAgainIn(shorter(patience, threads.patience()));
            onOwnThread(() -> call(delivery));
        } catch (Throwable e) { // no thread, or none of the machine's
            failed(e);
        }
        return ended;
    }

    /** Not on the caller's thread: a queue worker that waits for a mailer is lost to everybody's mail. */
    private void call(MailDelivery delivery) {
        // A blocking mailer does nothing but hand its work to these threads, and this is one.
        caller = mailer.service() instanceof BlockingMailer ? Thread.currentThread() : null;
        try {
            CompletionStage<List<Outcome>> returned = mailer.service().deliver(delivery);
            if (returned == null) {
                misbehaved("returned no stage");
            } else {
                stage = returned;
                returned.whenComplete(this::heard);
                if (result.isDone()) {
                    cancel(); // given up meanwhile; harmless if it was quick
                }
            }
        } catch (Throwable e) { // a plug-in may throw anything, Errors included: it costs its own mail only
            failed(e);
        } finally {
            caller = null;
        }
    }

    private void tidyUp(MailDelivery delivery) {
        Future<?> last = timer;
        if (last != null) {
            last.cancel(false);
        }
        delivery.end();
    }

    private void sign() {
        lastSign = System.nanoTime();
    }

    private void execute(Runnable task) {
        if (Thread.currentThread() == caller) {
            task.run();
        } else {
            onOwnThread(task);
        }
    }

    private void onOwnThread(Runnable task) {
        threads.execute(() -> {
            if (result.isDone()) {
                return;
            }
            begun = true;
            sign();
            working.add(Thread.currentThread());
            try {
                task.run();
            } finally {
                working.remove(Thread.currentThread());
                Thread.interrupted(); // ours, if it came late; the thread goes on with other work
            }
        });
    }

    private void heard(List<Outcome> outcomes, Throwable failure) {
        if (failure != null) {
            failed(failure);
        } else if (outcomes == null || outcomes.size() != expected) {
            misbehaved("gave " + (outcomes == null ? "no" : outcomes.size()) + " outcomes for " + expected + " recipients");
        } else if (outcomes.stream().anyMatch(Objects::isNull)) {
            misbehaved("gave null as an outcome");
        } else if (!result.complete(List.copyOf(outcomes))) {
            LOG.warn("mailer {} of bundle {} came to an end too late; what it said is not heard: {}", mailer.name(),
                    mailer.bundle(),
                    outcomes);
        }
    }

    private void failed(Throwable e) {
        Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        Outcome outcome = OutcomeTable.ofTrouble(name(), cause);
        if (end(outcome) && !(cause instanceof RejectedExecutionException)) {
            LOG.error("{} failed", name(), cause);
        }
    }

    private void misbehaved(String how) {
        if (end(Outcome.deferred("4.3.0", name() + " " + Printable.line(how)))) {
            LOG.error("{} {}", name(), how);
        }
    }

    private String name() {
        return "mailer \"" + mailer.name() + "\" of bundle " + mailer.bundle();
    }

    private boolean end(Outcome outcome) {
        return result.complete(Collections.nCopies(expected, outcome));
    }

    private void lookAgainIn(Duration time) {
        timer = watch.schedule(this::look, Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
        if (result.isDone()) {
            timer.cancel(false);
        }
    }

    private void look() {
        if (result.isDone()) {
            return;
        }
        Duration silent = Duration.ofNanos(System.nanoTime() - lastSign);
        if (!begun && threads.isStalled()) {
            // Else the mail that waits for a mailer that hangs would take the places of everybody's.
            end(OutcomeTable.ofTrouble(name(), new RejectedExecutionException()));
        } else if (!begun) {
            lookAgainIn(shorter(patience, threads.patience())); // a mailer that is busy is not silent
        } else if (silent.compareTo(patience) < 0) {
            lookAgainIn(patience.minus(silent));
        } else {
            misbehaved("gave no sign of life for " + patience.toSeconds() + "s");
            working.forEach(Thread::interrupt);
            cancel();
        }
    }

    /** What it would do from now on would be done twice. */
    private void cancel() {
        try {
            if (stage != null) {
                stage.toCompletableFuture().cancel(false);
            }
        } catch (Throwable e) { // a plug-in's stage need not know this
            LOG.debug("mailer {} of bundle {} cannot be cancelled", mailer.name(), mailer.bundle(), e);
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
