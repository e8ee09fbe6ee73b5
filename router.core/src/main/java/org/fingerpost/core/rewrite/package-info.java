/**
 * The production system: rule sets of one policy, compiled once, and what is done with them to an address.
 *
 * <p>{@link org.fingerpost.core.rewrite.RuleEngine} holds what is compiled (patterns, replacements, classes) and is immutable. An
 * evaluation is an object of one thread: it counts depth and steps, finds rule sets given as rules or in Java, and lets each run over
 * its tokens. A run tries rules in order; one that matches gives tokens, in which look-ups are done from left to right and then
 * calls from right to left. {@link org.fingerpost.core.rewrite.AddressRewriter} is for whole addresses and lists of them.
 *
 * <p>Expected failures are a {@link org.fingerpost.core.rewrite.Status} beside the tokens, so that a test of an address can show
 * both; to the rest of the router they are temporary refusals, because rules and tables are ours to repair. Nothing here throws for
 * any text, and no text and no rules can take more than a bounded share of time and memory.
 */
package org.fingerpost.core.rewrite;
