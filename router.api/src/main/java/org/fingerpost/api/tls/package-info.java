/**
 * Transport Layer Security for whoever listens or connects: one service {@link org.fingerpost.api.tls.Tls}.
 *
 * <p>Threads. Any.
 */
@Export
@Version("1.0.0")
package org.fingerpost.api.tls;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
