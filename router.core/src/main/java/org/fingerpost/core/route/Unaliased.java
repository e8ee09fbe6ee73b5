package org.fingerpost.core.route;

import org.fingerpost.api.rewrite.Route;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.core.forward.Forwarding;

/** Destinations of a message for which no name stands for others ({@code sendmail -n}); users still forward their mail. */
public record Unaliased(Destinations destinations) implements Destinations {

    @Override
    public Destination resolve(String address) {
        return destinations.resolveUnaliased(address);
    }

    @Override
    public Destination resolveUnaliased(String address) {
        return destinations.resolveUnaliased(address);
    }

    @Override
    public Lookup alias(String name) {
        return Lookup.NOT_FOUND;
    }

    @Override
    public Forwarding forward(Route route) {
        return destinations.forward(route);
    }
}
