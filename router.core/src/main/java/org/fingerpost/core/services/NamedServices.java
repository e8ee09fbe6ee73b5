package org.fingerpost.core.services;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;

import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * The services of one kind that are there now, by name. Any thread.
 *
 * @param <S> the kind
 */
public final class NamedServices<S> {

    private final String property;
    private final Function<String, String> key;
    private final ConcurrentMap<String, ConcurrentSkipListSet<Provided<S>>> byName = new ConcurrentHashMap<>();

    /**
     * @param property    the service property that holds the name or names
     * @param ignoresCase whether names compare without regard to case
     */
    public NamedServices(String property, boolean ignoresCase) {
        this.property = property;
        this.key = ignoresCase ? name -> name.toLowerCase(Locale.ROOT) : Function.identity();
    }

    /** Adds a service under each of its names, which are given back; one without a name is not for us. */
    public List<String> add(ServiceReference<?> reference, S service) {
        List<String> names = names(reference);
        for (String name : names) {
            Provided<S> provided = provided(name, reference, service);
            byName.computeIfAbsent(key.apply(name), n -> new ConcurrentSkipListSet<>()).add(provided);
        }
        return names;
    }

    /** Adds a service of the class path, behind those of bundles; of several the first one counts. */
    public void add(String name, S service) {
        Provided<S> provided = new Provided<>(name, service, "(class path)", Integer.MIN_VALUE, 0);
        byName.computeIfAbsent(key.apply(name), n -> new ConcurrentSkipListSet<>()).add(provided);
    }

    public void remove(ServiceReference<?> reference, S service) {
        for (String name : names(reference)) {
            // An emptied set stays: names are few, and removing it would race with an add.
            byName.getOrDefault(key.apply(name), new ConcurrentSkipListSet<>()).remove(provided(name, reference, service));
        }
    }

    /** Whether there never was one. */
    public boolean isEmpty() {
        return byName.isEmpty();
    }

    /** The service that has this name now. */
    public Optional<Provided<S>> find(String name) {
        ConcurrentSkipListSet<Provided<S>> candidates = byName.get(key.apply(name));
        if (candidates == null) {
            return Optional.empty();
        }
        return candidates.stream().findFirst();
    }

    private Provided<S> provided(String name, ServiceReference<?> reference, S service) {
        Object ranking = reference.getProperty(Constants.SERVICE_RANKING);
        return new Provided<>(name, service, bundle(reference), ranking instanceof Integer r ? r : 0,
                (Long) reference.getProperty(Constants.SERVICE_ID));
    }

    private List<String> names(ServiceReference<?> reference) {
        Object value = reference.getProperty(property);
        if (value instanceof String[] several) {
            return Arrays.asList(several);
        }
        return value instanceof String one ? List.of(one) : List.of();
    }

    private static String bundle(ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        return bundle == null ? "(gone)" : bundle.getSymbolicName() + " " + bundle.getVersion();
    }
}
