package org.fingerpost.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fingerpost.api.control.Json;
import org.fingerpost.api.metrics.Reading;
import org.fingerpost.api.metrics.Reading.Distribution;
import org.fingerpost.api.metrics.Reading.Sample;

/** What was counted, as one JSON object by name. Times are in microseconds: whole numbers. */
final class ReadingJson {

    private static final double MICROS = 1e6;

    private ReadingJson() {
    }

    static String write(List<Reading> readings) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (Reading reading : readings) {
            Map<String, Object> family = new LinkedHashMap<>();
            family.put("kind", CensusJson.lower(reading.kind()));
            family.put("help", reading.help());
            family.put("samples", reading.samples().stream().map(sample -> sample(reading, sample)).toList());
            object.put(reading.name(), family);
        }
        return Json.write(object);
    }

    private static Map<String, Object> sample(Reading reading, Sample sample) {
        Map<String, Object> labels = new LinkedHashMap<>();
        for (int i = 0; i < reading.labels().size(); i++) {
            labels.put(reading.labels().get(i), sample.values().get(i));
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("labels", labels);
        object.put("value", sample.value());
        if (sample.distribution() != null) {
            distribution(object, sample.distribution(), reading.name().endsWith("_seconds"));
        }
        return object;
    }

    private static void distribution(Map<String, Object> object, Distribution d, boolean times) {
        double scale = times ? MICROS : 1;
        object.put("unit", times ? "microseconds" : "bytes");
        object.put("sum", Math.round(d.sum() * scale));
        object.put("max", Math.round(d.max() * scale));
        Map<String, Object> quantiles = new LinkedHashMap<>();
        d.quantiles().forEach(q -> quantiles.put("p" + Math.round(q.part() * 100), Math.round(q.value() * scale)));
        object.put("quantiles", quantiles);
        List<Map<String, Object>> buckets = new ArrayList<>();
        d.buckets().forEach(b -> buckets.add(Map.of("atMost", Math.round(b.limit() * scale), "count", b.count())));
        object.put("buckets", buckets);
    }
}
