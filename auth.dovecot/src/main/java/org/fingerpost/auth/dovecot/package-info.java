/**
 * SASL by a Dovecot server, over the Unix socket of its authentication protocol, version 1
 * (doc.dovecot.org: Authentication Protocol).
 *
 * <p>One connection for all exchanges, which have numbers. A thread reads it and makes it anew when it has ended; another one
 * writes, so that nobody who asks waits. While there is no connection no mechanism is offered, and exchanges under way cannot be
 * told now.
 */
package org.fingerpost.auth.dovecot;
