package org.fingerpost.core.metrics;

import java.util.List;

import org.fingerpost.api.metrics.Counter;
import org.fingerpost.api.metrics.Family;
import org.fingerpost.api.metrics.Gauge;
import org.fingerpost.api.metrics.Histogram;
import org.fingerpost.api.metrics.Metrics;
import org.fingerpost.api.metrics.Reading;
import org.osgi.service.component.annotations.Component;

/** The numbers of the process as a service. */
@Component
public final class MetricService implements Metrics {

    private final Metrics registry = MailMetrics.REGISTRY;

    @Override
    public Family<Counter> counters(String name, String help, String... labels) {
        return registry.counters(name, help, labels);
    }

    @Override
    public Family<Gauge> gauges(String name, String help, String... labels) {
        return registry.gauges(name, help, labels);
    }

    @Override
    public Family<Histogram> histograms(String name, String help, Unit unit, String... labels) {
        return registry.histograms(name, help, unit, labels);
    }

    @Override
    public List<Reading> read() {
        return registry.read();
    }
}
