package org.fingerpost.core.dsn;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.queue.Hold;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.api.submit.Content;
import org.fingerpost.api.submit.PostOffice;
import org.fingerpost.api.submit.SubmissionException;
import org.fingerpost.api.submit.Transaction;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.core.destination.JobTimes;
import org.fingerpost.core.log.MailLog;
import org.fingerpost.core.queue.JobWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Return to sender: one report of all that is to be told to somebody of a message at one moment, submitted like any other mail,
 * from the null reverse-path. What goes on from a list with an owner is told to the owner, everything else to the sender. What
 * has no sender goes to the postmaster; what cannot be reported even there stays in the queue, held, for a human.
 *
 * <p>A report is sent once, wherever the router dies. First the job is stored with the outcomes and with the name of the report
 * that is about to be; then the report is stored; then the job is marked. What is found after a crash with the name of a report
 * ({@link #resolved}) has been told if, and only if, the store has that report: the queue lets no report go before its subject
 * has been marked.
 */
public final class ReturnToSender {

    /** Which messages are in the store. */
    @FunctionalInterface
    public interface Stored {

        boolean has(QueueId id) throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(ReturnToSender.class);
    private static final Set<String> BULK = Set.of("bulk", "list", "junk");

    private final Supplier<PostOffice> postOffice;
    private final Stored store;
    private final Clock clock;

    /** @param postOffice asked when a report is to be sent: it is made after this object */
    public ReturnToSender(Supplier<PostOffice> postOffice, Stored store, Clock clock) {
        this.postOffice = postOffice;
        this.store = store;
        this.clock = clock;
    }

    /**
     * A job of which a report was being made when the router died, with that settled; any other as it is. Before any work on it:
     * the report tells what the job says now.
     */
    public Job resolved(Job job, JobTimes times) throws IOException {
        if (job.report().isEmpty()) {
            return job;
        }
        boolean told = store.has(job.report().get());
        LOG.info("message {}: the report {} {}", job.id(), job.report().get(),
                told ? "had been stored before the router stopped" : "had not been stored; it is made anew");
        List<Reported> due = due(job, times);
        return !told ? job.withReport(Optional.empty())
                : due.isEmpty() ? settled(job, all -> true, false) : settled(job, Told.first(job, due));
    }

    /**
     * Tells what is to be told now: one report for each reverse-path with which the message went out, the sender's and those of
     * lists with owners.
     *
     * @param progress keeps the job before the report is stored
     * @return the job with that marked; the job itself if there is nothing to tell
     */
    public CompletionStage<Job> report(Job job, JobTimes times, ReportRules rules, Body body, JobWork.Progress progress) {
        List<Reported> due = due(job, times);
        if (due.isEmpty()) {
            return CompletableFuture.completedFuture(settled(job, all -> true, false));
        }
        if (job.sender().isNull() && job.recipients().get(0).recipient().address().equalsIgnoreCase(rules.doubleBounce())) {
            return CompletableFuture.completedFuture(hold(job));
        }
        Told told = Told.first(job, due);
        String to = job.sender().isNull() ? rules.doubleBounce() : told.reversePath();
        return send(new Report(job, to, told.reported(), rules.returnsBody()), body, progress)
                .thenApply(taken -> settled(job, told))
                .thenCompose(rest -> others(rest, times, rules, body, progress));
    }

    /** Whoever has been told must not be told again because somebody else could not be. */
    private CompletionStage<Job> others(Job job, JobTimes times, ReportRules rules, Body body, JobWork.Progress progress) {
        return report(job, times, rules, body, progress).exceptionally(trouble -> {
            LOG.warn("message {}: not all can be told now", job.id(), trouble);
            return job;
        });
    }

    /** What one report tells. */
    private record Told(Job job, String reversePath, List<Reported> reported) {

        /** All of the reverse-path of the first one: after a crash it is the same again. */
        static Told first(Job job, List<Reported> due) {
            String path = job.senderFor(due.get(0).recipient()).address();
            return new Told(job, path, due.stream().filter(one -> job.senderFor(one.recipient()).address().equals(path))
                    .toList());
        }

        boolean concerns(JobRecipient recipient) {
            return job.senderFor(recipient).address().equals(reversePath);
        }

        boolean warns() {
            return reported.stream().anyMatch(one -> one.action() == Action.DELAYED);
        }
    }

    private static Job settled(Job job, Told told) {
        return settled(job, told::concerns, told.warns());
    }

    private List<Reported> due(Job job, JobTimes times) {
        List<Reported> due = new ArrayList<>();
        job.recipients().stream().filter(JobRecipient::isToBeReported).map(r -> Reported.settled(job, r))
                .filter(Reported::isWanted).forEach(due::add);
        late(job, times).stream().map(r -> Reported.delayed(job, r, times.end(r)))
                .filter(Reported::isWanted).forEach(due::add);
        return due;
    }

    /** Those of which it is time to say, once, that they take long. */
    private List<JobRecipient> late(Job job, JobTimes times) {
        boolean tellsNobody = job.warned() || job.sender().isNull() || isBulk(job);
        return tellsNobody || job.pending().noneMatch(r -> times.isLate(r, clock.instant())) ? List.of()
                : job.pending().toList();
    }

    /** Whether nobody waits for an answer to it. */
    private static boolean isBulk(Job job) {
        return job.header().first("Precedence").map(field -> field.value().strip().toLowerCase(Locale.ROOT))
                .filter(BULK::contains).isPresent();
    }

    /** A message of ours from the null reverse-path to the postmaster: a report about it would go the same way again. */
    private Job hold(Job job) {
        Hold hold = new Hold(clock.instant(), Hold.ROUTER, "neither the sender nor the postmaster can be told that it failed");
        MailLog.event(job.id(), "held", "reason", hold.reason(), "by", hold.by());
        return job.withHold(hold);
    }

    /** Nothing is left to be told. Of failures that the sender does not want to hear of the log is the only trace. */
    private static Job settled(Job job, Predicate<JobRecipient> theirs, boolean warned) {
        long untold = job.recipients().stream().filter(r -> r.state() == State.FAILED).filter(theirs)
                .filter(r -> !Reported.settled(job, r).isWanted()).count();
        if (untold > 0) {
            MailLog.event(job.id(), "unreported", "nrcpts", untold, "reason", "the sender does not want to hear of failures");
        }
        Job told = job.mapRecipients(r -> !r.isToBeReported() || !theirs.test(r) ? r : r.state() == State.FAILED
                ? r.withState(State.RETURNED)
                : r.receiptDue() ? r.withReceiptDue(false) : r).withReport(Optional.empty());
        return warned ? told.withSenderWarned() : told;
    }

    private CompletionStage<Void> send(Report report, Body body, JobWork.Progress progress) {
        PostOffice office = postOffice.get();
        Transaction transaction = office.begin(Origin.local(""));
        try {
            transaction.mail(report.sender());
            transaction.about(report.job().id());
            transaction.rcpt(Recipient.of(report.to()));
            Content content = transaction.content();
            new DsnComposer(office.hostName(), clock).compose(report, body, content);
            return progress.save(report.job().withReport(Optional.of(content.id())))
                    .thenCompose(kept -> content.commit())
                    .thenAccept(verdict -> taken(report, content.id(), verdict))
                    .whenComplete((done, trouble) -> transaction.close());
        } catch (IOException | SubmissionException | RuntimeException e) {
            transaction.close();
            return CompletableFuture.failedFuture(e);
        }
    }

    private static void taken(Report report, QueueId id, Verdict verdict) {
        if (!verdict.isAccepted()) {
            throw new IllegalStateException("the report about " + report.job().id() + " was not taken: " + verdict);
        }
        report.reported().stream().map(one -> one.action().event()).distinct().forEach(event ->
                MailLog.event(report.job().id(), event, "to", "<" + report.to() + ">", "nrcpts",
                        report.reported().stream().filter(one -> one.action().event().equals(event)).count(), "report", id));
    }
}
