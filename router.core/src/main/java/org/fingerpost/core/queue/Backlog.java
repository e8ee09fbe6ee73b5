package org.fingerpost.core.queue;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.Via;
import org.fingerpost.api.queue.Standing;
import org.fingerpost.core.queue.QueueIndex.Flag;

/**
 * All jobs, and what those wait for that nobody works on: a time, a destination or an operator. Guarded by its owner's lock.
 */
final class Backlog {

    /** New jobs that may be kept in memory until their first attempt. */
    private static final int MAX_FRESH = 1000;
    /** Jobs whose time has come that are sorted in at once. */
    private static final int RIPEN = 1000;

    private final Clock clock;
    private final QueueIndex index;
    private final Lanes lanes;

    Backlog(Clock clock, QueueIndex index, Lanes lanes) {
        this.clock = clock;
        this.index = index;
        this.lanes = lanes;
    }

    // ---- what comes in

    void add(Job job, int handicap) {
        index.keep(put(job, handicap), job, MAX_FRESH);
    }

    /**
     * Adds a job of an earlier run, unless it is known. What was tried before waits where its last attempt went to: then a
     * backlog for one destination need not be read and routed to be found to wait.
     *
     * @param limit when something is to be done for it even so
     */
    void recover(Job job, int handicap, Optional<Instant> limit) {
        if (contains(job.id())) {
            return;
        }
        int slot = put(job, handicap);
        Instant now = clock.instant();
        List<JobRecipient> due = job.recipients().stream().filter(r -> r.isOpen() && !r.nextAttempt().isAfter(now)).toList();
        if (!due.isEmpty() && !job.held() && due.stream().allMatch(r -> r.isPending() && r.via().isPresent())) {
            Optional<Instant> next = job.pending().map(JobRecipient::nextAttempt).filter(now::isBefore).min(Instant::compareTo);
            park(slot, due.stream().map(r -> r.via().orElseThrow()).collect(Collectors.toSet()),
                    Stream.concat(next.stream(), limit.stream()).min(Instant::compareTo));
        }
    }

    /**
     * A job is back from work.
     *
     * @param fresh          what may be kept in memory of it
     * @param forced         whether what it waits for is wished for by somebody, however late it is due
     * @param handicap       milliseconds that it is put back behind others
     * @param arrivalsBefore how many mailers had come when the work began: it does not wait for one that has come since
     */
    void putBack(JobWork.Worked worked, Optional<Job> fresh, boolean forced, int handicap, long arrivalsBefore) {
        Job job = worked.job();
        int slot = put(job, handicap);
        fresh.ifPresent(kept -> index.keep(slot, kept, MAX_FRESH));
        if (!worked.waits().isEmpty() && !job.held()) {
            park(slot, worked.waits(), worked.due());
            index.set(slot, Flag.FORCED, forced);
        }
        if (waitsForMailer(job) && lanes.arrivals() != arrivalsBefore) {
            force(slot);
        }
    }

    int put(Job job, int handicap) {
        int slot = index.put(job.id(), handicap);
        index.set(slot, Flag.HELD, job.held());
        index.set(slot, Flag.WAITS_FOR_MAILER, waitsForMailer(job));
        // One that is done is only to be removed: the router died between the last outcome and that.
        Optional<Instant> due = job.isDone() && !job.held() ? Optional.of(Instant.EPOCH) : job.nextAttempt();
        due.ifPresent(time -> index.dueAt(slot, time));
        return slot;
    }

    /** Puts back one that cannot be read now. */
    void putUnread(QueueId id, Instant due) {
        index.dueAt(index.put(id), due);
    }

    private void park(int slot, Set<Via> waits, Optional<Instant> due) {
        long rank = index.rank(slot, index.time(slot).orElseGet(clock::instant));
        index.notDue(slot);
        due.ifPresent(time -> index.dueAt(slot, time));
        lanes.park(slot, waits, rank, clock.millis());
    }

    private static boolean waitsForMailer(Job job) {
        return job.pending().anyMatch(r -> r.lastOutcome().filter(Backlog::isAbsence).isPresent());
    }

    static boolean isAbsence(Outcome outcome) {
        return outcome.status().toString().equals(Queue.MAILER_ABSENT);
    }

    void remove(QueueId id) {
        index.remove(index.find(id));
    }

    // ---- what is due

    void ripen(long now) {
        index.ripen(now, RIPEN);
    }

    /** The slot of the job that comes first among those that are ready. */
    Optional<Integer> firstReady() {
        return index.isAnyReady() ? Optional.of(index.firstReady()) : Optional.empty();
    }

    /** When the next one is ready, in milliseconds since 1970: 0 if there is one, {@link Agenda#NEVER}. */
    long nextReady() {
        return index.isAnyReady() ? 0 : index.nextDue().orElse(Agenda.NEVER);
    }

    /** Somebody works on a job now; it waits for nothing. @return whether it was forced */
    boolean activate(int slot) {
        lanes.unpark(slot, clock.millis());
        return index.activate(slot);
    }

    QueueId id(int slot) {
        return index.id(slot);
    }

    Optional<Job> takeFresh(int slot) {
        return index.takeFresh(slot);
    }

    /** A job that waits is due now, whatever it waits for; an active or a held one is left alone. */
    void force(int slot) {
        if (!index.is(slot, Flag.ACTIVE) && !index.is(slot, Flag.HELD)) {
            Instant now = clock.instant();
            lanes.clear(slot, now.toEpochMilli());
            if (index.time(slot).filter(time -> !time.isAfter(now)).isEmpty()) {
                index.dueAt(slot, now);
            }
            index.set(slot, Flag.FORCED, true);
        }
    }

    void mailerArrived() {
        lanes.mailerArrived(clock.millis());
        index.eachThatWaitsForMailer(slot -> {
            if (!lanes.isParked(slot)) {
                force(slot);
            }
        });
    }

    // ---- for people

    int size() {
        return index.size();
    }

    List<QueueId> idsAfter(QueueId last, int most) {
        return index.idsAfter(last, most);
    }

    boolean contains(QueueId id) {
        return index.find(id) != QueueIndex.NONE;
    }

    /** Empty if there is no such job. */
    Optional<Integer> find(QueueId id) {
        return Optional.of(index.find(id)).filter(slot -> slot != QueueIndex.NONE);
    }

    boolean isActive(int slot) {
        return index.is(slot, Flag.ACTIVE);
    }

    Standing standing(int slot) {
        Instant now = clock.instant();
        if (isActive(slot)) {
            return new Standing.Active();
        }
        if (index.is(slot, Flag.HELD)) {
            return new Standing.Held();
        }
        return lanes.isParked(slot) ? new Standing.Waiting(lanes.states(slot, now.toEpochMilli()), index.time(slot))
                : new Standing.Due(index.time(slot).orElse(now));
    }
}
