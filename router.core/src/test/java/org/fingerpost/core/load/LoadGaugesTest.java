package org.fingerpost.core.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.queue.QueueLoad.Level;
import org.fingerpost.api.queue.QueueStore;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.services.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadGaugesTest {

    private final LoadLimits limits = new LoadLimits();
    private final AtomicInteger queued = new AtomicInteger();
    private final Map<String, String> keys = new HashMap<>(Map.of("heap.defer", "0", "heap.refuse", "0", "inodes.refuse", "0"));

    @TempDir
    Path folder;

    private void set(String... keysAndValues) {
        for (int i = 0; i < keysAndValues.length; i += 2) {
            keys.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        limits.configure((LoadLimits.Config) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {LoadLimits.Config.class}, (proxy, method, arguments) ->
                        keys.getOrDefault(method.getName().replace('_', '.'), (String) method.getDefaultValue())));
    }

    private QueueStore store(long reserved) {
        return (QueueStore) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {QueueStore.class},
                (proxy, method, arguments) -> Optional.of(new QueueStore.Room(folder, reserved)));
    }

    private LoadState state(QueueStore store, String... options) {
        Policy.Builder policy = Policy.builder();
        for (int i = 0; i < options.length; i += 2) {
            policy.option(options[i], options[i + 1]);
        }
        Generation generation = new Generation(1, policy.build(), new Services(), folder);
        try (LoadMonitor monitor = new LoadGauges(limits, () -> {
            assertTrue(generation.tryPin());
            return generation;
        }, store, queued::get).monitor()) {
            monitor.sample();
            return monitor.state();
        }
    }

    @Test
    void theQueueIsCounted() {
        set("queue.defer", "2", "queue.refuse", "3");
        assertEquals(Level.NORMAL, state(store(0)).level());
        queued.set(2);
        assertEquals(Level.DEFERRING, state(store(0)).level());
        queued.set(3);
        assertTrue(state(store(0)).full());
        set("queue.defer", "many", "queue.refuse", "-1");
        assertTrue(state(store(0)).full(), "the last good value");
    }

    @Test
    void moreIsLeftFreeThanTheStoreNeeds() throws Exception {
        long free = Files.getFileStore(folder).getUsableSpace();
        set();
        assertEquals(LoadState.NORMAL, state(store(0)));
        assertTrue(state(store(free / 2 + (1L << 40))).diskFull());
        assertEquals(Level.NORMAL, state(store(1)).level());
        set("disk.refuse", String.valueOf(free + (1L << 40)));
        assertTrue(state(store(1)).diskFull());
        set("disk.refuse", "0");
        assertEquals(Level.NORMAL, state(store(free + (1L << 40))).level());
        assertTrue(state(store(0), "MinFreeBlocks", "99999999999").diskFull());
    }

    @Test
    void thePolicySaysFromWhichLoadAverageOn() {
        set("average.defer", "1000000");
        assumeTrue(java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage() >= 0);
        assertEquals(Level.NORMAL, state(store(0), "QueueLA", "100000", "RefuseLA", "100000").level());
        assertEquals(Level.NORMAL, state(store(0)).level());
    }

    @Test
    void freeInodesAreAskedForEveryHalfMinute() {
        AtomicLong nanos = new AtomicLong();
        Gauge gauge = new InodeGauge(folder, nanos::get);
        double first = gauge.read();
        assumeTrue(!Double.isNaN(first), "there is no stat, or there are no inodes to count");
        assertTrue(first > 0);
        nanos.addAndGet(1_000_000_000L);
        assertEquals(first, gauge.read());
        assertTrue(Double.isNaN(new InodeGauge(folder.resolve("missing"), nanos::get).read()));
    }

    @Test
    void theHeapIsMeasured() {
        System.gc();
        double percent = new HeapGauge().read();
        assertTrue(percent > 0 && percent < 100, String.valueOf(percent));
    }

    @Test
    void limitsOfTheShippedFile() {
        set();
        assertEquals(new Limit(0, 0), limits.of(Measure.HEAP));
        keys.clear();
        set();
        assertEquals(List.of(new Limit(85, 95), new Limit(0, 1000), new Limit(0, 0)),
                List.of(limits.of(Measure.HEAP), limits.of(Measure.INODES), limits.of(Measure.LOAD_AVERAGE)));
    }
}
