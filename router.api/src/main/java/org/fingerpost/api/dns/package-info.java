/**
 * Names of the network: what the domain name system says (RFC 1035), for whoever routes or delivers by names. One service
 * {@link org.fingerpost.api.dns.Resolver}; its answers are values.
 *
 * <p>Invariants. That a name does not exist is said only by a server that knows; in doubt an answer is temporary, and mail waits.
 *
 * <p>Threads. Questions come on many threads at once; each waits for its answer, a bounded time, or is told it later.
 */
@Export
@Version("1.1.0")
package org.fingerpost.api.dns;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
