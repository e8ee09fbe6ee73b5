package org.fingerpost.api.filter;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a filter makes of one session, step by step. The steps of a message are those from {@link #mail} to {@link #message};
 * {@link #reset} ends them wherever they are. One step at a time: the next one comes when the stage of the last has completed, or
 * the router has waited for long enough. A step is asked on any thread and must not block; its stage may complete on any.
 */
@ConsumerType
public interface FilterSession {

    /** Of a filter that lets everything pass. */
    FilterSession INDIFFERENT = new FilterSession() {
    };

    /** The client is connected and has not been greeted. A refusal answers all of its commands. */
    default CompletionStage<Finding> connect() {
        return Finding.PASS;
    }

    /** EHLO, HELO or LHLO; may come several times. A refusal is the answer to the command. */
    default CompletionStage<Finding> hello(Origin client) {
        return Finding.PASS;
    }

    /**
     * A message begins.
     *
     * @param client as it is now: a user may have been authenticated
     */
    default CompletionStage<Finding> mail(Origin client, ReversePath sender) {
        return Finding.PASS;
    }

    /** A recipient of the message, which the policy takes. A refusal is about this recipient alone. */
    default CompletionStage<Finding> rcpt(Recipient recipient) {
        return Finding.PASS;
    }

    /** The envelope is complete; the content has not been sent. */
    default CompletionStage<Finding> data() {
        return Finding.PASS;
    }

    /** The header is complete; the body is coming meanwhile. */
    default CompletionStage<Finding> header(Header header) {
        return Finding.PASS;
    }

    /** The message is complete, and in no queue yet. */
    default CompletionStage<Finding> message(IncomingMessage message) {
        return Finding.PASS;
    }

    /** The message is over: queued, refused or given up; a step may still be under way then, whose finding nobody waits for. */
    default void reset() {
    }

    /** The session is over; as {@link #reset}. */
    default void close() {
    }

    /** A stage that has completed, for filters that know at once. */
    static CompletionStage<Finding> now(Finding finding) {
        return CompletableFuture.completedStage(finding);
    }
}
