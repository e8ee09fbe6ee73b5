/**
 * The policy: one immutable value that says what mail goes where. It is data; the router core evaluates it.
 */
@Export
@Version("1.0.0")
package org.fingerpost.api.policy;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
