/**
 * Where the files of this instance are.
 */
@Export
@Version("1.0.0")
package org.fingerpost.api.instance;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
