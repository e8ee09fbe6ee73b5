package org.fingerpost.core.services;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.fingerpost.api.instance.DaemonThreads;

/**
 * Calls of one plug-in that should answer at once, such as a table: whoever calls waits for the answer. A call runs on the
 * caller's thread while no other one does, which costs next to nothing; those that come while one takes longer than some
 * microseconds run on a few threads of this object's and are waited for, but not for ever. So a plug-in that never answers takes
 * one of the router's threads and no more. When several calls have got no answer, nobody is made to wait until one of them has
 * ended. Any thread.
 */
public final class PromptCalls {

    /** There was no answer in time, or none is to be expected. */
    public static final class NoAnswerException extends Exception {

        private static final long serialVersionUID = 1;

        NoAnswerException(String message) {
            super(message, null, false, false);
        }
    }

    /** How often a caller looks whether another one's call is over before it hands its own over: some microseconds. */
    private static final int LOOKS = 200;
    private static final int THREADS = 8;
    private static final int MAX_WAITING = 1000;
    private static final int IDLE_SECONDS = 10;
    /** So many calls without an answer are taken for the plug-in's end, and not for the bad luck of one. */
    private static final int HOPELESS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final Duration patience;
    private final AtomicReference<Thread> onCallersThread = new AtomicReference<>();
    private final ThreadLocal<Boolean> onOurThread = ThreadLocal.withInitial(() -> false);
    /** Calls that nobody waits for any more and that have not ended. */
    private final AtomicInteger overdue = new AtomicInteger();
    private final ThreadPoolExecutor threads;

    /** @param name for threads */
    public PromptCalls(String name) {
        this(name, PATIENCE);
    }

    PromptCalls(String name, Duration patience) {
        this.name = name;
        this.patience = patience;
        this.threads = new ThreadPoolExecutor(THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MAX_WAITING),
                new DaemonThreads(name));
        threads.allowCoreThreadTimeOut(true);
    }

    /** What the call gives or throws, unless it takes too long. */
    public <T> T call(Supplier<T> call) throws NoAnswerException {
        Thread me = Thread.currentThread();
        // A rule set that calls itself is in a call already: it must not need a thread for each level.
        if (onCallersThread.get() == me || onOurThread.get()) {
            return call.get();
        }
        if (isAlone(me)) {
            try {
                return call.get();
            } finally {
                onCallersThread.set(null);
            }
        }
        if (overdue.get() >= HOPELESS) {
            throw new NoAnswerException("does not answer");
        }
        return waitFor(call);
    }

    /** Most calls are shorter than handing one over takes. */
    private boolean isAlone(Thread me) {
        for (int look = 0; look < LOOKS; look++) {
            if (onCallersThread.get() == null && onCallersThread.compareAndSet(null, me)) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    private <T> T waitFor(Supplier<T> call) throws NoAnswerException {
        Pending<T> pending = new Pending<>(call);
        try {
            threads.execute(pending);
            return pending.answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            pending.giveUp();
            throw new NoAnswerException("has not answered for " + patience.toSeconds() + " s");
        } catch (RejectedExecutionException e) {
            throw new NoAnswerException("is asked too much at once");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            pending.giveUp();
            throw new NoAnswerException("has not answered when the router stopped waiting");
        } catch (ExecutionException e) {
            return rethrow(e.getCause());
        }
    }

    private static <T> T rethrow(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw thrown instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(thrown);
    }

    @Override
    public String toString() {
        return name;
    }

    /** One call on a thread of ours. Its monitor guards {@code begun}, {@code givenUp} and {@code ended}. */
    private final class Pending<T> implements Runnable {

        private final Supplier<T> call;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private boolean begun;
        private boolean givenUp;
        private boolean ended;

        Pending(Supplier<T> call) {
            this.call = call;
        }

        @Override
        public void run() {
            synchronized (this) {
                if (givenUp) {
                    return;
                }
                begun = true;
            }
            onOurThread.set(true);
            try {
                answer.complete(call.get());
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            } finally {
                onOurThread.remove();
                end();
            }
        }

        private synchronized void end() {
            ended = true;
            if (givenUp) {
                overdue.decrementAndGet();
            }
        }

        synchronized void giveUp() {
            givenUp = true;
            if (begun && !ended) {
                overdue.incrementAndGet();
            } else {
                threads.remove(this);
            }
        }
    }
}
