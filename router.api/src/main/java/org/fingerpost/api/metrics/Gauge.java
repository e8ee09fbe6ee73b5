package org.fingerpost.api.metrics;

import org.osgi.annotation.versioning.ProviderType;

/** A number that goes up and down. */
@ProviderType
public interface Gauge {

    void set(long level);

    /** May be negative. */
    void add(long change);
}
