/**
 * The policy in use and its generations: reading, checking, swapping, and the tables that belong to a generation.
 *
 * <p>{@link org.fingerpost.core.policy.PolicyRegistry} owns the one reference to the {@code Generation} in use. A generation is
 * immutable; it is pinned for a transaction or an attempt, and its {@code Tables} are closed after the last. What rules may ask
 * and set on the way is a {@code MacroScope} and the {@code PolicySurroundings} around it, made for each address and of one
 * thread.
 */
package org.fingerpost.core.policy;
