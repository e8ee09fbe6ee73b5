package org.fingerpost.mailer.file;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One thread at a time for each file within this JVM: a file lock belongs to the whole process and does not keep its threads
 * apart. Safe on any thread. It holds no more files than there are threads that use or want one.
 */
final class Turns {

    private final ConcurrentMap<Path, Turn> turns = new ConcurrentHashMap<>();

    /**
     * Waits for the turn at {@code path}.
     *
     * @throws UndeliverableException if it has not come by {@code deadline}, in terms of {@link System#nanoTime}
     */
    Turn take(Path path, long deadline) throws InterruptedException, UndeliverableException {
        Turn turn = turns.compute(path, (key, known) -> (known == null ? new Turn(key) : known).join());
        boolean mine = false;
        try {
            mine = turn.free.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } finally {
            if (!mine) {
                leave(turn);
            }
        }
        if (!mine) {
            throw Mailboxes.locked();
        }
        return turn;
    }

    private void leave(Turn turn) {
        turns.compute(turn.path, (key, known) -> --turn.threads == 0 ? null : turn);
    }

    int size() {
        return turns.size();
    }

    /** The right of one thread to one file, given up by closing it. */
    final class Turn implements Closeable {

        private final Path path;
        private final Semaphore free = new Semaphore(1, true);
        /** Those that have it or want it; changed only under the map's lock for {@link #path}. */
        private int threads;

        private Turn(Path path) {
            this.path = path;
        }

        private Turn join() {
            threads++;
            return this;
        }

        @Override
        public void close() {
            free.release();
            leave(this);
        }
    }
}
