package org.fingerpost.api.queue;

import java.io.IOException;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.QueueId;
import org.osgi.annotation.versioning.ConsumerType;

/** A message that is being collected. Used by one thread at a time; closing it without a commit leaves nothing behind. */
@ConsumerType
public interface Draft extends AutoCloseable {

    /** The name that the message will have in the queue. */
    QueueId id();

    /**
     * Appends {@code length} octets, from {@code offset} on, to the body: in the shape that {@link org.fingerpost.api.mail.Body}
     * has. The array is the caller's again when this returns. May block for as long as a disk does.
     *
     * @throws IOException no room, or trouble with the disk; the draft can then only be closed
     */
    void write(byte[] octets, int offset, int length) throws IOException;

    /**
     * What has been written so far, to be read before {@link #commit} and by one thread at a time; nothing is written meanwhile.
     *
     * @throws IOException trouble with the disk; the draft can then only be closed
     */
    Body body() throws IOException;

    /**
     * Makes the message durable: body and job. After this nothing can be written.
     *
     * @param job of this {@link #id}
     * @return completed when both are on stable storage: only then may the message be acknowledged; exceptionally if that is not
     *         possible, then nothing is in the store
     */
    CompletionStage<Void> commit(Job job);

    /**
     * Throws away what was collected, unless {@link #commit} was called. Never fails: what cannot be removed is cleaned up later.
     */
    @Override
    void close();
}
