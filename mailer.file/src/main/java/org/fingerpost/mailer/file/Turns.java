package org.fingerpost.mailer.file;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/**
 * One thread at a time for each file within this JVM: a file lock belongs to the whole process and does not keep its threads
 * apart. Who gets the turn writes what the others who wait for it have brought as well, so that one opening, one set of locks and
 * one flush serves all of them. Safe on any thread. It holds no more files than there are threads that use or want one.
 */
final class Turns {

    /** How much one turn does at most: other programs wait for the file meanwhile. */
    static final int MOST_APPENDS = 100;
    static final long MOST_OCTETS = 4L * 1024 * 1024;
    private static final long LONG_ENOUGH_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ConcurrentMap<Path, Line> lines = new ConcurrentHashMap<>();

    /**
     * Waits for the turn at {@code path}, or for somebody who has it to write {@code mine}.
     *
     * @return empty if {@code mine} is over
     * @throws UndeliverableException if neither has begun by {@code deadline}, in terms of {@link System#nanoTime}, or who has the
     *                                turn {@linkplain Turn#waitAlone waits for another program}
     */
    Optional<Turn> take(Path path, Append mine, long deadline) throws InterruptedException, UndeliverableException {
        Line line = lines.compute(path, (key, known) -> (known == null ? new Line() : known).join());
        Optional<Turn> turn = Optional.empty();
        try {
            List<Append> appends = line.await(mine, deadline);
            turn = appends.isEmpty() ? Optional.empty() : Optional.of(new Turn(path, line, appends));
        } finally {
            if (turn.isEmpty()) {
                leave(path, line);
            }
        }
        return turn;
    }

    private void leave(Path path, Line line) {
        lines.compute(path, (key, known) -> --line.threads == 0 ? null : line);
    }

    int size() {
        return lines.size();
    }

    /** How many wait for their turn. */
    int waiting(Path path) {
        Line line = lines.get(path);
        return line == null ? 0 : line.waiting();
    }

    /** Those who want one file; guarded by itself, but for {@link #threads}. */
    private static final class Line {

        /** Changed only under the map's lock for the path. */
        private int threads;
        private boolean taken;
        /** Whether who has the turn waits for another program. */
        private boolean stuck;
        private final Deque<Append> waiting = new ArrayDeque<>();

        private Line join() {
            threads++;
            return this;
        }

        /** @return what the caller, whose turn it is, has to write; empty if {@code mine} is over */
        synchronized List<Append> await(Append mine, long deadline) throws InterruptedException, UndeliverableException {
            waiting.add(mine);
            boolean interrupted = false;
            while (taken && !mine.isOver()) {
                long left = deadline - System.nanoTime();
                if ((stuck || left <= 0) && waiting.remove(mine)) {
                    throw Mailboxes.locked();
                }
                try {
                    // Past the deadline somebody writes it, and will say what came of it.
                    TimeUnit.NANOSECONDS.timedWait(this, left > 0 ? left : LONG_ENOUGH_NANOS);
                } catch (InterruptedException e) {
                    if (waiting.remove(mine)) {
                        throw e;
                    }
                    mine.revoke();
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return mine.isOver() ? List.of() : begin(mine);
        }

        private List<Append> begin(Append mine) {
            taken = true;
            waiting.remove(mine);
            List<Append> appends = new ArrayList<>();
            appends.add(mine);
            long octets = mine.size();
            // Each is written in its own name: what another user has brought waits for another turn.
            Iterator<Append> others = waiting.iterator();
            while (others.hasNext() && appends.size() < MOST_APPENDS) {
                Append next = others.next();
                if (next.access().equals(mine.access())) {
                    octets += next.size();
                    if (octets > MOST_OCTETS) {
                        break;
                    }
                    appends.add(next);
                    others.remove();
                }
            }
            return appends;
        }

        synchronized int waiting() {
            return waiting.size();
        }

        synchronized void stick() {
            stuck = true;
            notifyAll();
        }

        synchronized void end() {
            taken = false;
            stuck = false;
            notifyAll();
        }
    }

    /** The right of one thread to one file, given up by closing it. */
    final class Turn implements Closeable {

        private final Path path;
        private final Line line;
        private final List<Append> appends;

        private Turn(Path path, Line line, List<Append> appends) {
            this.path = path;
            this.line = line;
            this.appends = appends;
        }

        /** What is to be written, the caller's own as the first; all must be over when the turn is given up. */
        List<Append> appends() {
            return appends;
        }

        /**
         * Another program keeps the file: nobody but the caller waits for it until the turn is given up. However much mail a user
         * whose mailbox is locked gets, it does not keep that of others from being delivered.
         */
        void waitAlone() {
            List<Append> others = appends.subList(1, appends.size());
            others.forEach(append -> append.fail(Mailboxes.locked()));
            others.clear();
            line.stick();
        }

        @Override
        public void close() {
            line.end();
            leave(path, line);
        }
    }
}
