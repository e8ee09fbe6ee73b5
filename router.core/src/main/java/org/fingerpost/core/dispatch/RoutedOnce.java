package org.fingerpost.core.dispatch;

import java.util.HashMap;
import java.util.Map;

import org.fingerpost.core.route.Destination;
import org.fingerpost.core.route.Destinations;

/**
 * Destinations of one round of work: an address that was found to be nobody's alias when the job was expanded is not resolved
 * again when it is routed a moment later. Of one thread at a time.
 */
final class RoutedOnce implements Destinations {

    private final Destinations resolver;
    private final Map<String, Destination> mail = new HashMap<>();

    RoutedOnce(Destinations resolver) {
        this.resolver = resolver;
    }

    @Override
    public Destination resolve(String address) {
        Destination destination = resolver.resolve(address);
        if (destination instanceof Destination.Mail) {
            mail.put(address, destination);
        }
        return destination;
    }

    @Override
    public Destination resolveUnaliased(String address) {
        Destination known = mail.get(address);
        return known != null ? known : resolver.resolveUnaliased(address);
    }
}
