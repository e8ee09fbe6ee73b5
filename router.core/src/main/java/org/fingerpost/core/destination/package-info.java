/**
 * How each destination is treated: how many attempts at once, how many in what time, when again, when the sender is warned, when
 * mail is returned.
 *
 * <p>A destination is a pair (mailer, host) as recipients are batched by. {@code DestinationRegistry} collects what
 * {@code etc/queue.cfg} says of all of them and each {@code etc/destination-NAME.cfg} of some, live, into a
 * {@code DestinationTable}, an immutable value; the most specific file decides, and what it does not say is inherited.
 * {@code QueueTimeouts} of the policy stand between the two.
 */
package org.fingerpost.core.destination;
