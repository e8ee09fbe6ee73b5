package org.fingerpost.console;

import java.util.List;
import java.util.Locale;
import org.fingerpost.api.metrics.Reading;
import org.fingerpost.api.metrics.Reading.Distribution;
import org.fingerpost.api.metrics.Reading.Kind;
import org.fingerpost.api.metrics.Reading.Sample;

/** What was counted, as tables for people. */
final class ReadingText {

    private ReadingText() {
    }

    static String write(List<Reading> readings) {
        TextTable numbers = new TextTable("COUNTED", "NUMBER");
        TextTable distributions = new TextTable("MEASURED", "NUMBER", "MEAN", "50%", "90%", "99%", "MAX");
        for (Reading reading : readings) {
            for (Sample sample : reading.samples()) {
                String name = reading.name() + labels(reading, sample);
                if (reading.kind() != Kind.HISTOGRAM) {
                    numbers.row(name, sample.value());
                } else if (sample.value() > 0) {
                    row(distributions, name, sample, reading.name().endsWith("_seconds"));
                }
            }
        }
        return numbers + "\n" + distributions;
    }

    private static void row(TextTable table, String name, Sample sample, boolean times) {
        Distribution d = sample.distribution();
        Object[] cells = {name, sample.value(), show(d.sum() / sample.value(), times), "", "", "", show(d.max(), times)};
        for (int i = 0; i < 3 && i < d.quantiles().size(); i++) {
            cells[3 + i] = show(d.quantiles().get(i).value(), times);
        }
        table.row(cells);
    }

    private static String show(double value, boolean time) {
        if (!time) {
            return CensusText.size(Math.round(value));
        }
        return value < 1 ? String.format(Locale.ROOT, "%.2fms", value * 1000) : String.format(Locale.ROOT, "%.1fs", value);
    }

    private static String labels(Reading reading, Sample sample) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < reading.labels().size(); i++) {
            text.append(' ').append(reading.labels().get(i)).append('=').append(sample.values().get(i));
        }
        return text.toString();
    }
}
