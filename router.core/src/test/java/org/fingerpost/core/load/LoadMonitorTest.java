package org.fingerpost.core.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.queue.QueueLoad.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadMonitorTest {

    private final class FakeGauge implements Gauge {

        private final Measure measure;

        private FakeGauge(Measure measure) {
            this.measure = measure;
        }

        @Override
        public double read() {
            return values.getOrDefault(measure, Double.NaN);
        }

        @Override
        public void refresh() {
            refreshes++;
        }
    }

    private final Map<Measure, Double> values = new HashMap<>();
    private final Map<Measure, Limit> limits = new EnumMap<>(Measure.class);
    private long nanos = -5;
    private int refreshes;
    private final LoadMonitor monitor = monitor();

    private LoadMonitor monitor() {
        Map<Measure, Gauge> gauges = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            gauges.put(measure, new FakeGauge(measure));
        }
        return new LoadMonitor(gauges, () -> measure -> limits.getOrDefault(measure, Limit.NONE), () -> nanos);
    }

    @AfterEach
    void close() {
        monitor.close();
    }

    private LoadState at(Measure measure, double value) {
        values.put(measure, value);
        monitor.sample();
        return monitor.state();
    }

    @Test
    void withoutLimitsNothingIsTooMuch() {
        for (Measure measure : Measure.values()) {
            assertEquals(LoadState.NORMAL, at(measure, measure.isRoom() ? 0 : 1e12));
        }
    }

    @Test
    void whatIsNotKnownIsNotTooMuch() {
        for (Measure measure : Measure.values()) {
            limits.put(measure, new Limit(1, 2));
            assertEquals(Level.NORMAL, at(measure, Double.NaN).level());
        }
    }

    @Test
    void firstMailWaitsThenItIsRefusedAndNothingFlutters() {
        limits.put(Measure.HEAP, new Limit(80, 95));
        assertEquals(Level.NORMAL, at(Measure.HEAP, 79).level());
        assertEquals(Level.DEFERRING, at(Measure.HEAP, 80).level());
        assertEquals(List.of("heap in use after collection: 80 %, the limit is 80 %"),
                monitor.state().reasons());
        assertFalse(monitor.state().busy());
        assertEquals(Level.DEFERRING, at(Measure.HEAP, 94).level());
        assertEquals(Level.REFUSING, at(Measure.HEAP, 95).level());
        assertTrue(monitor.state().busy());
        assertEquals(Level.REFUSING, at(Measure.HEAP, 86).level(), "not yet a tenth better");
        assertEquals(Level.DEFERRING, at(Measure.HEAP, 85).level());
        assertEquals(Level.DEFERRING, at(Measure.HEAP, 73).level());
        assertEquals(Level.NORMAL, at(Measure.HEAP, 71).level());
        assertEquals(Level.REFUSING, at(Measure.HEAP, 99).level(), "at once, if it is so bad");
    }

    @Test
    void roomIsTheOtherWayRound() {
        limits.put(Measure.DISK, new Limit(0, 1000));
        assertEquals(Level.NORMAL, at(Measure.DISK, 1000).level());
        assertEquals(0, monitor.state().spare());
        assertEquals(Level.REFUSING, at(Measure.DISK, 999).level());
        assertTrue(monitor.state().diskFull());
        assertEquals(Level.REFUSING, at(Measure.DISK, 1099).level());
        assertEquals(Level.NORMAL, at(Measure.DISK, 1100).level());
        assertEquals(100, monitor.state().spare());
        assertEquals(Long.MAX_VALUE, at(Measure.DISK, Double.NaN).spare());
    }

    @Test
    void eachMeasureHasItsAnswer() {
        for (Measure measure : Measure.values()) {
            limits.put(measure, new Limit(0, 10));
            LoadState state = at(measure, measure.isRoom() ? 9 : 11);
            assertEquals(Level.REFUSING, state.level());
            assertEquals(measure == Measure.HEAP || measure == Measure.LOAD_AVERAGE, state.busy(), measure.toString());
            assertEquals(measure == Measure.QUEUE, state.full(), measure.toString());
            assertEquals(measure == Measure.DISK || measure == Measure.INODES, state.diskFull(), measure.toString());
            assertEquals(1, state.reasons().size());
            assertEquals(Level.NORMAL, at(measure, measure.isRoom() ? 1e6 : 0).level());
        }
    }

    @Test
    void theWorstMeasureCountsAndAllAreSaid() {
        limits.put(Measure.QUEUE, new Limit(10, 0));
        limits.put(Measure.INODES, new Limit(0, 10));
        at(Measure.QUEUE, 10);
        assertEquals(Level.REFUSING, at(Measure.INODES, 3).level());
        assertEquals(List.of("messages in the queue: 10, the limit is 10",
                        "free inodes on the queue's disk: 3, the limit is 10"),
                monitor.state().reasons());
        assertEquals(Level.DEFERRING, at(Measure.INODES, 30).level());
    }

    @Test
    void aChangedLimitCountsAtOnce() {
        limits.put(Measure.QUEUE, new Limit(0, 1));
        assertEquals(Level.REFUSING, at(Measure.QUEUE, 5).level());
        limits.put(Measure.QUEUE, new Limit(0, 100));
        monitor.sample();
        assertEquals(LoadState.NORMAL, monitor.state());
    }

    @Test
    void aBadValueThatMayBeOldIsRefreshedEachMinute() {
        limits.put(Measure.HEAP, new Limit(80, 95));
        at(Measure.HEAP, 99);
        assertEquals(0, refreshes);
        monitor.sample();
        assertEquals(1, refreshes);
        monitor.sample();
        nanos += TimeUnit.SECONDS.toNanos(59);
        monitor.sample();
        assertEquals(1, refreshes);
        nanos += TimeUnit.SECONDS.toNanos(2);
        monitor.sample();
        assertEquals(2, refreshes);
        at(Measure.HEAP, 1);
        assertEquals(2, refreshes);
    }
}
