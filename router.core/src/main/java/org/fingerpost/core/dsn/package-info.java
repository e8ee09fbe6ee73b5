/**
 * The report that a sender gets of what could not be delivered (RFC 3461 to 3464).
 *
 * <p>{@link org.fingerpost.core.dsn.DsnComposer} writes it as a message of three parts: {@code Explanation} for people,
 * {@code DeliveryStatus} for programs, and the message that it is about. All values come from outside; {@code ReportLines} is the
 * one place that makes them harmless and cuts them into lines of legal length. Nothing is held in memory but one value at a time.
 *
 * <p>No state and no threads: everything happens on the thread of the caller.
 */
package org.fingerpost.core.dsn;
