/**
 * Lookup tables: key to value. Aliases, mailertable, users of the machine; whatever a rule or the router asks by name.
 */
@Export
@Version("1.0.0")
package org.fingerpost.api.table;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
