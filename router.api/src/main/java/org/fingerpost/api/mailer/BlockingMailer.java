package org.fingerpost.api.mailer;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A mailer that simply does its work and returns. Register it as {@code service = Mailer.class}.
 *
 * <p>{@link #attempt} runs on a thread that belongs to this mailer alone, out of a bounded number: a mailer that hangs holds up
 * its own mail and nobody else's. When an attempt takes too long its thread is interrupted.
 */
@ConsumerType
public interface BlockingMailer extends Mailer {

    /**
     * Makes one attempt.
     *
     * @return one outcome for each recipient, in the order of {@link Delivery#recipients()}; see {@link Delivery#all}
     * @throws Exception anything: all recipients are deferred
     */
    List<Outcome> attempt(Delivery delivery) throws Exception;

    @Override
    default CompletionStage<List<Outcome>> deliver(Delivery delivery) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return attempt(delivery);
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        }, delivery.workers());
    }
}
