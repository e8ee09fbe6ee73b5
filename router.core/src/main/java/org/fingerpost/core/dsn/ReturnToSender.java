package org.fingerpost.core.dsn;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.queue.Hold;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.api.submit.Content;
import org.fingerpost.api.submit.PostOffice;
import org.fingerpost.api.submit.SubmissionException;
import org.fingerpost.api.submit.Transaction;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.core.log.MailLog;
import org.fingerpost.core.queue.RetrySchedule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Return to sender: one report for all recipients of a message that have failed, submitted like any other mail, from the null
 * reverse-path. What has no sender goes to the postmaster; what cannot be reported even there stays in the queue, held, for a
 * human. Before that, once, a report of those that take long.
 */
public final class ReturnToSender {

    private static final Logger LOG = LoggerFactory.getLogger(ReturnToSender.class);
    private static final String POSTMASTER = "postmaster";
    private static final Set<String> BULK = Set.of("bulk", "list", "junk");

    private final Supplier<PostOffice> postOffice;
    private final Clock clock;

    /** @param postOffice asked when a report is to be sent: it is made after this object */
    public ReturnToSender(Supplier<PostOffice> postOffice, Clock clock) {
        this.postOffice = postOffice;
        this.clock = clock;
    }

    /**
     * Reports what has failed in {@code job}, and what takes long.
     *
     * @return the job with those that failed marked as returned, or its sender as warned; the job itself if there is nothing to
     *         tell
     */
    public CompletionStage<Job> report(Job job, RetrySchedule retry, Body body) {
        return returnFailed(job, retry, body).thenCompose(returned -> warn(returned, retry, body));
    }

    private CompletionStage<Job> returnFailed(Job job, RetrySchedule retry, Body body) {
        List<JobRecipient> failed = job.recipients().stream().filter(r -> r.state() == State.FAILED).toList();
        List<JobRecipient> wanted = failed.stream().filter(Action.FAILED::isWantedFor).toList();
        if (failed.isEmpty() || wanted.isEmpty()) {
            return CompletableFuture.completedFuture(returned(job));
        }
        if (isReportItself(job)) {
            return CompletableFuture.completedFuture(hold(job));
        }
        String to = job.sender().isNull() ? POSTMASTER : job.sender().address();
        return send(job, to, Action.FAILED, wanted, retry, body).thenApply(verdict -> {
            if (!verdict.isAccepted()) {
                throw new IllegalStateException("the report about " + job.id() + " was not taken: " + verdict);
            }
            log(job, "returned", to, wanted, verdict);
            return returned(job);
        });
    }

    /** It is only a courtesy: if it fails nothing else does, and the next round tries again. */
    private CompletionStage<Job> warn(Job job, RetrySchedule retry, Body body) {
        if (job.warned() || job.sender().isNull() || !retry.isLate(job.arrived(), clock.instant()) || isBulk(job)) {
            return CompletableFuture.completedFuture(job);
        }
        List<JobRecipient> late = job.pending().filter(Action.DELAYED::isWantedFor).toList();
        if (late.isEmpty()) {
            return CompletableFuture.completedFuture(job);
        }
        String to = job.sender().address();
        return send(job, to, Action.DELAYED, late, retry, body).handle((verdict, trouble) -> {
            if (trouble != null || !verdict.isAccepted()) {
                LOG.warn("the sender of message {} could not be told that it is late: {}", job.id(), trouble == null ? verdict
                        : trouble);
                return job;
            }
            log(job, "delayed", to, late, verdict);
            return job.withSenderWarned();
        });
    }

    /** Whether nobody waits for an answer to it. */
    private static boolean isBulk(Job job) {
        return job.header().first("Precedence").map(field -> field.value().strip().toLowerCase(Locale.ROOT))
                .filter(BULK::contains).isPresent();
    }

    private static void log(Job job, String event, String to, List<JobRecipient> about, Verdict verdict) {
        MailLog.event(job.id(), event, "to", "<" + to + ">", "nrcpts", about.size(), "report", verdict.text().split(" ")[0]);
    }

    /** A message of ours from the null reverse-path to the postmaster: a report about it would go the same way again. */
    private static boolean isReportItself(Job job) {
        return job.sender().isNull() && job.recipients().get(0).recipient().address().equals(POSTMASTER);
    }

    private Job hold(Job job) {
        Hold hold = new Hold(clock.instant(), Hold.ROUTER, "neither the sender nor the postmaster can be told that it failed");
        MailLog.event(job.id(), "held", "reason", hold.reason(), "by", hold.by());
        return job.withHold(hold);
    }

    private static Job returned(Job job) {
        return job.mapRecipients(r -> r.state() == State.FAILED ? r.withState(State.RETURNED) : r);
    }

    private CompletionStage<Verdict> send(Job job, String to, Action action, List<JobRecipient> about, RetrySchedule retry,
            Body body) {
        PostOffice office = postOffice.get();
        Transaction transaction = office.begin(Origin.local(""));
        try {
            transaction.mail(ReversePath.NULL);
            transaction.rcpt(Recipient.of(to));
            Content content = transaction.content();
            new DsnComposer(office.hostName(), clock).compose(job, to, action, about, job.arrived().plus(retry.lifetime()), body,
                    content);
            return content.commit().whenComplete((verdict, trouble) -> transaction.close());
        } catch (IOException | SubmissionException | RuntimeException e) {
            transaction.close();
            return CompletableFuture.failedFuture(e);
        }
    }
}
