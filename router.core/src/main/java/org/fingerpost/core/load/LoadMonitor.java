package org.fingerpost.core.load;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.fingerpost.api.instance.DaemonThreads;
import org.fingerpost.api.queue.QueueLoad.Level;
import org.fingerpost.core.metrics.MailMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the gauges every second, on the thread {@code load-watch}, and says what is to be done. Each change is one line in the
 * log. The state may be asked for on any thread.
 */
public final class LoadMonitor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LoadMonitor.class);
    private static final long INTERVAL_SECONDS = 1;
    /** A bad value that may be old is refreshed so often. */
    private static final long REFRESH_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Map<Measure, Gauge> gauges;
    private final Supplier<Function<Measure, Limit>> limits;
    private final LongSupplier nanoTime;
    private final Map<Measure, LimitWatch> watches = new EnumMap<>(Measure.class);
    private final Map<Measure, Long> refreshed = new EnumMap<>(Measure.class);
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new DaemonThreads("load-watch"));
    private volatile LoadState state = LoadState.NORMAL;

    /** @param limits asked at each reading */
    LoadMonitor(Map<Measure, Gauge> gauges, Supplier<Function<Measure, Limit>> limits, LongSupplier nanoTime) {
        this.gauges = new EnumMap<>(gauges);
        this.limits = limits;
        this.nanoTime = nanoTime;
        gauges.keySet().forEach(measure -> watches.put(measure, new LimitWatch(measure)));
    }

    /** Begins to read. */
    public void start() {
        timer.scheduleWithFixedDelay(this::guardedSample, 0, INTERVAL_SECONDS, TimeUnit.SECONDS);
    }

    /** What is to be done now. */
    public LoadState state() {
        return state;
    }

    private void guardedSample() {
        try {
            sample();
        } catch (RuntimeException | Error e) { // the timer would end, and the last state would stay for ever
            LOG.error("load: reading failed", e);
        }
    }

    /** Reads all gauges once. */
    void sample() {
        Function<Measure, Limit> current = limits.get();
        for (LimitWatch watch : watches.values()) {
            Gauge gauge = gauges.get(watch.measure());
            if (watch.level() != Level.NORMAL && isToBeRefreshed(watch.measure())) {
                gauge.refresh();
            }
            if (watch.update(gauge.read(), current.apply(watch.measure()))) {
                LOG.warn("load: {}: {}", watch, meaning(watch.level()));
            }
        }
        state = conclude();
        MailMetrics.load(state.level());
    }

    private boolean isToBeRefreshed(Measure measure) {
        long now = nanoTime.getAsLong();
        Long last = refreshed.get(measure);
        if (last != null && now - last < REFRESH_NANOS) {
            return false;
        }
        refreshed.put(measure, now);
        return true;
    }

    private static String meaning(Level level) {
        return switch (level) {
            case NORMAL -> "mail is taken and tried as usual";
            case DEFERRING -> "new mail is taken, but not tried at once";
            case REFUSING -> "new mail is refused for now";
        };
    }

    private LoadState conclude() {
        List<String> reasons = new ArrayList<>();
        Level highest = Level.NORMAL;
        for (LimitWatch watch : watches.values()) {
            if (watch.level() != Level.NORMAL) {
                reasons.add(watch.toString());
                highest = highest.compareTo(watch.level()) < 0 ? watch.level() : highest;
            }
        }
        boolean diskFull = refuses(Measure.DISK) || refuses(Measure.INODES);
        return new LoadState(highest, refuses(Measure.HEAP) || refuses(Measure.LOAD_AVERAGE), refuses(Measure.QUEUE), diskFull,
                spare(), List.copyOf(reasons));
    }

    private boolean refuses(Measure measure) {
        LimitWatch watch = watches.get(measure);
        return watch != null && watch.level() == Level.REFUSING;
    }

    private long spare() {
        LimitWatch disk = watches.get(Measure.DISK);
        return disk == null || disk.limit().refuse() <= 0 || Double.isNaN(disk.value()) ? Long.MAX_VALUE
                : Math.max(0, (long) (disk.value() - disk.limit().refuse()));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
