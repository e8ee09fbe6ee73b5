package org.fingerpost.core.services;

/**
 * A service that a bundle provides under a name.
 *
 * @param bundle symbolic name and version, for people
 */
public record Provided<S>(String name, S service, String bundle, int ranking, long serviceId) implements Comparable<Provided<S>> {

    /** The one that wins the name comes first: highest ranking, then longest there (OSGi Core §5.2.5). */
    @Override
    public int compareTo(Provided<S> other) {
        int byRanking = Integer.compare(other.ranking, ranking);
        return byRanking != 0 ? byRanking : Long.compare(serviceId, other.serviceId);
    }
}
