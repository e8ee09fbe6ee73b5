package org.fingerpost.core.metrics;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Supplier;

import org.fingerpost.api.metrics.Family;
import org.fingerpost.api.metrics.Metrics;
import org.fingerpost.api.metrics.Reading;

/** What is counted under one name. Any thread. */
final class MetricFamily<T> implements Family<T> {

    /** What takes the place of a value beyond the bound. */
    static final String OTHER = "other";

    private final String name;
    private final String help;
    private final Reading.Kind kind;
    private final List<String> labels;
    private final Supplier<T> maker;
    private final Function<T, Reading.Sample> reader;
    private final ConcurrentMap<List<String>, T> members = new ConcurrentHashMap<>();

    /** @param reader makes a sample without label values */
    MetricFamily(String name, String help, Reading.Kind kind, List<String> labels, Supplier<T> maker,
            Function<T, Reading.Sample> reader) {
        this.name = name;
        this.help = help;
        this.kind = kind;
        this.labels = labels;
        this.maker = maker;
        this.reader = reader;
    }

    boolean is(Reading.Kind other, List<String> otherLabels) {
        return kind == other && labels.equals(otherLabels);
    }

    @Override
    public T with(String... values) {
        if (values.length != labels.size()) {
            throw new IllegalArgumentException(name + " has the labels " + labels + ", not " + values.length + " values");
        }
        List<String> key = Arrays.asList(values);
        T member = members.get(key);
        if (member != null) {
            return member;
        }
        boolean room = members.size() < Metrics.MAX_COMBINATIONS;
        return members.computeIfAbsent(room ? List.copyOf(key) : Collections.nCopies(labels.size(), OTHER), k -> maker.get());
    }

    Reading read() {
        return new Reading(name, help, kind, labels, members.entrySet().stream()
                .sorted((a, b) -> String.join("\0", a.getKey()).compareTo(String.join("\0", b.getKey()))).map(this::sample)
                .toList());
    }

    private Reading.Sample sample(Map.Entry<List<String>, T> member) {
        Reading.Sample bare = reader.apply(member.getValue());
        return new Reading.Sample(member.getKey(), bare.value(), bare.distribution());
    }
}
