package org.fingerpost.console;

import java.util.Optional;

/**
 * A service that comes and goes, as far as it is there now. Any thread.
 *
 * @param <T> the service's type
 */
final class Latest<T> {

    private T service;

    synchronized void set(T changed) {
        service = changed;
    }

    /** Of several changes the new service may be bound before the old one is unbound. */
    synchronized void unset(T gone) {
        if (service == gone) {
            service = null;
        }
    }

    synchronized Optional<T> get() {
        return Optional.ofNullable(service);
    }
}
