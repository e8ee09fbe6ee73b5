package org.fingerpost.core.services;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
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
 * limited time. While something hangs for a user, nobody waits for that user's files any more. Any thread.
 */
public final class UserFileCalls {

    private static final int THREADS = 16;
    private static final int MAX_WAITING = 1000;
    private static final int IDLE_SECONDS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Duration patience;
    private final Set<Integer> hanging = ConcurrentHashMap.newKeySet();
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
        if (hanging.contains(uid)) {
            throw new IOException("the files of user " + uid + " do not answer");
        }
        Task<T> task = new Task<>(uid, work);
        try {
            threads.execute(task);
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            giveUp(uid, task);
            throw new IOException("the files of user " + uid + " have not answered for " + patience.toSeconds() + " s", e);
        } catch (RejectedExecutionException e) {
            throw new IOException("the files of too many users do not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(String.valueOf(e.getCause()), e.getCause());
        }
    }

    private void giveUp(int uid, Task<?> task) {
        if (threads.remove(task)) {
            return; // it has not begun, and never will: others keep the threads busy
        }
        hanging.add(uid);
        if (task.isDone()) { // just now
            hanging.remove(uid);
        }
    }

    /** Work that ends a user's silence when it ends. */
    private final class Task<T> extends FutureTask<T> {

        private final int uid;

        Task(int uid, Callable<T> work) {
            super(work);
            this.uid = uid;
        }

        @Override
        protected void done() {
            hanging.remove(uid);
        }
    }
}
