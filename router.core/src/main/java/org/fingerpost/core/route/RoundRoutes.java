package org.fingerpost.core.route;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.fingerpost.api.rewrite.Resolution;
import org.fingerpost.api.rewrite.Route;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.core.forward.Forwarding;

/**
 * Where addresses go in one round of work on one job: what the rules make of an address is asked for once, whether it is looked
 * at for its aliases or for its mailer; the tables of names are asked each time. Any thread.
 */
public final class RoundRoutes implements Destinations {

    private final Resolver resolver;
    private final Map<String, Resolution> routes = new ConcurrentHashMap<>();

    public RoundRoutes(Resolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public Destination resolve(String address) {
        return resolver.locate(route(address), true);
    }

    @Override
    public Destination resolveUnaliased(String address) {
        return resolver.locate(route(address), false);
    }

    @Override
    public Lookup alias(String name) {
        return resolver.alias(name);
    }

    @Override
    public Forwarding forward(Route route) {
        return resolver.forward(route);
    }

    /** Whether the rules have been asked about it. */
    public boolean knows(String address) {
        return routes.containsKey(address);
    }

    /** Asks the rules about an address that will be looked at. */
    public void prepare(String address) {
        route(address);
    }

    private Resolution route(String address) {
        Resolution known = routes.get(address);
        if (known == null) {
            known = resolver.route(address); // not within the map: rules may take their time
            routes.put(address, known);
        }
        return known;
    }
}
