package org.fingerpost.api.table;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/** What the router keeps of the answers of tables that ask others ({@link CachedTable}). A service of the router. Any thread. */
@ProviderType
public interface TableCaches {

    /** All caches, by name. Looks at each answer that is kept: for people and monitoring, not for each mail. */
    List<CacheState> read();

    /**
     * Forgets all answers of the tables of this name, also those that are on their way.
     *
     * @param table a name, in any case; empty for all tables
     * @return how many there were; -1 if no such table has a cache
     */
    long flush(String table);
}
