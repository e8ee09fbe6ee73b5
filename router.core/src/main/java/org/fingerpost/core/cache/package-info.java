/**
 * What tables that ask others have answered lately. {@link org.fingerpost.core.cache.AnswerCaches} has one {@link
 * org.fingerpost.core.cache.AnswerCache} for each table, shared by the generations of the policy that declare it alike.
 *
 * <p>Invariants. What is kept was said by the table while it was well: that it cannot say is never kept. For one key at most one
 * look-up asks the table, the others wait for its answer, with a limit. While a table is down ({@link
 * org.fingerpost.core.cache.Breaker}) at most one look-up waits for it. The number of answers is bounded, and frequent keys
 * stay when many others come once, as when somebody tries addresses.
 *
 * <p>Threads. Any; there are none of its own.
 */
package org.fingerpost.core.cache;
