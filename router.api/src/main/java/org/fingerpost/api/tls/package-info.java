/**
 * Transport Layer Security for whoever listens or connects: one service {@link org.fingerpost.api.tls.Tls} makes engines by the
 * site's certificates and authorities; a {@link org.fingerpost.api.tls.TlsStream} is one engine between two streams of octets,
 * without a socket and without a thread.
 *
 * <p>Invariants. Engines have what is in use when they are made: new certificates concern new connections only. Whether a peer is
 * trusted is a question after the handshake, whose answer is a reason for people; a handshake does not fail for it.
 *
 * <p>Threads. The service is called on any; an engine and its stream are of one at a time. What takes long in a handshake runs on
 * {@code Tls.tasks}.
 */
@Export
@Version("1.0.0")
package org.fingerpost.api.tls;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
