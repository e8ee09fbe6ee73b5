package org.fingerpost.core.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;

import org.fingerpost.api.metrics.Counter;
import org.fingerpost.api.metrics.Family;
import org.fingerpost.api.metrics.Gauge;
import org.fingerpost.api.metrics.Histogram;
import org.fingerpost.api.metrics.Metrics;
import org.fingerpost.api.metrics.Metrics.Unit;
import org.fingerpost.api.metrics.Reading;
import org.fingerpost.api.metrics.Reading.Bucket;
import org.fingerpost.api.metrics.Reading.Distribution;
import org.junit.jupiter.api.Test;

class MetricRegistryTest {

    private final MetricRegistry registry = new MetricRegistry();

    private Reading only() {
        assertEquals(1, registry.read().size());
        return registry.read().get(0);
    }

    @Test
    void whoeverAsksAgainGoesOnCounting() {
        Counter counter = registry.counter("a_total", "Some.");
        counter.increment();
        registry.counter("a_total", "Some.").add(4);
        assertSame(counter, registry.counter("a_total", "Some."));
        assertEquals(5, only().samples().get(0).value());
    }

    @Test
    void labelsTellApart() {
        Family<Counter> family = registry.counters("a_total", "Some.", "mailer", "outcome");
        family.with("esmtp", "failed").increment();
        family.with("esmtp", "delivered").add(2);
        assertSame(family.with("esmtp", "failed"), family.with("esmtp", "failed"));
        assertEquals(List.of(List.of("esmtp", "delivered"), List.of("esmtp", "failed")),
                only().samples().stream().map(Reading.Sample::values).toList());
        assertThrows(IllegalArgumentException.class, () -> family.with("esmtp"));
    }

    @Test
    void aFloodOfValuesIsCountedAsOne() {
        Family<Counter> family = registry.counters("a_total", "Some.", "host");
        for (int i = 0; i < 10_000; i++) {
            family.with("host" + i).increment();
        }
        List<Reading.Sample> samples = only().samples();
        assertEquals(Metrics.MAX_COMBINATIONS + 1, samples.size());
        assertEquals(10_000, samples.stream().mapToLong(Reading.Sample::value).sum());
        assertEquals(10_000 - Metrics.MAX_COMBINATIONS,
                samples.stream().filter(s -> s.values().equals(List.of("other"))).findFirst().orElseThrow().value());
    }

    @Test
    void namesAreCheckedAndNotUsedTwice() {
        registry.counter("a_total", "Some.");
        assertThrows(IllegalArgumentException.class, () -> registry.gauge("a_total", "Some."));
        assertThrows(IllegalArgumentException.class, () -> registry.counters("a_total", "Some.", "x"));
        assertThrows(IllegalArgumentException.class, () -> registry.counter("a-b", "Some."));
        assertThrows(IllegalArgumentException.class, () -> registry.counters("ab", "Some.", "X Y"));
    }

    @Test
    void levelsGoUpAndDown() {
        Gauge gauge = registry.gauge("a", "Some.");
        gauge.set(7);
        gauge.add(-9);
        assertEquals(-2, only().samples().get(0).value());
    }

    @Test
    void distributionsAreKnownToThreeHundredths() {
        Histogram histogram = registry.histogram("a_bytes", "Some.", Unit.BYTES);
        Random random = new Random(1);
        long[] values = random.longs(20_000, 0, 50_000_000).toArray();
        for (long value : values) {
            histogram.record(value);
        }
        java.util.Arrays.sort(values);
        Distribution d = only().samples().get(0).distribution();
        assertEquals(java.util.Arrays.stream(values).sum(), d.sum());
        assertEquals(values[9_999], d.quantiles().get(0).value(), values[9_999] * 0.04);
        assertEquals(values[19_799], d.quantiles().get(2).value(), values[19_799] * 0.04);
        assertEquals(values[19_999], d.max(), values[19_999] * 0.04);
        for (Bucket bucket : d.buckets()) {
            long exact = java.util.Arrays.stream(values).filter(v -> v <= bucket.limit()).count();
            assertEquals(exact, bucket.count(), 20 + exact * 0.04, "at most " + bucket.limit());
        }
    }

    @Test
    void timesAreSecondsAndExtremesAreKept() {
        Histogram histogram = registry.histogram("a_seconds", "Some.", Unit.SECONDS);
        histogram.record(-5);
        histogram.record(1_500_000_000L);
        histogram.record(Long.MAX_VALUE);
        Distribution d = only().samples().get(0).distribution();
        assertEquals(3, only().samples().get(0).value());
        assertEquals(1.5, d.quantiles().get(0).value(), 0.05);
        assertTrue(d.max() > 86_400 * 30, "a month is not too long: " + d.max());
        assertEquals(1, d.buckets().get(0).count());
    }
}
