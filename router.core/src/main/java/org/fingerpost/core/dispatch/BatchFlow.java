package org.fingerpost.core.dispatch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.queue.JobRecipient.Via;
import org.fingerpost.core.queue.Place;
import org.fingerpost.core.queue.Turn;

/**
 * How the batches of one job get to their destinations: each as soon as it has a place there, so many at a time. It is over when
 * no attempt is under way and none waits for its turn; what has no place by then is left. Its lock guards its fields and is not
 * held while others are called.
 */
final class BatchFlow {

    /** Attempts of one job that are under way at once: a list for thousands of hosts leaves room for others. */
    private static final int MAX_UNDER_WAY = 100;

    /** Begins an attempt: {@link #ended} is owed after the place has been left. Throws nothing. */
    interface Departure {
        void attempt(Batch batch, Place place);
    }

    /** The batches that still are to go to one destination. */
    private final class Group implements Turn.Waiter {

        private final Via way;
        private final Queue<Batch> batches = new ArrayDeque<>();
        /** Whether somebody sees to it that it goes on. */
        private boolean pursued;

        Group(Via way) {
            this.way = way;
        }

        @Override
        public void placed(Place place) {
            depart(this, place);
            pursue(this);
            release();
        }

        @Override
        public void turnedAway() {
            release();
        }
    }

    private final Turn turn;
    private final Departure departure;
    private final Map<Via, Group> groups = new LinkedHashMap<>();
    /** Those that have not had their first turn. */
    private final Queue<Group> ahead = new ArrayDeque<>();
    private final CompletableFuture<List<Batch>> end = new CompletableFuture<>();
    private int underWay;
    /** Batches that have had no place yet. */
    private int unbegun;
    /** Attempts, waiters and tasks that have not ended. */
    private int holds;

    BatchFlow(Turn turn, Collection<Batch> batches, Departure departure) {
        this.turn = turn;
        this.departure = departure;
        for (Batch batch : batches) {
            groups.computeIfAbsent(batch.way(), Group::new).batches.add(batch);
        }
        unbegun = batches.size();
        ahead.addAll(groups.values());
    }

    /** Begins what can be begun. @return completed with the batches for which there was no place */
    CompletionStage<List<Batch>> start() {
        hold();
        goOn();
        release();
        return end;
    }

    /** Whether this goes on when the attempt that is ending now has ended. */
    synchronized boolean isMoreUnderWay() {
        return underWay > 1 || unbegun > 0;
    }

    /** An attempt has ended, and has left its place. */
    void ended(Batch batch) {
        Group group;
        boolean more;
        synchronized (this) {
            underWay--;
            group = groups.get(batch.way());
            more = !group.pursued && !group.batches.isEmpty();
            group.pursued |= more;
        }
        if (more) {
            later(() -> pursueAgain(group));
        }
        if (isMoreAhead()) {
            later(this::goOn);
        }
        release();
    }

    private void pursueAgain(Group group) {
        synchronized (this) {
            group.pursued = false;
        }
        pursue(group);
    }

    private void later(Runnable task) {
        hold();
        turn.later(() -> {
            try {
                task.run();
            } finally {
                release();
            }
        });
    }

    private synchronized boolean isMoreAhead() {
        return !ahead.isEmpty() && underWay < MAX_UNDER_WAY;
    }

    /** Groups have their first turn, while not too much is under way. */
    private void goOn() {
        for (Group next = nextAhead(); next != null; next = nextAhead()) {
            pursue(next);
        }
        if (isNoneAhead()) {
            turn.settled();
        }
    }

    private synchronized Group nextAhead() {
        return underWay < MAX_UNDER_WAY ? ahead.poll() : null;
    }

    private synchronized boolean isNoneAhead() {
        return ahead.isEmpty();
    }

    /** Begins as many attempts as there are places for, then waits for the next one. */
    private void pursue(Group group) {
        while (isDepartureAllowed(group)) {
            Optional<Place> place = turn.enter(group.way);
            if (place.isEmpty()) {
                await(group);
                return;
            }
            depart(group, place.get());
        }
    }

    private synchronized boolean isDepartureAllowed(Group group) {
        return !group.pursued && !group.batches.isEmpty() && underWay < MAX_UNDER_WAY;
    }

    private void await(Group group) {
        boolean isList;
        synchronized (this) {
            isList = group.batches.size() > 1;
            group.pursued = true;
            holds++;
        }
        if (!turn.await(group.way, isList, group)) {
            synchronized (this) {
                group.pursued = false;
            }
            release();
        }
    }

    private void depart(Group group, Place place) {
        Batch batch;
        synchronized (this) {
            group.pursued = false;
            batch = group.batches.poll();
            if (batch != null) {
                underWay++;
                unbegun--;
                holds++;
            }
        }
        if (batch == null) {
            place.giveBack();
        } else {
            departure.attempt(batch, place);
        }
    }

    private synchronized void hold() {
        holds++;
    }

    private void release() {
        List<Batch> left;
        synchronized (this) {
            if (--holds > 0) {
                return;
            }
            left = new ArrayList<>();
            groups.values().forEach(group -> left.addAll(group.batches));
        }
        end.complete(left);
    }
}
