package org.fingerpost.core.submit;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.fingerpost.api.filter.FilterSession;
import org.fingerpost.api.filter.Finding;
import org.fingerpost.api.filter.IncomingMessage;
import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.queue.Draft;
import org.fingerpost.api.queue.Hold;
import org.fingerpost.api.queue.Job;
import org.fingerpost.core.log.MailLog;

/**
 * What the filters of a session make of a message: they see the header while the body comes, and the whole once the policy has
 * taken it. Used by one thread at a time.
 */
final class MessageFilters {

    private final FilterSession filters;
    private final Clock clock;
    /** What they say to the header. */
    private CompletionStage<Finding> ofHeader = Finding.PASS;

    /** @param filters whose stages complete normally and in time */
    MessageFilters(FilterSession filters, Clock clock) {
        this.filters = filters;
        this.clock = clock;
    }

    /** What the policy makes of a message, and then the filters. */
    MessageContent.Completion after(Function<MessageContent.Arrived, MessageContent.Completion.Result> policy) {
        return new MessageContent.Completion() {
            @Override
            public void header(Header header) {
                ofHeader = filters.header(header);
            }

            @Override
            public CompletionStage<Result> complete(MessageContent.Arrived arrived, Draft draft) {
                Result result = policy.apply(arrived);
                if (result.verdict() != null || filters == FilterSession.INDIFFERENT) {
                    return CompletableFuture.completedFuture(result);
                }
                return ofHeader.thenCompose(finding -> finding instanceof Finding.Refuse refusal
                        ? CompletableFuture.completedFuture(new Result(null, refusal.verdict()))
                        : message(result.job(), arrived, draft));
            }
        };
    }

    private CompletionStage<MessageContent.Completion.Result> message(Job job, MessageContent.Arrived arrived, Draft draft) {
        try {
            return filters.message(new IncomingMessage(job.id(), arrived.header(), draft.body()))
                    .thenApply(finding -> result(job, finding));
        } catch (IOException e) {
            return CompletableFuture.completedFuture(
                    new MessageContent.Completion.Result(null, MessageContent.storageTrouble(e)));
        }
    }

    private MessageContent.Completion.Result result(Job job, Finding finding) {
        if (finding instanceof Finding.Refuse refusal) {
            return new MessageContent.Completion.Result(null, refusal.verdict());
        }
        if (finding instanceof Finding.Discard) {
            MailLog.event(job.id(), "discarded", "from", job.sender(), "nrcpts", job.recipients().size(), "client",
                    job.origin().address());
            return new MessageContent.Completion.Result(null, MessageContent.accepted(job.id()));
        }
        if (finding instanceof Finding.Quarantine quarantine) {
            Hold hold = new Hold(clock.instant(), Hold.POLICY, "quarantined: " + quarantine.reason());
            MailLog.event(job.id(), "held", "reason", hold.reason(), "by", hold.by());
            return new MessageContent.Completion.Result(job.withHold(hold), null);
        }
        return new MessageContent.Completion.Result(with(((Finding.Continue) finding).fields(), job), null);
    }

    private static Job with(List<HeaderField> fields, Job job) {
        if (fields.isEmpty()) {
            return job;
        }
        Header header = job.header();
        for (int i = fields.size() - 1; i >= 0; i--) {
            header = header.prepend(fields.get(i));
        }
        return job.withHeader(header);
    }

    /** The message is over. */
    void reset() {
        filters.reset();
    }
}
