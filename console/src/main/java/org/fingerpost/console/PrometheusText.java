package org.fingerpost.console;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.fingerpost.api.metrics.Reading;
import org.fingerpost.api.metrics.Reading.Bucket;
import org.fingerpost.api.metrics.Reading.Sample;

/** What was counted, in Prometheus' text format, version 0.0.4. Of one thread, used once. */
final class PrometheusText {

    private final StringBuilder text = new StringBuilder();

    private PrometheusText() {
    }

    static String write(List<Reading> readings) {
        PrometheusText all = new PrometheusText();
        readings.forEach(all::family);
        return all.text.toString();
    }

    private void family(Reading reading) {
        text.append("# HELP ").append(reading.name()).append(' ')
                .append(reading.help().replace("\\", "\\\\").replace("\n", "\\n")).append('\n');
        text.append("# TYPE ").append(reading.name()).append(' ').append(reading.kind().name().toLowerCase(Locale.ROOT))
                .append('\n');
        for (Sample sample : reading.samples()) {
            if (sample.distribution() == null) {
                line(reading.name(), labels(reading, sample, ""), String.valueOf(sample.value()));
            } else {
                histogram(reading, sample);
            }
        }
    }

    private void histogram(Reading reading, Sample sample) {
        for (Bucket bucket : sample.distribution().buckets()) {
            line(reading.name() + "_bucket", labels(reading, sample, "le=\"" + number(bucket.limit()) + "\""),
                    String.valueOf(bucket.count()));
        }
        line(reading.name() + "_bucket", labels(reading, sample, "le=\"+Inf\""), String.valueOf(sample.value()));
        line(reading.name() + "_sum", labels(reading, sample, ""), number(sample.distribution().sum()));
        line(reading.name() + "_count", labels(reading, sample, ""), String.valueOf(sample.value()));
    }

    private void line(String name, String labels, String value) {
        text.append(name).append(labels).append(' ').append(value).append('\n');
    }

    private static String labels(Reading reading, Sample sample, String more) {
        StringBuilder labels = new StringBuilder();
        for (int i = 0; i < reading.labels().size(); i++) {
            labels.append(labels.length() == 0 ? "" : ",").append(reading.labels().get(i)).append("=\"")
                    .append(sample.values().get(i).replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")).append('"');
        }
        labels.append(labels.length() == 0 || more.isEmpty() ? "" : ",").append(more);
        return labels.length() == 0 ? "" : "{" + labels + "}";
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
