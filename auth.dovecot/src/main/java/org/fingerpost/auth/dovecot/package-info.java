/**
 * SASL by a Dovecot server, over the Unix socket of its authentication protocol, version 1 (doc.dovecot.org: Authentication
 * Protocol). {@code DovecotAuthenticator} is the service, {@code AuthServer} the connection, a {@code Line} what is said on it.
 *
 * <p>Invariants. One connection for all exchanges, which have numbers. While there is none no mechanism is offered, and exchanges
 * under way cannot be told now; nobody is refused for it.
 *
 * <p>Threads. One reads the connection, and makes it anew when it has ended; another one writes, so that nobody who asks waits.
 *
 * <p>Bounds. A thousand exchanges at once, lines of 64 KiB, a time-out for each answer.
 */
package org.fingerpost.auth.dovecot;
