package org.fingerpost.api.queue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.fingerpost.api.mail.QueueId;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What an operator can see of the queue and do with it. Any thread.
 *
 * <p>An operation goes through the messages in the order of their ids and returns when all that it changed is on stable storage;
 * each change is logged, with who did it, when it is there. What is being worked on at that moment is left alone and counted as
 * busy.
 */
@ProviderType
public interface QueueControl {

    /**
     * One line of a listing.
     *
     * @param job      the job as it is now
     * @param standing what is being done for it, or what it waits for
     * @param priority of what is due, that with the lower number comes first
     */
    record Entry(Job job, Standing standing, long priority) {

        /** Whether attempts for it are under way. */
        public boolean active() {
            return standing instanceof Standing.Active;
        }
    }

    /**
     * Who gives an order, and who hears how it goes.
     *
     * @param by       the login name of the operator
     * @param reason   for people; may be empty
     * @param observer hears of it
     */
    record Order(String by, String reason, Observer observer) {

        /** Nobody hears how it goes. */
        public static Order by(String operator) {
            return new Order(operator, "", (soFar, expected) -> true);
        }
    }

    /** Hears how an operation goes. */
    @ConsumerType
    @FunctionalInterface
    interface Observer {

        /**
         * Another message has been looked at.
         *
         * @param soFar    what has come of it; changes that are on their way to stable storage are not in it yet
         * @param expected how many there were to look at in the beginning
         * @return false to end the operation here
         */
        boolean looked(Tally soFar, int expected);
    }

    /**
     * What has come of an operation.
     *
     * @param looked     how many messages it looked at
     * @param matched    how many of them were meant
     * @param changed    how many of those it has changed; the others were as wanted already, or busy
     * @param busy       how many were being worked on
     * @param failed     how many could not be changed because of trouble with the store; the log says why
     * @param recipients how many recipients it changed
     */
    record Tally(int looked, int matched, int changed, int busy, int failed, int recipients) {

        /** Nothing yet. */
        public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);
    }

    /** How many messages are queued; of those of an earlier run, as many as have been taken up. */
    int size();

    /**
     * Whether all messages of earlier runs have been taken up. Until then a listing or an operation that does not name ids
     * passes over the others.
     */
    boolean isComplete();

    /**
     * The jobs that are meant, in the order of their ids, which with the default store is that of their arrival. Each is read
     * from the store when the stream comes to it, so a queue of millions can be listed; what goes meanwhile is left out.
     */
    Stream<Entry> list(Selector which);

    /** One job; empty if there is none of this id. */
    Optional<Entry> show(QueueId id);

    /**
     * The destinations that something waits for, that attempts are under way to, or that are down: those with the most waiting
     * first, at most so many.
     */
    List<DestinationState> destinations(int atMost);

    /** Nothing of these messages is tried until they are released: all recipients of each, whichever are meant. */
    Tally hold(Selector which, Order order);

    /** Ends holds; what waits in these messages is due now. What is not held is as wanted already. */
    Tally release(Selector which, Order order);

    /**
     * Makes these messages due now, and forgets what is known of the troubles of their destinations. Whatever else of the same
     * message waits is tried with them. What is held stays so and counts as unchanged.
     */
    Tally retry(Selector which, Order order);

    /**
     * Treats what still waits in these messages as if it had just been submitted: it is due now, its attempts are forgotten, and
     * what aliases had made of it is made anew from what the submitter gave. Who has had the message, or has failed for good, is
     * left as it is, and whatever the aliases say now, nobody gets the message twice. The time of arrival stays, and so does a
     * hold.
     */
    Tally requeue(Selector which, Order order);

    /**
     * Removes messages without telling anybody. If the selector speaks of recipients, only those that it means are taken out,
     * and the message goes when nothing is left to do for it.
     */
    Tally remove(Selector which, Order order);
}
