/**
 * Commands that the shell can give to the running router over its sockets.
 *
 * <p>Invariants. Who calls is what the kernel says, never what the client says; a command that is not for everyone is never run
 * for a stranger. Arguments and streams are octets.
 *
 * <p>Threads. Each call has a thread of its connection; a command is called on many at once.
 */
@Export
@Version("1.1.0")
package org.fingerpost.api.control;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
