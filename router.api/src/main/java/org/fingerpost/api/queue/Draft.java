package org.fingerpost.api.queue;

import java.io.IOException;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.mail.QueueId;
import org.osgi.annotation.versioning.ConsumerType;

/** A message that is being collected. Used by one thread at a time; closing it without a commit leaves nothing behind. */
@ConsumerType
public interface Draft extends AutoCloseable {

    QueueId id();

    /** Appends octets to the body. May block for as long as a disk does. */
    void write(byte[] octets, int offset, int length) throws IOException;

    /**
     * Makes the message durable: body and job. After this nothing can be written.
     *
     * @param job of this {@link #id}
     * @return completed when both are on stable storage: only then may the message be acknowledged
     */
    CompletionStage<Void> commit(Job job);

    /** Throws away what was collected, unless {@link #commit} was called. Never fails: what cannot be removed is cleaned up later. */
    @Override
    void close();
}
