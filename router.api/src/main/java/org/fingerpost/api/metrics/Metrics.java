package org.fingerpost.api.metrics;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The place where everything that counts is registered; a service of the router. Whoever asks for the same name again gets the
 * same family, so a bundle that is updated goes on counting.
 *
 * <p>All methods throw an IllegalArgumentException if a name is not {@code [a-z][a-z0-9_]*}, is in use for something else, or if
 * there are more than {@value #MAX_FAMILIES} names.
 */
@ProviderType
public interface Metrics {

    /** Names there can be. */
    int MAX_FAMILIES = 1000;
    /** Combinations of values of labels that one name can have. */
    int MAX_COMBINATIONS = 200;

    /** What a histogram is of. */
    enum Unit {
        /** Recorded as nanoseconds, read as seconds. */
        SECONDS,
        /** Octets. */
        BYTES
    }

    /** @param help one sentence for people */
    Family<Counter> counters(String name, String help, String... labels);

    /** @param help one sentence for people */
    Family<Gauge> gauges(String name, String help, String... labels);

    /** @param help one sentence for people */
    Family<Histogram> histograms(String name, String help, Unit unit, String... labels);

    /** A counter without labels. */
    default Counter counter(String name, String help) {
        return counters(name, help).with();
    }

    /** A gauge without labels. */
    default Gauge gauge(String name, String help) {
        return gauges(name, help).with();
    }

    /** A histogram without labels. */
    default Histogram histogram(String name, String help, Unit unit) {
        return histograms(name, help, unit).with();
    }

    /** All numbers as they are now, by name; what is counted meanwhile may be in some of them and not in others. */
    List<Reading> read();
}
