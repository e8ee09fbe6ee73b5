package org.fingerpost.core.metrics;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.fingerpost.api.metrics.Counter;
import org.fingerpost.api.metrics.Family;
import org.fingerpost.api.metrics.Gauge;
import org.fingerpost.api.metrics.Histogram;
import org.fingerpost.api.metrics.Metrics;
import org.fingerpost.api.metrics.Metrics.Unit;

/**
 * What the router counts of one table that asks others. Any thread.
 *
 * @param kept        look-ups that needed no question
 * @param found       look-ups that asked and got a value
 * @param absent      look-ups that asked and heard that there is none
 * @param unavailable look-ups without an answer
 * @param stale       look-ups without an answer that an old one served
 * @param time        how long questions took, with or without an answer
 * @param entries     answers that are kept
 */
public record TableMetrics(Counter kept, Counter found, Counter absent, Counter unavailable, Counter stale, Histogram time,
        Gauge entries) {

    private static final Family<Counter> LOOKUPS = MailMetrics.REGISTRY.counters("fingerpost_table_lookups_total",
            "Look-ups in tables that ask others, by what came of them.", "table", "answer");
    private static final Family<Histogram> TIMES = MailMetrics.REGISTRY.histograms("fingerpost_table_seconds",
            "How long tables that ask others take to answer.", Unit.SECONDS, "table");
    private static final Family<Gauge> ENTRIES = MailMetrics.REGISTRY.gauges("fingerpost_table_cache_entries",
            "Answers of tables that are kept.", "table");
    /** Five numbers each. */
    private static final int MAX_TABLES = Metrics.MAX_COMBINATIONS / 5 - 1;
    private static final ConcurrentMap<String, TableMetrics> TABLES = new ConcurrentHashMap<>();

    /** Always the same for one name; policies come and go, and what they name beyond a bound is counted as one. */
    public static TableMetrics named(String table) {
        TableMetrics known = TABLES.get(table);
        return known != null ? known
                : TABLES.computeIfAbsent(TABLES.size() < MAX_TABLES ? table : MetricFamily.OTHER, TableMetrics::made);
    }

    private static TableMetrics made(String table) {
        return new TableMetrics(LOOKUPS.with(table, "kept"), LOOKUPS.with(table, "found"), LOOKUPS.with(table, "absent"),
                LOOKUPS.with(table, "unavailable"), LOOKUPS.with(table, "stale"), TIMES.with(table), ENTRIES.with(table));
    }
}
