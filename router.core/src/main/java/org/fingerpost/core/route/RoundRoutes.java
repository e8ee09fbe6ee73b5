package org.fingerpost.core.route;

import java.util.HashMap;
import java.util.Map;

import org.fingerpost.api.rewrite.Resolution;

/**
 * Where addresses go in one round of work on one job: what the rules make of an address is asked for once, whether it is looked
 * at for its aliases or for its mailer; the tables of names are asked each time. One thread at a time.
 */
public final class RoundRoutes implements Destinations {

    private final Resolver resolver;
    private final Map<String, Resolution> routes = new HashMap<>();

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

    private Resolution route(String address) {
        return routes.computeIfAbsent(address, resolver::route);
    }
}
