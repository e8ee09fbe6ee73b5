package org.fingerpost.core.services;

import java.util.Optional;

import org.fingerpost.core.cache.CacheSettings;

/**
 * A service that a bundle provides under a name.
 *
 * @param bundle symbolic name and version, for people
 * @param cache  what it says of the answers of its tables, if they are to be kept
 */
public record Provided<S>(String name, S service, String bundle, int ranking, long serviceId, Optional<CacheSettings> cache)
        implements Comparable<Provided<S>> {

    /** One whose answers, if it gives any, are not kept. */
    public Provided(String name, S service, String bundle, int ranking, long serviceId) {
        this(name, service, bundle, ranking, serviceId, Optional.empty());
    }

    /** The one that wins the name comes first: highest ranking, then longest there (OSGi Core §5.2.5). */
    @Override
    public int compareTo(Provided<S> other) {
        int byRanking = Integer.compare(other.ranking, ranking);
        return byRanking != 0 ? byRanking : Long.compare(serviceId, other.serviceId);
    }
}
