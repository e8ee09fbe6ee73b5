package org.fingerpost.api.queue;

import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

import org.fingerpost.api.mail.QueueId;
import org.osgi.annotation.versioning.ProviderType;

/** What an operator can see of the queue and do with it. Any thread. */
@ProviderType
public interface QueueControl {

    /**
     * One line of a listing.
     *
     * @param job    the job as it is now
     * @param active whether attempts for it are under way
     */
    record Entry(Job job, boolean active) {
    }

    /** How many messages are queued. */
    int size();

    /**
     * All jobs, in the order of their ids, which with the default store is that of their arrival. Each is read from the store
     * when the stream comes to it, so a queue of millions can be listed; what goes meanwhile is left out.
     */
    Stream<Entry> list();

    /** One job; empty if there is none of this id. */
    Optional<Entry> show(QueueId id);

    /**
     * Makes waiting recipients due now. Whatever else of the same message waits is tried with them; a job that is held, or that
     * is being worked on, is left alone.
     *
     * @param wanted asked with a job and one of its waiting recipients
     * @return for how many recipients it held
     */
    int retry(BiPredicate<Job, JobRecipient> wanted);

    /** Nothing of this job is tried until it is released. False if there is no such job. */
    boolean hold(QueueId id);

    /** Ends a hold; the job is due now. False if there is no such job. */
    boolean release(QueueId id);

    /** Removes a job without telling anybody. False if there is no such job or an attempt for it is under way. */
    boolean remove(QueueId id);
}
