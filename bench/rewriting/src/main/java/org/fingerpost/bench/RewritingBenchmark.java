package org.fingerpost.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.rewrite.RuleEngine;
import org.fingerpost.core.rewrite.Rewritten;
import org.fingerpost.core.rewrite.Surroundings;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Rule sets 3 and 0 over addresses of one kind, a different one each time, one thread. Nothing is remembered from one address to
 * the next.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"})
public class RewritingBenchmark {

    private static final int ADDRESSES = 1024;

    /** After the name of the user, which is different each time: nothing, this host, and one that mail is sent on to. */
    @Param({"", "@relay.example.net", "@host.far.example"})
    private String host;

    private final List<String> addresses = new ArrayList<>();
    private final List<List<String>> cut = new ArrayList<>();
    private RuleEngine engine;
    private Surroundings surroundings;
    private int next;

    @Setup
    public void setUp() {
        Generation generation = World.generation(World.read());
        engine = generation.engine();
        surroundings = World.surroundings(generation);
        for (int i = 0; i < ADDRESSES; i++) {
            addresses.add("user" + i + host);
            cut.add(engine.tokenizer().tokenize(addresses.get(i)).tokens());
        }
        System.out.println("# " + addresses.get(0) + " -> " + addresses());
    }

    private int next() {
        next = (next + 1) % ADDRESSES;
        return next;
    }

    /** From the address as text. */
    @Benchmark
    public Rewritten addresses() {
        return rewrite(engine.tokenizer().tokenize(addresses.get(next())).tokens());
    }

    /** From an address that is cut into tokens already. */
    @Benchmark
    public Rewritten tokens() {
        return rewrite(cut.get(next()));
    }

    private Rewritten rewrite(List<String> tokens) {
        Surroundings own = surroundings.forOneAddress();
        return engine.evaluate("0", engine.evaluate("3", tokens, own).tokens(), own);
    }
}
