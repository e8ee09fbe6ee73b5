package org.fingerpost.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fingerpost.api.control.Json;
import org.fingerpost.api.queue.Job;
import org.fingerpost.console.QueueCensus.Amount;
import org.fingerpost.console.QueueCensus.Doing;

/** A census as one JSON object. Names are only ever added. */
final class CensusJson {

    private CensusJson() {
    }

    static String write(QueueCensus census, int top) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("time", census.now().toString());
        object.put("messages", census.total().messages());
        object.put("bytes", census.total().octets());
        Map<String, Object> states = new LinkedHashMap<>();
        for (Doing doing : Doing.values()) {
            states.put(lower(doing), amount(census.of(doing)));
        }
        object.put("states", states);
        Map<String, Object> recipients = new LinkedHashMap<>();
        census.recipients().forEach((state, count) -> recipients.put(lower(state), count));
        object.put("recipients", recipients);
        object.put("destinations", counts("host", census.destinations(top)));
        object.put("mailers", counts("mailer", census.mailers(top)));
        object.put("ages", classes("belowSeconds", QueueCensus.AGES.stream().map(Duration::toSeconds).toList(), census.ages()));
        object.put("sizes", classes("belowBytes", QueueCensus.SIZES, census.sizes()));
        object.put("oldest", census.oldest().map(job -> oldest(job, census)).orElse(null));
        object.put("down", census.down().stream().map(QueueJson::destination).toList());
        return Json.write(object);
    }

    private static Map<String, Object> oldest(Job job, QueueCensus census) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", job.id().value());
        object.put("arrived", job.arrived().toString());
        object.put("ageSeconds", Duration.between(job.arrived(), census.now()).toSeconds());
        return object;
    }

    private static Map<String, Object> amount(Amount amount) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("messages", amount.messages());
        object.put("bytes", amount.octets());
        return object;
    }

    private static List<Map<String, Object>> counts(String key, Map<String, Long> counts) {
        List<Map<String, Object>> list = new ArrayList<>();
        counts.forEach((name, count) -> {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put(key, name);
            object.put("recipients", count);
            list.add(object);
        });
        return list;
    }

    /** The last class has no limit. */
    private static List<Map<String, Object>> classes(String key, List<Long> limits, long[] counts) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put(key, i < limits.size() ? limits.get(i) : null);
            object.put("messages", counts[i]);
            list.add(object);
        }
        return list;
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
