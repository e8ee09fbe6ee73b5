/**
 * The production system: rule sets of one policy, compiled once, and what is done with them to an address.
 *
 * <p>{@link org.fingerpost.core.rewrite.RuleEngine} holds what is compiled and is immutable: the words that patterns name have
 * numbers and bits ({@code Vocabulary}), so that tokens are compared by number, and a rule whose words an address lacks is passed
 * over by one comparison. An evaluation is an object of one thread: it counts depth and steps, finds rule sets given as rules or
 * in Java, and lets each work on the topmost tokens of one stack. A run tries rules in order; one that matches puts its
 * replacement on top of what it matched and then in its place; look-ups in it are done from left to right and then calls from
 * right to left. {@link org.fingerpost.core.rewrite.AddressRewriter} is for whole addresses and lists of them.
 *
 * <p>Expected failures are a {@link org.fingerpost.core.rewrite.Status} beside the tokens, so that a test of an address can show
 * both; to the rest of the router they are temporary refusals, because rules and tables are ours to repair. Nothing here throws
 * for any text, and no text and no rules can take more than a bounded share of time and memory.
 */
package org.fingerpost.core.rewrite;
