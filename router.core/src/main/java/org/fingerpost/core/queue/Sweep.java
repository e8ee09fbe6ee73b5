package org.fingerpost.core.queue;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.QueueControl.Order;
import org.fingerpost.api.queue.QueueControl.Tally;
import org.fingerpost.api.queue.QueueStore;
import org.fingerpost.api.queue.Selector;
import org.fingerpost.api.queue.Standing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An operation on all messages that a selector means. Each is taken out of the schedule, changed in the store, put back and
 * logged; some are on their way to the disk at once, so that they share its flushes. Of one thread, used once.
 */
final class Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    /** Changes under way at once. */
    private static final int WINDOW = 128;
    /** For one change to reach the disk. */
    private static final long PATIENCE_SECONDS = 30;

    /** What an operation makes of one message. */
    @FunctionalInterface
    interface Change {

        /** The job that is to be stored in its place; empty if it is as wanted already. */
        Optional<Result> of(Job job);
    }

    /**
     * What becomes of a message.
     *
     * @param job        as it is from now on
     * @param storing    what the store has to do
     * @param recipients how many were changed
     * @param log        writes the line about it
     */
    record Result(Job job, Storing storing, int recipients, Runnable log) {

        CompletionStage<Void> store(QueueStore store) {
            return switch (storing) {
                case UPDATE -> store.update(job);
                case REMOVE -> store.remove(job.id());
            };
        }
    }

    /** What the store has to do. */
    enum Storing { UPDATE, REMOVE }

    /** A change on its way to the disk. */
    private record UnderWay(QueueId id, Result result, CompletableFuture<Void> stored) {
    }

    private final Queue queue;
    private final QueueStore store;
    private final Selector which;
    private final Order order;
    private final Deque<UnderWay> underWay = new ArrayDeque<>();
    private int looked;
    private int matched;
    private int changed;
    private int busy;
    private int failed;
    private int recipients;

    Sweep(Queue queue, QueueStore store, Selector which, Order order) {
        this.queue = queue;
        this.store = store;
        this.which = which;
        this.order = order;
    }

    /** Changes the messages that are meant. */
    Tally run(Change change) {
        return each((job, standing) -> change(job.id(), standing, change));
    }

    /**
     * Makes the messages that are meant due now; the store need not know.
     *
     * @param may which of them: the others are left alone
     */
    Tally hasten(Predicate<Job> may, Consumer<Job> log) {
        return each((job, standing) -> {
            int waiting = (int) job.pending().count();
            if (standing instanceof Standing.Active) {
                busy++;
            } else if (!job.held() && waiting > 0 && may.test(job)) {
                queue.schedule().hasten(job.id());
                changed++;
                recipients += waiting;
                log.accept(job);
            }
        });
    }

    /** What is done with a message that is meant. */
    private interface Step {
        void on(Job job, Standing standing) throws IOException;
    }

    private Tally each(Step step) {
        QueueIds ids = new QueueIds(queue.schedule(), which);
        try {
            boolean goOn = true;
            while (goOn && ids.hasNext() && !Thread.currentThread().isInterrupted()) {
                look(ids.next(), step);
                goOn = order.observer().looked(tally(), ids.expected());
            }
        } finally {
            while (!underWay.isEmpty()) {
                finish(underWay.remove());
            }
        }
        return tally();
    }

    private Tally tally() {
        return new Tally(looked, matched, changed, busy, failed, recipients);
    }

    private void look(QueueId id, Step step) {
        looked++;
        if (!which.mayMatch(id)) {
            return;
        }
        try {
            Optional<Job> job = store.load(id);
            job.ifPresent(queue::recover); // one of an earlier run may not have been taken up yet
            Optional<Standing> standing = queue.schedule().standing(id);
            if (job.isPresent() && standing.isPresent() && which.matches(QueueOperations.withWays(job.get(), standing.get()))) {
                matched++;
                step.on(job.get(), standing.get());
            }
        } catch (IOException | RuntimeException e) {
            failed++;
            LOG.error("message {} cannot be read from the queue", id, e);
        }
    }

    private void change(QueueId id, Standing before, Change change) throws IOException {
        if (!queue.schedule().acquire(id)) {
            busy++;
            return;
        }
        boolean owned = true;
        try {
            Optional<Result> result = store.load(id).map(job -> QueueOperations.withWays(job, before)).filter(which::matches)
                    .flatMap(change::of);
            if (result.isPresent()) {
                begin(id, result.get());
                owned = false;
            }
        } finally {
            if (owned) {
                queue.putBack(id, Instant.EPOCH);
            }
        }
    }

    private void begin(QueueId id, Result result) {
        if (underWay.size() == WINDOW) {
            finish(underWay.remove());
        }
        underWay.add(new UnderWay(id, result, result.store(store).toCompletableFuture()));
    }

    private void finish(UnderWay change) {
        boolean interrupted = Thread.interrupted();
        try {
            change.stored().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            changed++;
            recipients += change.result().recipients();
            change.result().log().run();
            if (change.result().storing() == Storing.REMOVE) {
                queue.forget(change.id());
            } else {
                queue.putBack(change.result().job());
            }
        } catch (InterruptedException e) {
            interrupted = true;
            abandon(change);
        } catch (Exception e) {
            failed++;
            LOG.error("message {} cannot be changed", change.id(), e);
            abandon(change);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** It may still reach the disk: whatever is there then is what the schedule will say. */
    private void abandon(UnderWay change) {
        change.stored().whenComplete((done, trouble) -> queue.putBack(change.id(), Instant.EPOCH));
    }
}
