package org.fingerpost.api.mailer;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Delivers mail: over a network, to a program, to a file. Register it as a service with {@link MailerName}; authors whose code
 * blocks implement {@link BlockingMailer} instead.
 *
 * <p>The router calls {@link #deliver} once an attempt, on a thread of its own, for any number of attempts at once, and expects
 * it to return promptly: what takes time goes on elsewhere and completes the stage, so that ten thousand slow deliveries need no
 * more than ten thousand small objects.
 *
 * <p>A stage that completes exceptionally, with {@code null} or with a list that does not fit the recipients, an exception out of
 * {@code deliver}, and no sign of life for the configured time all mean {@link Outcome.Deferred} for every recipient of this
 * attempt and a log line that names the bundle. What is said after that is not heard. A stage whose sign of life is missed is
 * cancelled ({@code stage.toCompletableFuture().cancel(false)}): a mailer that can should then end what it has begun, because the
 * same mail will be attempted again.
 *
 * <p>A mailer must not keep the {@link Delivery} or its body once it has completed the stage.
 */
@ConsumerType
public interface Mailer {

    /**
     * Begins one attempt.
     *
     * @return completed, on any thread, with one outcome for each recipient, in the order of {@link Delivery#recipients()}
     */
    CompletionStage<List<Outcome>> deliver(Delivery delivery);

    /**
     * Whether it may be given a message whose body is not lines but any octets (RFC 3030 BINARYMIME): {@code BODY} of the
     * sender's parameters is {@code BINARYMIME} then. Of a mailer that says no the router returns such a message to its sender,
     * since a body is never converted.
     */
    default boolean takesBinary() {
        return false;
    }

    /**
     * Where {@link #deliver} would go with such a delivery, for people who want to know; nothing is delivered. It may ask for
     * names, and so wait for seconds. Empty, as here, of a mailer that goes to no servers.
     */
    default Optional<Itinerary> itinerary(Delivery delivery) {
        return Optional.empty();
    }
}
