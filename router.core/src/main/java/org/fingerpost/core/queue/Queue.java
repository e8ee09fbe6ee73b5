package org.fingerpost.core.queue;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.fingerpost.api.instance.DaemonThreads;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Draft;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.QueueStore;
import org.fingerpost.core.destination.SettingsByDestination;
import org.fingerpost.core.log.MailLog;
import org.fingerpost.core.metrics.MailMetrics;
import org.fingerpost.core.queue.JobWork.Worked;
import org.fingerpost.core.services.MailerArrival;
import org.fingerpost.core.submit.Intake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue. Its {@link Schedule} knows each job; a job itself belongs to whoever has it active: a worker, or an operator's
 * command. The threads {@code queue-worker} take from the schedule what is next and sleep until there is something; a {@link
 * Recovery} takes up what earlier runs left, while mail already flows.
 *
 * <p>Nothing that goes wrong here loses a job: it stays in the store, and in the schedule with a later due time.
 */
public final class Queue implements Intake, MailerArrival, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Queue.class);

    /** The status of a deferral that ends when the mailer comes: see {@code Dispatcher}. */
    public static final String MAILER_ABSENT = "4.3.5";

    /** After trouble on our own side a job is left alone for so long. */
    private static final Duration OWN_TROUBLE = Duration.ofMinutes(1);
    /** Between two tries to store what has become of a message: until then it is in memory only. */
    private static final Duration NOT_KEPT = Duration.ofSeconds(10);
    private static final Duration CLOSING = Duration.ofSeconds(10);
    /** Between two looks of a report whether its subject has been marked. */
    private static final Duration SUBJECT_FIRST = Duration.ofSeconds(1);

    private final QueueStore store;
    private final JobWork work;
    private final Clock clock;
    private final Schedule schedule;
    private final List<Thread> workers;
    private volatile Recovery recovery;
    /** Reports that wait until what they are about has been marked: by that, which is being worked on. */
    private final Map<QueueId, List<Job>> reports = new ConcurrentHashMap<>();
    private final Round.Ending endings = new Endings();

    /**
     * @param settings  how each destination is treated
     * @param priority  which of several jobs comes first
     * @param maxActive jobs that are worked on at once
     */
    public Queue(QueueStore store, JobWork work, Clock clock, SettingsByDestination settings, Priority priority,
            int workerThreads, int maxActive) {
        this.store = store;
        this.work = work;
        this.clock = clock;
        this.schedule = new Schedule(clock, maxActive, settings, priority);
        DaemonThreads threads = new DaemonThreads("queue-worker");
        this.workers = Stream.generate(() -> threads.newThread(this::run)).limit(workerThreads).toList();
    }

    /**
     * Begins to work, and to take up what is in the store.
     *
     * @throws IOException if the store cannot be read
     */
    public void open() throws IOException {
        recovery = new Recovery(store.inventory(), OWN_TROUBLE, this::recover,
                () -> LOG.info("the queue is open with {} messages", schedule.size()));
        workers.forEach(Thread::start); // all now, so that a machine without room for another thread later costs us none
        recovery.start();
    }

    /** Takes up a job that is in the store. */
    void recover(Job job) {
        schedule.recover(job, work.limit(job));
    }

    // ---- what comes in

    @Override
    public Draft create() throws IOException {
        return store.create();
    }

    @Override
    public CompletionStage<Void> commit(Draft draft, Job job) {
        long begun = System.nanoTime();
        return draft.commit(job).thenRun(() -> {
            MailMetrics.accepted(job, System.nanoTime() - begun);
            MailLog.accepted(job);
            if (job.about().flatMap(schedule::isActive).orElse(false)) {
                reports.computeIfAbsent(job.about().get(), id -> new CopyOnWriteArrayList<>()).add(job);
            } else {
                schedule.add(job);
            }
        });
    }

    @Override
    public void mailerArrived(String name) {
        schedule.mailerArrived();
    }

    /** Another policy is in use: it may send what waits elsewhere. */
    public void policyChanged() {
        schedule.policyChanged();
    }

    /** Destinations may be treated in another way. */
    public void settingsChanged() {
        schedule.settingsChanged();
    }

    // ---- what is due

    private void run() {
        try {
            for (Optional<Due> due = schedule.next(); due.isPresent(); due = schedule.next()) {
                work(due.get());
            }
        } catch (InterruptedException e) {
            LOG.debug("a worker of the queue ends");
        } catch (RuntimeException | Error e) {
            LOG.error("a worker of the queue has died; restart the router", e);
            throw e;
        }
    }

    private void work(Due due) {
        if (due instanceof Due.ToWork job) {
            begin(job);
        } else if (due instanceof Due.ToContinue active) {
            goOn(active);
        } else {
            ((Due.ToKeep) due).round().keep();
        }
    }

    /** Whoever asked for it sees to it that nothing escapes; were something to, it would cost all mail a worker. */
    private static void goOn(Due.ToContinue active) {
        try {
            active.work().run();
        } catch (Throwable e) {
            LOG.error("a message that was being worked on cannot be gone on with", e);
        }
    }

    private void begin(Due.ToWork due) {
        Turn turn = new ScheduledTurn(schedule, store, due.forced(), due.place());
        Round round = new Round(due, store, work, turn, endings);
        try {
            Optional<Job> job = due.fresh().isPresent() ? due.fresh() : store.load(due.id());
            boolean tooEarly = job.isPresent() && due.fresh().isEmpty() && comesBeforeItsSubject(job.get());
            if (job.isPresent() && !job.get().held() && !job.get().isDone() && !tooEarly) {
                round.run(job.get());
                return;
            }
            turn.settled();
            if (job.isEmpty()) {
                LOG.error("message {} has gone from the store", due.id());
                schedule.forget(due.id());
            } else if (job.get().held()) {
                schedule.putBack(job.get());
            } else if (tooEarly) {
                schedule.putBack(notBefore(job.get(), clock.instant().plus(SUBJECT_FIRST)));
            } else {
                round.keep(Worked.of(job.get()));
            }
        } catch (Throwable e) { // whatever it is: the worker goes on, and the job does not stay active for ever
            turn.settled();
            endings.failed(round, e);
        }
    }

    /** A report of an earlier run: that it is in the store says that its subject has been told, so it has to be seen there. */
    private boolean comesBeforeItsSubject(Job job) throws IOException {
        Optional<Job> subject = job.about().isEmpty() ? Optional.empty() : store.load(job.about().get());
        return subject.filter(s -> !s.held() && s.report().equals(Optional.of(job.id()))).isPresent();
    }

    private final class Endings implements Round.Ending {

        @Override
        public void kept(Round round) {
            Job after = round.result().job();
            // Before its subject is done, so that the queue is never empty in between.
            Optional.ofNullable(reports.remove(after.id())).ifPresent(waiting -> waiting.forEach(schedule::add));
            if (round.unreported() != null) {
                LOG.error("the failure of message {} could not be reported to its sender; this is tried again in {} s",
                        after.id(), OWN_TROUBLE.toSeconds(), round.unreported());
                schedule.putBack(notBefore(after, clock.instant().plus(OWN_TROUBLE)));
            } else {
                schedule.done(round.result(), round.stillFresh(), round.forced(), round.arrivalsBefore());
            }
            if (after.isDone()) {
                MailLog.event(after.id(), "removed", "delay", Duration.between(after.arrived(), clock.instant()).toSeconds()
                        + "s");
            }
        }

        @Override
        public void notKept(Round round, Throwable why) {
            LOG.error("what has become of message {} cannot be stored; it is remembered and stored as soon as possible",
                    round.id(), why);
            schedule.keepLater(round, clock.instant().plus(NOT_KEPT));
        }

        /** The job is as the store has it; it comes up again later. */
        @Override
        public void failed(Round round, Throwable why) {
            LOG.error("message {} is left alone for {} s after trouble of our own", round.id(), OWN_TROUBLE.toSeconds(), why);
            putBack(round.id(), clock.instant().plus(OWN_TROUBLE));
        }
    }

    // ---- what an operator does: see QueueOperations

    /** Whether all that earlier runs left has been taken up. */
    boolean isComplete() {
        return recovery != null && recovery.isComplete();
    }

    Schedule schedule() {
        return schedule;
    }

    /** Ends an ownership of a job that has just been stored like this. */
    void putBack(Job stored) {
        schedule.putBack(stored);
    }

    /** Ends an ownership of a job that the store no longer has. */
    void forget(QueueId id) {
        schedule.forget(id);
    }

    /** Ends an ownership: from now on the schedule says what the store says, and nothing is due before {@code earliest}. */
    void putBack(QueueId id, Instant earliest) {
        try {
            store.load(id).ifPresentOrElse(job -> schedule.putBack(notBefore(job, earliest)), () -> schedule.forget(id));
        } catch (IOException | RuntimeException e) {
            // It may be a lack of file descriptors: nothing that lets us forget the message.
            LOG.error("message {} cannot be read from the queue; this is tried again in {} s", id, OWN_TROUBLE.toSeconds(), e);
            schedule.putBackUnread(id, clock.instant().plus(OWN_TROUBLE));
        }
    }

    private static Job notBefore(Job job, Instant earliest) {
        return job.mapRecipients(r -> r.isOpen() && r.nextAttempt().isBefore(earliest) ? r.dueAt(earliest) : r);
    }

    /** Ends: no new attempts; those under way have a little time. What they do not finish is done again after the next start. */
    @Override
    public void close() {
        if (recovery != null) {
            recovery.stop();
        }
        schedule.close().forEach(Round::keep);
        int active = schedule.awaitIdle(CLOSING);
        LOG.info("the queue is closed with {} messages, {} of them being worked on", schedule.size(), active);
    }
}
