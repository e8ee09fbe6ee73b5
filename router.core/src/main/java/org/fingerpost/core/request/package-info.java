/**
 * What the sender of a message asks of the routers on its way by parameters of MAIL, beyond reports: to hold it (RFC 4865), to be
 * done with it by some time (RFC 2852), to prefer it to others (RFC 6710), to keep it from networks in the clear (RFC 8689).
 *
 * <p>{@code Requests} judges them by the {@code Terms} of the site when a message comes in, and leaves those in its reverse-path
 * that hold; the other classes read them there, whenever something depends on them.
 *
 * <p>Invariants. A parameter that cannot be read asks for nothing: a queue written by another version loses no message by it.
 *
 * <p>Threads. All is values; the terms change live.
 */
package org.fingerpost.core.request;
