/**
 * Check rule sets: rules that say yes or no to a client, an address, a header or a delivery instead of rewriting.
 *
 * <p>{@code CheckRuleSet} calls one and makes a {@code Judgement} of what it answers; who asks which one when is written in
 * {@code core.submit} and {@code core.dispatch}. No side effects but macros that rules set; a rule set that cannot be run is a
 * temporary refusal.
 */
package org.fingerpost.core.check;
