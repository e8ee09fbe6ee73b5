package org.fingerpost.core.queue;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Job;

/**
 * What the queue knows of each job without looking on the disk: when it is due, whether it is being worked on, whether it waits
 * for a mailer to come. It takes about 40 octets a job, for a backlog has millions of them. Guarded by its owner's lock.
 */
final class QueueIndex {

    private static final byte ACTIVE = 1;
    private static final byte WAITS_FOR_MAILER = 2;

    private final IdTable ids = new IdTable();
    private final DueHeap heap = new DueHeap(ids::compare);
    /** By slot. */
    private byte[] flags = {};
    /** New jobs, by slot: their first attempt needs no look on the disk. */
    private final Map<Integer, Job> fresh = new HashMap<>();

    int size() {
        return ids.size();
    }

    boolean contains(QueueId id) {
        return ids.find(id) != IdTable.NONE;
    }

    /** Whether it is being worked on; empty if there is no such job. */
    Optional<Boolean> isActive(QueueId id) {
        int slot = ids.find(id);
        return slot == IdTable.NONE ? Optional.empty() : Optional.of(is(slot, ACTIVE));
    }

    /** The first ids after {@code last}, in their order, at most so many; {@code last} need not be here, null is before all. */
    List<QueueId> idsAfter(QueueId last, int most) {
        PriorityQueue<Integer> first = new PriorityQueue<>((a, b) -> ids.compare(b, a));
        ids.slots().filter(slot -> last == null || ids.isAfter(slot, last)).forEach(slot -> {
            if (first.size() < most) {
                first.add(slot);
            } else if (ids.compare(slot, first.peek()) < 0) {
                first.remove();
                first.add(slot);
            }
        });
        return first.stream().sorted(ids::compare).map(ids::id).toList();
    }

    /** Adds a new job. */
    void addFresh(Job job, int mostKept) {
        int slot = add(job, false);
        if (fresh.size() < mostKept) {
            fresh.put(slot, job);
        }
    }

    /** The new job, once. */
    Optional<Job> takeFresh(QueueId id) {
        return fresh.isEmpty() ? Optional.empty() : Optional.ofNullable(fresh.remove(ids.find(id)));
    }

    /** Adds a job, or puts one back that was active. */
    void put(Job job, boolean waitsForMailer) {
        add(job, waitsForMailer);
    }

    private int add(Job job, boolean waitsForMailer) {
        int slot = slot(job.id());
        flags[slot] = waitsForMailer ? WAITS_FOR_MAILER : 0;
        // One that is done is only to be removed: the router died between the last outcome and that.
        Optional<Instant> due = job.isDone() && !job.held() ? Optional.of(Instant.EPOCH) : job.nextAttempt();
        due.ifPresentOrElse(time -> heap.put(slot, time.toEpochMilli()), () -> heap.remove(slot));
        return slot;
    }

    /** Puts a job back that was active and cannot be read now. */
    void putUnread(QueueId id, Instant due) {
        int slot = slot(id);
        flags[slot] &= ~ACTIVE;
        heap.put(slot, due.toEpochMilli());
    }

    void remove(QueueId id) {
        int slot = ids.find(id);
        if (slot != IdTable.NONE) {
            heap.remove(slot);
            fresh.remove(slot);
            ids.remove(slot);
        }
    }

    /** Takes the job that is due first, if it is due, and marks it as active. */
    Optional<QueueId> takeDue(Instant now) {
        if (heap.isEmpty() || heap.due(heap.first()) > now.toEpochMilli()) {
            return Optional.empty();
        }
        int slot = heap.first();
        activate(slot);
        return Optional.of(ids.id(slot));
    }

    /** Marks a job as being worked on, if there is such a job and nobody works on it; it is not due until it is put back. */
    boolean activate(QueueId id) {
        int slot = ids.find(id);
        if (slot == IdTable.NONE || is(slot, ACTIVE)) {
            return false;
        }
        activate(slot);
        return true;
    }

    private void activate(int slot) {
        heap.remove(slot);
        flags[slot] |= ACTIVE;
    }

    Optional<Instant> firstDue() {
        return heap.isEmpty() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(heap.due(heap.first())));
    }

    /** Brings a job's due time forward; an active or held one, or one that is not here, is left alone. */
    void hasten(QueueId id, Instant due) {
        int slot = ids.find(id);
        if (slot != IdTable.NONE) {
            hasten(slot, due.toEpochMilli());
        }
    }

    /** Brings forward what waits for a mailer to come. */
    void hastenThoseThatWaitForMailer(Instant due) {
        ids.slots().filter(slot -> is(slot, WAITS_FOR_MAILER)).forEach(slot -> hasten(slot, due.toEpochMilli()));
    }

    private void hasten(int slot, long due) {
        if (heap.contains(slot) && heap.due(slot) > due) {
            heap.put(slot, due);
        }
    }

    private int slot(QueueId id) {
        int slot = ids.add(id);
        if (slot >= flags.length) {
            flags = Arrays.copyOf(flags, ids.capacity());
        }
        return slot;
    }

    private boolean is(int slot, byte flag) {
        return (flags[slot] & flag) != 0;
    }
}
