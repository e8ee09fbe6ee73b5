package org.fingerpost.api.queue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.QueueId;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps jobs and bodies on stable storage. The store with the highest service ranking is used; it must outlive the router's use
 * of it.
 *
 * <p>Durable means: after a power cut the job is there as it was given. The stages complete only then; several may share one
 * flush. A stage that fails means that the old state is still there, or that nothing is. Changes of one job are made one after
 * the other, in the order of the calls; the router never has two under way for one job. All methods may be called on any thread.
 */
@ConsumerType
public interface QueueStore {

    /**
     * Where a store keeps its files.
     *
     * @param directory     absolute; on the file system whose room counts
     * @param reservedBytes so many octets it leaves free: with fewer it takes no new message, not even the router's own
     */
    record Room(Path directory, long reservedBytes) {
    }

    /** Where it keeps its files, if it keeps them on this machine; always the same. */
    default Optional<Room> room() {
        return Optional.empty();
    }

    /**
     * A place to collect a new message. Its id is unique among all that this store ever gave out.
     *
     * @throws IOException no room, no permission, storage marked bad: the submitter is told to try again later
     */
    Draft create() throws IOException;

    /** Which jobs were in the store at one moment. */
    @ConsumerType
    interface Inventory {

        /** How many; some of them may turn out to be damaged. */
        int size();

        /**
         * Gives every one of these jobs that still is in the store, in any order, then returns; on any thread, while the
         * store is in use. Entries that are damaged are set aside where a person finds them, those that cannot be read now stay
         * for the next time; both are reported in the log, never fatal and never dropped.
         *
         * @throws InterruptedIOException if the thread is interrupted
         * @throws IOException            if the store as a whole cannot be read; it may be called again then, and what was given
         *                                is given again
         */
        void each(Consumer<Job> job) throws IOException;
    }

    /**
     * Takes down which jobs are in the store now: the names only, so that a router with a million of them is ready at once.
     * Called before the first {@link #create}.
     *
     * @throws IOException if the store as a whole cannot be read
     */
    Inventory inventory() throws IOException;

    /** The job as it is on storage; empty if there is none of this id. */
    Optional<Job> load(QueueId id) throws IOException;

    /** The body of a job that is in the store. */
    Body body(QueueId id);

    /** Replaces what is stored of a job; the body stays. */
    CompletionStage<Void> update(Job job);

    /** Removes a job and its body. Removing what is not there is done. */
    CompletionStage<Void> remove(QueueId id);
}
