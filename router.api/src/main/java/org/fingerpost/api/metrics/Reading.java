package org.fingerpost.api.metrics;

import java.util.List;

/**
 * The numbers of one family at one moment. Immutable.
 *
 * @param kind    what they are
 * @param labels  names of the labels
 * @param samples one for each combination of their values
 */
public record Reading(String name, String help, Kind kind, List<String> labels, List<Sample> samples) {

    /** What a family counts. */
    public enum Kind {
        COUNTER, GAUGE, HISTOGRAM
    }

    /**
     * One combination.
     *
     * @param values       of the labels, in their order
     * @param value        of a counter or a gauge; of a histogram how many values it has had
     * @param distribution of a histogram; else null
     */
    public record Sample(List<String> values, long value, Distribution distribution) {
        public Sample {
            values = List.copyOf(values);
        }
    }

    /**
     * How values were distributed, in seconds or octets.
     *
     * @param sum       of all
     * @param max       the largest; 0 if there was none
     * @param quantiles the values that a half, nine tenths and 99 hundredths did not exceed
     * @param buckets   how many did not exceed some limits, the lowest limit first
     */
    public record Distribution(double sum, double max, List<Quantile> quantiles, List<Bucket> buckets) {
        public Distribution {
            quantiles = List.copyOf(quantiles);
            buckets = List.copyOf(buckets);
        }
    }

    /** @param part 0 to 1 */
    public record Quantile(double part, double value) {
    }

    /** @param count how many were at most {@code limit} */
    public record Bucket(double limit, long count) {
    }

    public Reading {
        labels = List.copyOf(labels);
        samples = List.copyOf(samples);
    }
}
