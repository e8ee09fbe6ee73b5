/**
 * Commands that the shell can give to the running router over its sockets.
 */
@Export
@Version("1.0.0")
package org.fingerpost.api.control;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
