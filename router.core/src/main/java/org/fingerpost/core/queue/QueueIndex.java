package org.fingerpost.core.queue;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.IntConsumer;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Job;

/**
 * What the queue knows of each job without looking on the disk: when it is due, how much it should be put back behind others,
 * whether it is being worked on. It takes some 50 octets a job, for a backlog has millions of them. A job is either due at a
 * time, or ready since that time has come, or neither. Guarded by its owner's lock.
 */
final class QueueIndex {

    static final int NONE = IdTable.NONE;

    /** What is true of a job. */
    enum Flag {
        ACTIVE, WAITS_FOR_MAILER, HELD,
        /** An operator, or a mailer that came, wants it tried now. */
        FORCED;

        private final byte bit = (byte) (1 << ordinal());
    }

    private final IdTable ids = new IdTable();
    private final KeyedHeap.Keys times = new KeyedHeap.Keys();
    private final KeyedHeap due = new KeyedHeap(times, ids::compare);
    /** By rank: the time at which it was due, put back by its handicap. */
    private final KeyedHeap ready = new KeyedHeap(times, ids::compare);
    /** By slot. */
    private byte[] flags = {};
    private int[] handicap = {};
    /** New jobs, by slot: their first attempt needs no look on the disk. */
    private final Map<Integer, Job> fresh = new HashMap<>();

    int size() {
        return ids.size();
    }

    /** The slot of a job, or {@link #NONE}. */
    int find(QueueId id) {
        return ids.find(id);
    }

    QueueId id(int slot) {
        return ids.id(slot);
    }

    int compare(int a, int b) {
        return ids.compare(a, b);
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

    boolean is(int slot, Flag flag) {
        return (flags[slot] & flag.bit) != 0;
    }

    void set(int slot, Flag flag, boolean value) {
        flags[slot] = (byte) (value ? flags[slot] | flag.bit : flags[slot] & ~flag.bit);
    }

    // ---- jobs

    /**
     * Adds a job that nobody works on, or puts one back; it is not due before {@link #dueAt}.
     *
     * @param later milliseconds that it is put back behind others that are due with it
     */
    int put(QueueId id, int later) {
        int slot = ids.add(id);
        if (slot >= flags.length) {
            flags = Arrays.copyOf(flags, ids.capacity());
            handicap = Arrays.copyOf(handicap, ids.capacity());
        }
        flags[slot] = 0;
        handicap[slot] = later;
        notDue(slot);
        return slot;
    }

    /** Puts back one that cannot be read now. */
    int put(QueueId id) {
        int slot = ids.find(id);
        return put(id, slot == NONE ? 0 : handicap[slot]);
    }

    void remove(int slot) {
        notDue(slot);
        fresh.remove(slot);
        ids.remove(slot);
    }

    void keep(int slot, Job job, int mostKept) {
        if (fresh.size() < mostKept) {
            fresh.put(slot, job);
        }
    }

    /** The job if it is new and has been kept; once. */
    Optional<Job> takeFresh(int slot) {
        return fresh.isEmpty() ? Optional.empty() : Optional.ofNullable(fresh.remove(slot));
    }

    // ---- when

    void dueAt(int slot, Instant time) {
        ready.remove(slot);
        due.put(slot, time.toEpochMilli());
    }

    /** No time is what it waits for. */
    void notDue(int slot) {
        due.remove(slot);
        ready.remove(slot);
    }

    /** Where a job that is due at this time stands among others. */
    long rank(int slot, Instant time) {
        return time.toEpochMilli() + handicap[slot];
    }

    /** When it is or was due; empty if no time is what it waits for. */
    Optional<Instant> time(int slot) {
        return due.contains(slot) ? Optional.of(Instant.ofEpochMilli(due.key(slot)))
                : ready.contains(slot) ? Optional.of(Instant.ofEpochMilli(ready.key(slot) - handicap[slot])) : Optional.empty();
    }

    /** Jobs whose time has come are ready; so many at most, so that nobody has to wait long for this. */
    void ripen(long now, int most) {
        for (int i = 0; i < most && !due.isEmpty() && due.key(due.first()) <= now; i++) {
            int slot = due.first();
            long time = due.key(slot);
            due.remove(slot);
            ready.put(slot, time + handicap[slot]);
        }
    }

    boolean isAnyReady() {
        return !ready.isEmpty();
    }

    /** The one that is ready and comes first. */
    int firstReady() {
        return ready.first();
    }

    /** When the next one is due, in milliseconds since 1970. */
    Optional<Long> nextDue() {
        return due.isEmpty() ? Optional.empty() : Optional.of(due.key(due.first()));
    }

    /** Marks a job as being worked on; it is not due until it is put back. @return whether it was forced */
    boolean activate(int slot) {
        boolean forced = is(slot, Flag.FORCED);
        notDue(slot);
        set(slot, Flag.FORCED, false);
        set(slot, Flag.ACTIVE, true);
        return forced;
    }

    /** Gives the slots of all jobs that wait for a mailer. */
    void eachThatWaitsForMailer(IntConsumer heard) {
        ids.slots().filter(slot -> is(slot, Flag.WAITS_FOR_MAILER)).forEach(heard);
    }
}
