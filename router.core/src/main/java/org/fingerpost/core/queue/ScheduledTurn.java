package org.fingerpost.core.queue;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient.Via;
import org.fingerpost.api.queue.QueueStore;

/** The turn of one job. Any thread. */
final class ScheduledTurn implements Turn {

    private final Schedule schedule;
    private final QueueStore store;
    private final boolean forced;
    private final Optional<Lane.Grant> called;
    /** Whether the place of the call still is to be used. */
    private boolean free;

    /** @param called the place at the destination that called for the job, if one did */
    ScheduledTurn(Schedule schedule, QueueStore store, boolean forced, Optional<Lane.Grant> called) {
        this.schedule = schedule;
        this.store = store;
        this.forced = forced;
        this.called = called;
        this.free = called.isPresent();
    }

    @Override
    public CompletionStage<Void> save(Job job) {
        return store.update(job);
    }

    @Override
    public boolean isForced() {
        return forced;
    }

    @Override
    public boolean isCalledFor(Via way) {
        return called.isPresent() && schedule.isOf(called.get(), way);
    }

    @Override
    public Optional<Place> enter(Via way) {
        if (isCalledFor(way) && take()) {
            return Optional.of(new LanePlace(schedule, called.get()));
        }
        return schedule.enter(way, forced);
    }

    private synchronized boolean take() {
        boolean taken = free;
        free = false;
        return taken;
    }

    @Override
    public void settled() {
        if (take()) {
            schedule.giveBack(called.orElseThrow());
        }
    }

    @Override
    public boolean await(Via way, boolean isList, Waiter waiter) {
        return schedule.await(way, isList, waiter);
    }

    @Override
    public Optional<Down> down(Via way) {
        return schedule.down(way);
    }

    @Override
    public void later(Runnable work) {
        schedule.later(work);
    }
}
