/**
 * The users of a Unix machine: who they are, how to act for them, and whose files may steer mail. {@code Accounts} and {@code
 * Impersonation} are services; {@code FileSafety} judges files, {@code SafeFile} is one that was opened; the other types are
 * values.
 *
 * <p>Invariants. Nothing is done in the name of root because a user's file asks for it. Whether a router that is no other user
 * than itself may serve a user is decided before it acts, not after.
 *
 * <p>Threads. Any.
 */
@Export
@Version("1.0.0")
package org.fingerpost.api.unix;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
