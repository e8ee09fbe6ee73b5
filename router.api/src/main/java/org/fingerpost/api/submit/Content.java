package org.fingerpost.api.submit;

import java.util.concurrent.CompletionStage;

import org.fingerpost.api.mail.QueueId;
import org.osgi.annotation.versioning.ProviderType;

/** The header and body of a message while they arrive. Used by one thread at a time. */
@ProviderType
public interface Content {

    /** The name that the message will have, once it is committed. */
    QueueId id();

    /**
     * Takes {@code length} octets of the message from {@code offset} on: lines that end with CRLF, not dot-stuffed (RFC 5321
     * §4.5.2). How they are cut into calls makes no difference. The array is the caller's again when this returns. Blocks for as
     * long as a disk does.
     *
     * <p>It never fails: what goes wrong is said by {@link #commit}, so that a client can always send to the end.
     */
    void write(byte[] octets, int offset, int length);

    /**
     * Ends the message and makes it durable.
     *
     * @return completed with the verdict, always normally. Only an accepted one means that the message is on stable storage and
     *         that the router is responsible for it; its text has the queue id.
     */
    CompletionStage<Verdict> commit();
}
