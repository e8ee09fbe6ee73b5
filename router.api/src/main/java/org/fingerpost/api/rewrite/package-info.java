/**
 * Rewriting: an address as a list of tokens, the rule sets that rewrite it, and the route that it resolves to.
 *
 * <p>Invariants. Tokens are octets, {@code Operator}s are not, so that no address can hold one. Whatever goes wrong with a rule
 * set or a table is a temporary refusal. A rule set has no side effects.
 *
 * <p>Threads. A rule set is called on many at once; a {@code RuleContext} belongs to one evaluation; everything else is
 * immutable.
 */
@Export
@Version("1.1.0")
package org.fingerpost.api.rewrite;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
