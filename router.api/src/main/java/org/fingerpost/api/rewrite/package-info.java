/**
 * Rewriting: an address as a list of tokens, the rule sets that rewrite it, and the route that it resolves to.
 */
@Export
@Version("1.0.0")
package org.fingerpost.api.rewrite;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
