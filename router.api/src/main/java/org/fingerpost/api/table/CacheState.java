package org.fingerpost.api.table;

import java.time.Duration;
import java.util.Optional;

/**
 * One cache of answers at one moment. Immutable.
 *
 * @param table       the name of the table
 * @param source      who answers: the type of a declared table, the bundle that gives a table
 * @param entries     answers that are kept
 * @param maxEntries  how many may be
 * @param found       how long a value is kept
 * @param absent      how long it is kept that a key is absent
 * @param oldest      age of the oldest answer; empty if there is none
 * @param hits        look-ups that an answer served that was kept
 * @param misses      look-ups for which the table was asked, or would have been
 * @param unavailable those of them that got {@link Lookup.Unavailable}
 * @param stale       those of them that an old answer served instead
 * @param down        why the table is taken for one that does not answer now; empty if it is not
 */
public record CacheState(String table, String source, long entries, long maxEntries, Duration found, Duration absent,
        Optional<Duration> oldest, long hits, long misses, long unavailable, long stale, Optional<String> down) {
}
