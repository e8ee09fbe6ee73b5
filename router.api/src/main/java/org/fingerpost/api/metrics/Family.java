package org.fingerpost.api.metrics;

import org.osgi.annotation.versioning.ProviderType;

/**
 * All that is counted under one name, told apart by the values of its labels.
 *
 * @param <T> what counts: {@link Counter}, {@link Gauge} or {@link Histogram}
 */
@ProviderType
public interface Family<T> {

    /**
     * The one for these values of the labels, always the same for the same values. Keep it where it is used often. Of more
     * combinations than the family may have, all others are one, whose values are {@code other}.
     *
     * @throws IllegalArgumentException if there are not as many values as labels
     */
    T with(String... values);
}
