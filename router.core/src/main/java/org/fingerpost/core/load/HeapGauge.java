package org.fingerpost.core.load;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;

/** Percent of the heap that was in use after the last collection of each part of it; what has gone since counts as gone. */
final class HeapGauge implements Gauge {

    private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP).toList();
    private final long max = Runtime.getRuntime().maxMemory();

    @Override
    public double read() {
        return 100.0 * pools.stream().mapToLong(HeapGauge::live).sum() / max;
    }

    private static long live(MemoryPoolMXBean pool) {
        MemoryUsage collected = pool.getCollectionUsage();
        return collected == null ? 0 : Math.min(collected.getUsed(), pool.getUsage().getUsed());
    }

    /** With mail refused little is allocated, and the next collection of long-lived objects might never come. */
    @Override
    public void refresh() {
        System.gc();
    }
}
