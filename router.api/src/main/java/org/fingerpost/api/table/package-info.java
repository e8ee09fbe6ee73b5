/**
 * Lookup tables: key to value. Aliases, mailertable, users of the machine; whatever a rule or the router asks by name. A bundle
 * gives one table ({@code LookupTable}), or a type of tables that the policy declares ({@code LookupTableType}). What tables
 * answer that ask others is kept by the router ({@code CachedTable}, {@code TableCaches}).
 *
 * <p>Invariants. That a key is absent is said only by a table that is well; one that cannot tell says so, and mail waits. Keys
 * and values are octets.
 *
 * <p>Threads. Look-ups come on many threads at once and end within seconds.
 */
@Export
@Version("1.2.0")
package org.fingerpost.api.table;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
