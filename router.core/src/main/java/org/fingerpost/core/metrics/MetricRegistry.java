package org.fingerpost.core.metrics;

import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.fingerpost.api.metrics.Counter;
import org.fingerpost.api.metrics.Family;
import org.fingerpost.api.metrics.Gauge;
import org.fingerpost.api.metrics.Histogram;
import org.fingerpost.api.metrics.Metrics;
import org.fingerpost.api.metrics.Reading;
import org.fingerpost.api.metrics.Reading.Kind;

/** All families of the process. Any thread; its monitor guards the list of names. */
public final class MetricRegistry implements Metrics {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    private final TreeMap<String, MetricFamily<?>> families = new TreeMap<>();
    private volatile Runnable refresh = () -> { };

    @Override
    public Family<Counter> counters(String name, String help, String... labels) {
        return family(name, Kind.COUNTER, List.of(labels), () -> new MetricFamily<>(name, help, Kind.COUNTER, List.of(labels),
                Adder::new, counter -> sample(((Adder) counter).sum.sum())));
    }

    @Override
    public Family<Gauge> gauges(String name, String help, String... labels) {
        return family(name, Kind.GAUGE, List.of(labels), () -> new MetricFamily<>(name, help, Kind.GAUGE, List.of(labels),
                Level::new, gauge -> sample(((Level) gauge).level.get())));
    }

    @Override
    public Family<Histogram> histograms(String name, String help, Unit unit, String... labels) {
        return family(name, Kind.HISTOGRAM, List.of(labels), () -> new MetricFamily<>(name, help, Kind.HISTOGRAM, List.of(labels),
                () -> new LogHistogram(unit), histogram -> ((LogHistogram) histogram).read()));
    }

    private static Reading.Sample sample(long value) {
        return new Reading.Sample(List.of(), value, null);
    }

    /** A family of one kind has members of one type. */
    @SuppressWarnings("unchecked")
    private synchronized <T> Family<T> family(String name, Kind kind, List<String> labels, Supplier<MetricFamily<T>> maker) {
        MetricFamily<?> known = families.get(name);
        if (known == null) {
            require(name, labels);
            MetricFamily<T> made = maker.get();
            families.put(name, made);
            return made;
        }
        if (!known.is(kind, labels)) {
            throw new IllegalArgumentException(name + " is in use as a " + known.read().kind() + " with the labels "
                    + known.read().labels());
        }
        return (MetricFamily<T>) known;
    }

    private void require(String name, List<String> labels) {
        if (families.size() >= MAX_FAMILIES) {
            throw new IllegalArgumentException(name + ": there are " + MAX_FAMILIES + " names already");
        }
        if (!NAME.matcher(name).matches() || !labels.stream().allMatch(label -> NAME.matcher(label).matches())) {
            throw new IllegalArgumentException("\"" + name + "\" " + labels + ": small letters, digits and _ are expected");
        }
    }

    /** Brings up to date what is not counted event by event; takes the place of what was given before. */
    void beforeReading(Runnable refreshing) {
        refresh = refreshing;
    }

    @Override
    public List<Reading> read() {
        refresh.run();
        return readings();
    }

    private synchronized List<Reading> readings() {
        return families.values().stream().map(MetricFamily::read).toList();
    }

    private static final class Adder implements Counter {

        private final LongAdder sum = new LongAdder();

        @Override
        public void increment() {
            sum.increment();
        }

        @Override
        public void add(long count) {
            sum.add(count);
        }
    }

    private static final class Level implements Gauge {

        private final AtomicLong level = new AtomicLong();

        @Override
        public void set(long now) {
            level.set(now);
        }

        @Override
        public void add(long change) {
            level.addAndGet(change);
        }
    }
}
