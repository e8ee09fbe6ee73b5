package org.fingerpost.core.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Job;

/**
 * What the queue knows of each job without looking on the disk: when it is due, whether it is being worked on, whether it waits for a
 * mailer to come. Guarded by its owner's lock.
 */
final class QueueIndex {

    /** One job. */
    static final class Entry {

        private final QueueId id;
        private Instant due;
        private boolean active;
        private boolean waitsForMailer;
        /** The job itself while it is new: its first attempt needs no look on the disk. */
        private Job fresh;

        private Entry(QueueId id) {
            this.id = id;
        }

        QueueId id() {
            return id;
        }

        boolean isActive() {
            return active;
        }

        /** The new job, once. */
        Job takeFresh() {
            Job taken = fresh;
            fresh = null;
            return taken;
        }
    }

    private final Map<QueueId, Entry> entries = new HashMap<>();
    private final NavigableSet<Entry> byDue =
            new TreeSet<>(Comparator.comparing((Entry e) -> e.due).thenComparing(e -> e.id.value()));

    int size() {
        return entries.size();
    }

    Optional<Entry> find(QueueId id) {
        return Optional.ofNullable(entries.get(id));
    }

    List<QueueId> ids() {
        return new ArrayList<>(entries.keySet());
    }

    void addFresh(Job job, boolean keep) {
        Entry entry = put(job, false);
        entry.fresh = keep ? job : null;
    }

    /** Adds a job, or puts one back that was active. */
    Entry put(Job job, boolean waitsForMailer) {
        Entry entry = entries.computeIfAbsent(job.id(), Entry::new);
        unschedule(entry);
        entry.active = false;
        entry.waitsForMailer = waitsForMailer;
        // One that is done is only to be removed: the router died between the last outcome and that.
        Optional<Instant> due = job.isDone() && !job.held() ? Optional.of(Instant.EPOCH) : job.nextAttempt();
        due.ifPresent(time -> schedule(entry, time));
        return entry;
    }

    /** Puts a job back that was active and cannot be read now. */
    void putUnread(QueueId id, Instant due) {
        Entry entry = entries.computeIfAbsent(id, Entry::new);
        entry.active = false;
        schedule(entry, due);
    }

    void remove(QueueId id) {
        Entry entry = entries.remove(id);
        if (entry != null) {
            unschedule(entry);
        }
    }

    /** Takes the entry that is due first, if it is due, and marks it as active. */
    Optional<Entry> takeDue(Instant now) {
        if (byDue.isEmpty() || byDue.first().due.isAfter(now)) {
            return Optional.empty();
        }
        Entry entry = byDue.first();
        activate(entry);
        return Optional.of(entry);
    }

    /** Marks an entry as being worked on; it is not due until it is put back. */
    void activate(Entry entry) {
        unschedule(entry);
        entry.active = true;
    }

    Optional<Instant> firstDue() {
        return byDue.isEmpty() ? Optional.empty() : Optional.of(byDue.first().due);
    }

    /** Brings an entry's due time forward; an active or held one is left alone. */
    void hasten(Entry entry, Instant due) {
        if (entry.due != null && entry.due.isAfter(due)) {
            schedule(entry, due);
        }
    }

    List<Entry> waitingForMailer() {
        return entries.values().stream().filter(e -> e.waitsForMailer && !e.active).toList();
    }

    private void schedule(Entry entry, Instant due) {
        unschedule(entry);
        entry.due = due;
        byDue.add(entry);
    }

    private void unschedule(Entry entry) {
        if (entry.due != null) {
            byDue.remove(entry);
            entry.due = null;
        }
    }
}
