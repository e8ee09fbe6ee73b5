package org.fingerpost.console;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** The services of one type that are there now, by the property that names them. Any thread. */
final class ServiceList {

    /**
     * A name, and the bundle that gives what is behind it.
     *
     * @param name    as the service says it
     * @param bundle  symbolic name
     * @param version of the bundle
     * @param state   of the bundle, in lower case
     * @param ranking of the service: among several of one name the highest is used
     */
    record Provider(String name, String bundle, String version, String state, int ranking) {
    }

    private static final Comparator<Provider> BEST_FIRST = Comparator.comparing((Provider p) -> p.name().toLowerCase(Locale.ROOT))
            .thenComparing(Comparator.comparingInt(Provider::ranking).reversed());

    private final String nameProperty;
    private final Set<ServiceReference<?>> references = ConcurrentHashMap.newKeySet();

    /** @param nameProperty holds one name or several */
    ServiceList(String nameProperty) {
        this.nameProperty = nameProperty;
    }

    void add(ServiceReference<?> reference) {
        references.add(reference);
    }

    void remove(ServiceReference<?> reference) {
        references.remove(reference);
    }

    /** By name, and the one that is used first. */
    List<Provider> providers() {
        return references.stream().flatMap(this::providers).sorted(BEST_FIRST).toList();
    }

    private Stream<Provider> providers(ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        if (bundle == null) {
            // It went away a moment ago.
            return Stream.empty();
        }
        int ranking = reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer n ? n : 0;
        return names(reference.getProperty(nameProperty)).map(name ->
                new Provider(name, bundle.getSymbolicName(), bundle.getVersion().toString(), state(bundle), ranking));
    }

    private static Stream<String> names(Object value) {
        return value instanceof String[] several ? Stream.of(several) : Stream.of(String.valueOf(value));
    }

    private static String state(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.ACTIVE -> "active";
            case Bundle.STARTING -> "starting";
            case Bundle.STOPPING -> "stopping";
            case Bundle.RESOLVED -> "resolved";
            case Bundle.INSTALLED -> "installed";
            default -> "uninstalled";
        };
    }
}
