package org.fingerpost.core.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

import org.fingerpost.api.metrics.Histogram;
import org.fingerpost.api.metrics.Metrics.Unit;
import org.fingerpost.api.metrics.Reading;
import org.fingerpost.api.metrics.Reading.Bucket;
import org.fingerpost.api.metrics.Reading.Distribution;
import org.fingerpost.api.metrics.Reading.Quantile;

/**
 * One histogram: 32 classes for each power of two, so a value is known to 3 hundredths, in 10 kB. Microseconds or octets. Any
 * thread.
 */
final class LogHistogram implements Histogram {

    private static final int SUB_BITS = 5;
    /** Below this each value has a class of its own. */
    private static final int EXACT = 2 << SUB_BITS;
    private static final int MAX_BITS = 42;
    private static final long MAX = (1L << MAX_BITS) - 1;
    private static final int CLASSES = EXACT + (MAX_BITS - SUB_BITS - 1 << SUB_BITS);
    private static final double[] SECONDS = {0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1,
        2.5, 5, 10, 30, 60, 300, 900, 3600, 14_400, 86_400, 432_000};
    private static final double[] BYTES = {1 << 10, 4 << 10, 16 << 10, 64 << 10, 256 << 10, 1 << 20, 4 << 20, 16 << 20, 64 << 20,
        256 << 20};
    private static final double[] QUANTILES = {0.5, 0.9, 0.99};

    private final Unit unit;
    private final AtomicLongArray counts = new AtomicLongArray(CLASSES);
    private final LongAdder sum = new LongAdder();

    LogHistogram(Unit unit) {
        this.unit = unit;
    }

    @Override
    public void record(long value) {
        long scaled = Math.min(Math.max(unit == Unit.SECONDS ? value / 1000 : value, 0), MAX);
        counts.getAndIncrement(place(scaled));
        sum.add(scaled);
    }

    private static int place(long value) {
        if (value < EXACT) {
            return (int) value;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - SUB_BITS;
        return (shift << SUB_BITS) + (int) (value >>> shift);
    }

    /** The largest value of a class. */
    private static long largest(int place) {
        if (place < EXACT) {
            return place;
        }
        int shift = (place >>> SUB_BITS) - 1;
        long mantissa = (place & (1 << SUB_BITS) - 1) + (1 << SUB_BITS);
        return (mantissa + 1 << shift) - 1;
    }

    Reading.Sample read() {
        long[] now = new long[CLASSES];
        long total = 0;
        int last = 0;
        for (int i = 0; i < CLASSES; i++) {
            now[i] = counts.get(i);
            total += now[i];
            last = now[i] > 0 ? i : last;
        }
        double scale = unit == Unit.SECONDS ? 1e-6 : 1;
        List<Quantile> quantiles = new ArrayList<>();
        for (double part : QUANTILES) {
            quantiles.add(new Quantile(part, total == 0 ? 0 : quantile(now, (long) Math.ceil(part * total)) * scale));
        }
        List<Bucket> buckets = new ArrayList<>();
        for (double limit : unit == Unit.SECONDS ? SECONDS : BYTES) {
            buckets.add(new Bucket(limit, upTo(now, Math.round(limit / scale))));
        }
        return new Reading.Sample(List.of(), total,
                new Distribution(sum.sum() * scale, total == 0 ? 0 : largest(last) * scale, quantiles, buckets));
    }

    /** The value that the so-many-th does not exceed. */
    private static long quantile(long[] counts, long rank) {
        int place = 0;
        for (long seen = counts[0]; seen < rank; seen += counts[place]) {
            place++;
        }
        return largest(place);
    }

    private static long upTo(long[] counts, long limit) {
        long seen = 0;
        for (int i = 0; i < counts.length && largest(i) <= limit; i++) {
            seen += counts[i];
        }
        return seen;
    }
}
