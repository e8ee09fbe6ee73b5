package org.fingerpost.core.dispatch;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient.Via;
import org.fingerpost.core.queue.Place;
import org.fingerpost.core.queue.Reach;
import org.fingerpost.core.queue.Turn;

/** A turn with room everywhere but where a test says otherwise. */
final class FreeTurn implements Turn {

    final List<Job> saved = new CopyOnWriteArrayList<>();
    /** By host. */
    final Map<String, Down> down = new HashMap<>();
    /** Hosts that have no place, and do not let anybody wait. */
    final Set<String> full = ConcurrentHashMap.newKeySet();
    /** How often it let others have their turn. */
    final AtomicInteger breaks = new AtomicInteger();
    final List<Reach> reaches = new CopyOnWriteArrayList<>();

    @Override
    public CompletionStage<Void> save(Job job) {
        saved.add(job);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean isForced() {
        return false;
    }

    @Override
    public boolean isCalledFor(Via way) {
        return false;
    }

    @Override
    public Optional<Place> enter(Via way) {
        return full.contains(way.host()) || down.containsKey(way.host()) ? Optional.empty() : Optional.of(new Place() {
            @Override
            public Optional<Instant> leave(Reach reach, Outcome why) {
                reaches.add(reach);
                return Optional.empty();
            }

            @Override
            public void giveBack() {
            }
        });
    }

    @Override
    public void settled() {
    }

    @Override
    public boolean await(Via way, boolean isList, Waiter waiter) {
        return false;
    }

    @Override
    public Optional<Down> down(Via way) {
        return Optional.ofNullable(down.get(way.host()));
    }

    @Override
    public void later(Runnable work) {
        breaks.incrementAndGet();
        CompletableFuture.runAsync(work);
    }
}
