package org.fingerpost.core.cache;

import java.util.concurrent.atomic.LongAdder;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.core.metrics.TableMetrics;

/** How often a cache was asked and what came of it: of this one, and in the numbers of the router by the table's name. */
final class AnswerCounts {

    private final TableMetrics metrics;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder unavailable = new LongAdder();
    private final LongAdder stales = new LongAdder();

    AnswerCounts(String table) {
        this.metrics = TableMetrics.named(table);
    }

    void hit() {
        hits.increment();
        metrics.kept().increment();
    }

    /** The table was asked, or is down. */
    void miss(Lookup answer) {
        misses.increment();
        if (answer instanceof Lookup.Unavailable) {
            unavailable.increment();
            metrics.unavailable().increment();
        } else {
            (answer instanceof Lookup.Found ? metrics.found() : metrics.absent()).increment();
        }
    }

    /** The same, but an old answer served. */
    void stale() {
        misses.increment();
        stales.increment();
        metrics.stale().increment();
    }

    void asked(long nanos) {
        metrics.time().record(nanos);
    }

    /** So many answers are kept now. */
    void kept(long number) {
        metrics.entries().set(number);
    }

    long hits() {
        return hits.sum();
    }

    long misses() {
        return misses.sum();
    }

    long unavailable() {
        return unavailable.sum();
    }

    long stales() {
        return stales.sum();
    }
}
