/**
 * The policy: one immutable value that says what mail goes where. It is data; the router core evaluates it. Readers of any format
 * build it and say where in their files each problem is.
 *
 * <p>Invariants. A policy with an error is never used; rules keep their places, so that decisions can be explained. All text is
 * octets.
 *
 * <p>Threads. A reading and its {@code Policy.Builder} are confined to one; what comes out is immutable.
 */
@Export
@Version("1.2.0")
package org.fingerpost.api.policy;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
