/**
 * The service that delivers: one batch of recipients of one message for one host in, one outcome for each recipient out. {@code
 * Mailer} is for authors who have few threads and many deliveries, {@code BlockingMailer} for all others; {@code UnixText} writes
 * messages for programs and mailboxes; {@code OutcomeTable} says which failures are temporary. {@code Programs} starts programs
 * for mailers that talk with them.
 *
 * <p>Invariants. There are as many outcomes as recipients, in their order. Delivered is what the mailer has taken responsibility
 * for; whatever is in doubt is deferred. A mailer changes nothing of a message but its line ends and what its kind of transport
 * needs.
 *
 * <p>Threads. The router calls, mailers are called, for any number of attempts at once; values are immutable.
 */
@Export
@Version("1.3.0")
package org.fingerpost.api.mailer;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
