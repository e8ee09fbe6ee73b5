package org.fingerpost.core.services;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.fingerpost.api.instance.DaemonThreads;

/**
 * Does what may hang, because users' files may be on a server that is down: on a few threads of its own, and waited for a
 * limited time. While something hangs, nobody waits for the same user's files, or the same list, any more. Any thread.
 */
public final class UserFileCalls {

    private static final int THREADS = 16;
    private static final int MAX_WAITING = 1000;
    private static final int IDLE_SECONDS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Duration patience;
    private final Set<String> hanging = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING), new DaemonThreads("user-files"));

    public UserFileCalls() {
        this(PATIENCE);
    }

    UserFileCalls(Duration patience) {
        this.patience = patience;
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * What {@code work} gives.
     *
     * @param uid whose files it reads
     * @throws IOException what it throws; or that it takes too long: one line for people
     */
    public <T> T call(int uid, Callable<T> work) throws IOException {
        return call("the files of user " + uid, work);
    }

    /**
     * The same of anything. What nobody waits for any more is closed when it is there, if it can be.
     *
     * @param what what hangs, if it does: begins the report of it
     */
    public <T> T call(String what, Callable<T> work) throws IOException {
        if (hanging.contains(what)) {
            throw new IOException(what + ": still no answer");
        }
        Task<T> task = new Task<>(what, work);
        try {
            threads.execute(task);
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            giveUp(what, task);
            throw new IOException(what + ": no answer for " + patience.toSeconds() + " s", e);
        } catch (RejectedExecutionException e) {
            throw new IOException("the files of too many users do not answer", e);
        } catch (InterruptedException e) {
            task.abandon();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(String.valueOf(e.getCause()), e.getCause());
        }
    }

    private void giveUp(String what, Task<?> task) {
        if (threads.remove(task)) {
            return; // it has not begun, and never will: others keep the threads busy
        }
        hanging.add(what);
        if (task.isDone()) { // just now
            hanging.remove(what);
        }
        task.abandon();
    }

    /** Work that ends a silence when it ends. */
    private final class Task<T> extends FutureTask<T> {

        private final String what;
        private boolean abandoned;

        Task(String what, Callable<T> work) {
            super(work);
            this.what = what;
        }

        /** Nobody will take what it gives. */
        synchronized void abandon() {
            abandoned = true;
            if (isDone()) {
                drop();
            }
        }

        @Override
        protected synchronized void done() {
            hanging.remove(what);
            if (abandoned) {
                drop();
            }
        }

        private void drop() {
            try {
                if (get() instanceof Closeable late) {
                    late.close();
                }
            } catch (IOException | ExecutionException | CancellationException e) {
                return; // there is nothing to close
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
