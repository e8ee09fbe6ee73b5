package org.fingerpost.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.fingerpost.api.metrics.Counter;
import org.fingerpost.api.metrics.Family;
import org.fingerpost.api.metrics.Gauge;
import org.fingerpost.api.metrics.Histogram;
import org.fingerpost.api.metrics.Metrics;
import org.fingerpost.api.metrics.Reading;
import org.fingerpost.api.metrics.Reading.Bucket;
import org.fingerpost.api.metrics.Reading.Distribution;
import org.fingerpost.api.metrics.Reading.Kind;
import org.fingerpost.api.metrics.Reading.Quantile;
import org.fingerpost.api.metrics.Reading.Sample;
import org.junit.jupiter.api.Test;

class StatsCommandTest {

    private final StatsCommand command = new StatsCommand();

    private static final class Fixed implements Metrics {

        @Override
        public Family<Counter> counters(String name, String help, String... labels) {
            throw new AssertionError();
        }

        @Override
        public Family<Gauge> gauges(String name, String help, String... labels) {
            throw new AssertionError();
        }

        @Override
        public Family<Histogram> histograms(String name, String help, Unit unit, String... labels) {
            throw new AssertionError();
        }

        @Override
        public List<Reading> read() {
            return List.of(
                    new Reading("a_total", "Some \\ things.", Kind.COUNTER, List.of("event", "by"),
                            List.of(new Sample(List.of("one", "a \"b\""), 3, null))),
                    new Reading("b", "A level.", Kind.GAUGE, List.of(), List.of(new Sample(List.of(), -2, null))),
                    new Reading("c_seconds", "Times.", Kind.HISTOGRAM, List.of(), List.of(new Sample(List.of(), 2,
                            new Distribution(0.5, 0.4, List.of(new Quantile(0.5, 0.1), new Quantile(0.9, 0.4),
                                    new Quantile(0.99, 0.4)),
                                    List.of(new Bucket(0.25, 1), new Bucket(1, 2)))))));
        }
    }

    private String printed(String... words) {
        command.bindMetrics(new Fixed());
        TestCall call = TestCall.of(words);
        assertEquals(0, command.run(call), call::complained);
        return call.printed();
    }

    @Test
    void forPeople() {
        assertEquals("""
                COUNTED                   NUMBER
                a_total event=one by=a "b"  3
                b                         -2

                MEASURED   NUMBER  MEAN      50%       90%       99%       MAX
                c_seconds  2       250.00ms  100.00ms  400.00ms  400.00ms  400.00ms
                """.replace("COUNTED                   NUMBER", "COUNTED                     NUMBER")
                .replace("b                         -2", "b                           -2"), printed());
    }

    @Test
    void forPrometheus() {
        assertEquals("""
                # HELP a_total Some \\\\ things.
                # TYPE a_total counter
                a_total{event="one",by="a \\"b\\""} 3
                # HELP b A level.
                # TYPE b gauge
                b -2
                # HELP c_seconds Times.
                # TYPE c_seconds histogram
                c_seconds_bucket{le="0.25"} 1
                c_seconds_bucket{le="1"} 2
                c_seconds_bucket{le="+Inf"} 2
                c_seconds_sum 0.5
                c_seconds_count 2
                """, printed("--prometheus"));
    }

    @Test
    void forPrograms() {
        String json = printed("--json");
        assertTrue(json.startsWith("{\"a_total\":{\"kind\":\"counter\",\"help\":\"Some \\\\ things.\",\"samples\":"
                + "[{\"labels\":{\"event\":\"one\",\"by\":\"a \\\"b\\\"\"},\"value\":3}]}"), json);
        assertTrue(json.contains("\"value\":2,\"unit\":\"microseconds\",\"sum\":500000,\"max\":400000,"
                + "\"quantiles\":{\"p50\":100000,\"p90\":400000,\"p99\":400000}"), json);
    }

    @Test
    void badUsageIs64AndWithoutAServiceItIsATemporaryFailure() {
        assertEquals(75, command.run(TestCall.of()));
        command.bindMetrics(new Fixed());
        assertEquals(64, command.run(TestCall.of("--xml")));
        assertEquals(64, command.run(TestCall.of("--json", "--prometheus")));
    }
}
