/**
 * The post office: how a listener hands mail in, one transaction a message.
 *
 * <p>Invariants. A message belongs to the router when, and only when, {@code Content.commit} has completed with an accepted
 * verdict. What a transaction has not committed leaves nothing behind. No step of a dialogue throws for what a client sends: the
 * verdict says it.
 *
 * <p>Threads. The post office is called on any; a transaction and its content by one at a time.
 */
@Export
@Version("2.1.0")
package org.fingerpost.api.submit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
