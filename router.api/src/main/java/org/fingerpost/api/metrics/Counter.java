package org.fingerpost.api.metrics;

import org.osgi.annotation.versioning.ProviderType;

/** A number that only grows. */
@ProviderType
public interface Counter {

    /** One more. */
    void increment();

    /** So many more; not negative. */
    void add(long count);
}
