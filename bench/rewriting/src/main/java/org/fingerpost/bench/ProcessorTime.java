package org.fingerpost.bench;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;

import com.sun.management.OperatingSystemMXBean;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Operations for each second that the process had a processor, collector and compiler included. Where other programs want the
 * processors too, this is what one processor of one's own would do.
 */
public final class ProcessorTime implements InternalProfiler {

    private static final double NANOSECONDS = 1e9;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private long begin;

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        begin = system.getProcessCpuTime();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double seconds = (system.getProcessCpuTime() - begin) / NANOSECONDS;
        return List.of(new ScalarResult("per.processor.second", result.getMetadata().getMeasuredOps() / seconds, "ops/s",
                AggregationPolicy.AVG));
    }

    @Override
    public String getDescription() {
        return "Operations for each second of processor time";
    }
}
