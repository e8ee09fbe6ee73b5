package org.fingerpost.bench;

import java.util.concurrent.TimeUnit;

import org.fingerpost.api.policy.Policy;
import org.fingerpost.core.rewrite.RuleEngine;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading a policy, and making the engine that runs its rules. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"})
public class LoadBenchmark {

    private Policy policy;

    @Setup
    public void setUp() {
        policy = World.read();
    }

    /** The file, checked. */
    @Benchmark
    public Policy read() {
        return World.read();
    }

    /** The rules, compiled. */
    @Benchmark
    public RuleEngine compile() {
        return new RuleEngine(policy);
    }

    /** Both: what a change of the policy costs before it can be used. */
    @Benchmark
    public RuleEngine load() {
        return new RuleEngine(World.read());
    }
}
