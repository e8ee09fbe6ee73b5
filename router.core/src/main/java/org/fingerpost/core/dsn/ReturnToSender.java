package org.fingerpost.core.dsn;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.api.submit.Content;
import org.fingerpost.api.submit.PostOffice;
import org.fingerpost.api.submit.SubmissionException;
import org.fingerpost.api.submit.Transaction;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.core.log.MailLog;

/**
 * Return to sender: one report for all recipients of a message that have failed, submitted like any other mail, from the null
 * reverse-path. What has no sender goes to the postmaster; what cannot be reported even there stays in the queue, held, for a human.
 */
public final class ReturnToSender {

    private static final String POSTMASTER = "postmaster";

    private final Supplier<PostOffice> postOffice;
    private final Clock clock;

    /** @param postOffice asked when a report is to be sent: it is made after this object */
    public ReturnToSender(Supplier<PostOffice> postOffice, Clock clock) {
        this.postOffice = postOffice;
        this.clock = clock;
    }

    /**
     * Reports what has failed in {@code job}.
     *
     * @return the job with those recipients marked as returned; the job itself if none has failed
     */
    public CompletionStage<Job> report(Job job, Body body) {
        List<JobRecipient> failed = job.recipients().stream().filter(r -> r.state() == State.FAILED).toList();
        List<JobRecipient> wanted = failed.stream().filter(DsnComposer::wanted).toList();
        if (failed.isEmpty() || wanted.isEmpty()) {
            return CompletableFuture.completedFuture(returned(job));
        }
        if (isReportItself(job)) {
            return CompletableFuture.completedFuture(hold(job));
        }
        String to = job.sender().isNull() ? POSTMASTER : job.sender().address();
        return send(job, wanted, body, to).thenApply(verdict -> {
            if (!verdict.isAccepted()) {
                throw new IllegalStateException("the report about " + job.id() + " was not taken: " + verdict);
            }
            MailLog.event(job.id(), "returned", "to", "<" + to + ">", "nrcpts", wanted.size(), "report", verdict.text().split(" ")[0]);
            return returned(job);
        });
    }

    /** A message of ours from the null reverse-path to the postmaster: a report about it would go the same way again. */
    private static boolean isReportItself(Job job) {
        return job.sender().isNull() && job.recipients().get(0).recipient().address().equals(POSTMASTER);
    }

    private static Job hold(Job job) {
        MailLog.event(job.id(), "held", "reason", "neither the sender nor the postmaster can be told that it failed");
        return job.withHeld(true);
    }

    private static Job returned(Job job) {
        return job.mapRecipients(r -> r.state() == State.FAILED ? r.withState(State.RETURNED) : r);
    }

    private CompletionStage<Verdict> send(Job job, List<JobRecipient> failed, Body body, String to) {
        PostOffice office = postOffice.get();
        Transaction transaction = office.begin(Origin.local(""));
        try {
            transaction.mail(ReversePath.NULL);
            transaction.rcpt(Recipient.of(to));
            Content content = transaction.content();
            new DsnComposer(office.hostName(), clock).compose(job, to, failed, body, content);
            return content.commit().whenComplete((verdict, trouble) -> transaction.close());
        } catch (IOException | SubmissionException | RuntimeException e) {
            transaction.close();
            return CompletableFuture.failedFuture(e);
        }
    }
}
