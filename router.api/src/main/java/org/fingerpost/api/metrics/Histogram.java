package org.fingerpost.api.metrics;

import org.osgi.annotation.versioning.ProviderType;

/** How values are distributed: to 3 hundredths, up to 50 days or 4 tebibytes. */
@ProviderType
public interface Histogram {

    /** @param value in the histogram's unit: nanoseconds or octets; negative ones count as 0, enormous ones as the largest */
    void record(long value);
}
