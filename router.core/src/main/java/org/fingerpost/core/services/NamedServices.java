package org.fingerpost.core.services;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;

import org.fingerpost.core.cache.CacheSettings;
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
            put(provided(name, reference, service));
        }
        return names;
    }

    /** Adds a service of the class path, behind those of bundles; of several the first one counts. */
    public void add(String name, S service) {
        if (find(name).isEmpty()) {
            put(new Provided<>(name, service, "(class path)", Integer.MIN_VALUE, 0));
        }
    }

    /** In place of what it was before, at one blow: its properties may have changed. */
    private void put(Provided<S> provided) {
        byName.compute(key.apply(provided.name()), (name, before) -> {
            ConcurrentSkipListSet<Provided<S>> now = without(before, provided.serviceId());
            now.add(provided);
            return now;
        });
    }

    /** Its properties have changed: what they say counts from now on, names included. */
    public void update(ServiceReference<?> reference, S service) {
        long id = (Long) reference.getProperty(Constants.SERVICE_ID);
        List<String> names = add(reference, service).stream().map(key).toList();
        byName.keySet().stream().filter(name -> !names.contains(name)).forEach(name -> remove(name, id));
    }

    public void remove(ServiceReference<?> reference, S service) {
        long id = (Long) reference.getProperty(Constants.SERVICE_ID);
        names(reference).forEach(name -> remove(key.apply(name), id));
    }

    /** An emptied set stays: names are few. */
    private void remove(String name, long id) {
        byName.computeIfPresent(name, (n, before) -> without(before, id));
    }

    private static <S> ConcurrentSkipListSet<Provided<S>> without(ConcurrentSkipListSet<Provided<S>> some, long id) {
        ConcurrentSkipListSet<Provided<S>> others = new ConcurrentSkipListSet<>();
        if (some != null) {
            some.stream().filter(provided -> provided.serviceId() != id).forEach(others::add);
        }
        return others;
    }

    /** Whether there never was one. */
    public boolean isEmpty() {
        return byName.isEmpty();
    }

    /** The service that has this name now. */
    public Optional<Provided<S>> find(String name) {
        ConcurrentSkipListSet<Provided<S>> candidates = byName.get(key.apply(name));
        if (candidates != null) {
            for (Provided<S> first : candidates) {
                return Optional.of(first);
            }
        }
        return Optional.empty();
    }

    /** The service that would have this name if {@code one}, and all that come before it, were not there. */
    public Optional<Provided<S>> next(String name, Provided<S> one) {
        ConcurrentSkipListSet<Provided<S>> candidates = byName.get(key.apply(name));
        return candidates == null ? Optional.empty() : Optional.ofNullable(candidates.higher(one));
    }

    private Provided<S> provided(String name, ServiceReference<?> reference, S service) {
        Object ranking = reference.getProperty(Constants.SERVICE_RANKING);
        return new Provided<>(name, service, bundle(reference), ranking instanceof Integer r ? r : 0,
                (Long) reference.getProperty(Constants.SERVICE_ID), CacheSettings.of(reference::getProperty, "table " + name));
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
