package org.fingerpost.api.instance;

import java.util.Map;

import org.osgi.annotation.versioning.ProviderType;

/** Whom a listener tells how its start went, so that whoever started the router hears of it. Any thread. */
@ProviderType
public interface Startup {

    /**
     * The listener takes connections now.
     *
     * @param kind    {@code smtp} or {@code control}
     * @param address what it listens on, for people; several separated by commas
     */
    void listening(String kind, String address);

    /** What the listeners have told, the last address of each kind, by kind. */
    default Map<String, String> listening() {
        return Map.of();
    }

    /**
     * Something without which the router is of no use cannot be had; one line: what, where, why. Ends a start, not a running
     * router.
     */
    void failed(String reason);

    /** The same, and the operator is to put it right in {@code etc/}: a service manager need not try again. */
    default void misconfigured(String reason) {
        failed(reason);
    }
}
