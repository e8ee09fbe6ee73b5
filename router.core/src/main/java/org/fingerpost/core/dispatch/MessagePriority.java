package org.fingerpost.core.dispatch;

import java.util.function.Supplier;

import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.Precedence;
import org.fingerpost.core.queue.Priority;
import org.fingerpost.core.request.TransferPriority;

/**
 * Sendmail's message priority (Installation and Operation Guide §2.3.1): the size in octets, less the precedence times {@code
 * ClassFactor}, and {@code RecipientFactor} for each recipient and {@code RetryFactor} for each attempt. Small numbers come
 * first. Each step of the priority that a sender has asked for (RFC 6710) is a ninth of an hour's start: the highest comes before
 * all, the lowest after all that has come within the same hour.
 */
public final class MessagePriority implements Priority {

    private static final long CLASS_FACTOR = 1800;
    private static final long RECIPIENT_FACTOR = 30_000;
    private static final long RETRY_FACTOR = 90_000;
    private static final long TRANSFER_FACTOR = MOST / 9;

    private record Factors(Policy policy, long ofClass, long ofRecipient, long ofRetry) {

        static Factors of(Generation generation) {
            return new Factors(generation.policy(), generation.number("ClassFactor", CLASS_FACTOR),
                    generation.number("RecipientFactor", RECIPIENT_FACTOR), generation.number("RetryFactor", RETRY_FACTOR));
        }
    }

    private final Supplier<Generation> generations;
    /** Of the policy that was asked last. */
    private volatile Factors last;

    /** @param generations gives the one in use, pinned */
    public MessagePriority(Supplier<Generation> generations) {
        this.generations = generations;
    }

    @Override
    public long points(Job job) {
        Factors factors = factors();
        long recipients = 0;
        int attempts = 0;
        for (JobRecipient recipient : job.recipients()) {
            if (recipient.isPending()) {
                recipients++;
                attempts = Math.max(attempts, recipient.attempts());
            }
        }
        return (long) (job.bodySize() - (double) factors.ofClass * Precedence.of(factors.policy, job.header())
                + (double) factors.ofRecipient * recipients + (double) factors.ofRetry * attempts)
                - TRANSFER_FACTOR * TransferPriority.of(job.sender()).orElse(0);
    }

    private Factors factors() {
        Generation generation = generations.get();
        try {
            Factors known = last;
            if (known == null || known.policy != generation.policy()) {
                known = Factors.of(generation);
                last = known;
            }
            return known;
        } finally {
            generation.release();
        }
    }
}
