/**
 * The report that a sender gets of what has become of a message: failures, delays and, if asked for, successes (RFC 3461 to
 * 3464).
 *
 * <p>{@code ReturnToSender} decides who is told and submits the report, once; {@code Receipts} says of which recipients a success
 * is to be told; a {@code Report} is what is told, with an {@code Action} for each recipient ({@code Reported}).
 *
 * <p>{@code DsnComposer} writes it as a message of three parts: {@code Explanation} for people, {@code DeliveryStatus} for
 * programs, and the message that it is about. All values come from outside; {@code ReportLines} is the one place that makes them
 * harmless and cuts them into lines of legal length. Nothing is held in memory but one value at a time.
 *
 * <p>No state, but for what the job itself remembers, and no threads: everything happens on the threads of the caller and of the
 * store.
 */
package org.fingerpost.core.dsn;
