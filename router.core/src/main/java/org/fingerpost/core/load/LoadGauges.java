package org.fingerpost.core.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import org.fingerpost.api.queue.QueueStore;
import org.fingerpost.core.policy.Generation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a router watches: its queue, its heap, the disk of its store, its machine. */
public final class LoadGauges {

    private static final Logger LOG = LoggerFactory.getLogger(LoadGauges.class);
    /** Of what the store leaves free, so much is to be free for new mail: the rest is for reports. */
    private static final int RESERVES = 2;
    private static final int POSIX_BLOCK = 4096;

    private final LoadLimits settings;
    private final Supplier<Generation> policies;
    private final Map<Measure, Gauge> gauges = new EnumMap<>(Measure.class);
    private long reserved;
    private long blockSize = POSIX_BLOCK;

    /** @param policies gives the generation in use, pinned */
    public LoadGauges(LoadLimits settings, Supplier<Generation> policies, QueueStore store, IntSupplier queueLength) {
        this.settings = settings;
        this.policies = policies;
        gauges.put(Measure.QUEUE, queueLength::getAsInt);
        gauges.put(Measure.HEAP, new HeapGauge());
        OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
        gauges.put(Measure.LOAD_AVERAGE, () -> machine.getSystemLoadAverage() < 0 ? Double.NaN : machine.getSystemLoadAverage());
        store.room().ifPresent(this::watch);
    }

    private void watch(QueueStore.Room room) {
        reserved = room.reservedBytes();
        gauges.put(Measure.INODES, new InodeGauge(room.directory(), System::nanoTime));
        try {
            FileStore fileSystem = Files.getFileStore(room.directory());
            blockSize = fileSystem.getBlockSize();
            gauges.put(Measure.DISK, () -> usable(fileSystem));
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("load: the free space of {} is not known: {}", room.directory(), e.toString());
        }
    }

    private static double usable(FileStore fileSystem) {
        try {
            return fileSystem.getUsableSpace();
        } catch (IOException e) {
            return Double.NaN; // the store will have something to say about it
        }
    }

    /** A monitor of all that; not started. */
    public LoadMonitor monitor() {
        return new LoadMonitor(gauges, this::limits, System::nanoTime);
    }

    /** Of all measures: for one reading the policy stays the same. */
    private Function<Measure, Limit> limits() {
        Generation generation = policies.get();
        try {
            double queueLa = generation.number("QueueLA", 0);
            double refuseLa = generation.number("RefuseLA", 0);
            double minFree = (double) generation.number("MinFreeBlocks", 0) * blockSize;
            return measure -> switch (measure) {
                case LOAD_AVERAGE -> policyFirst(queueLa, refuseLa, settings.of(measure));
                case DISK -> new Limit(0, Math.max(minFree, settings.diskRefuse().orElse(RESERVES * reserved)));
                default -> settings.of(measure);
            };
        } finally {
            generation.release();
        }
    }

    private static Limit policyFirst(double defer, double refuse, Limit otherwise) {
        return new Limit(defer > 0 ? defer : otherwise.defer(), refuse > 0 ? refuse : otherwise.refuse());
    }
}
