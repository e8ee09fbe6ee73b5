package org.fingerpost.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fingerpost.api.instance.Startup;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.queue.QueueLoad;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueueCommandTest {

    private final FakeQueue queue = new FakeQueue();
    private final QueueCommand command = new QueueCommand(Clock.fixed(FakeQueue.NOW, ZoneOffset.UTC));

    @BeforeEach
    void open() {
        command.bindQueue(queue);
    }

    private String printed(String line) {
        TestCall call = TestCall.of(line.split(" "));
        assertEquals(0, command.run(call), call::complained);
        return call.printed();
    }

    @Test
    void listingForPeople() {
        assertEquals("""
                ID                    SIZE     AGE  SENDER
                aaaaaa                1234   2h05m  <joe@x>
                    ann@y  pending, 1 attempt, next in 1m30s: 4.4.1 Connection "refused"
                    caf\u00e9?@y  delivered
                bbbbbb                1234   2h05m  <>  held  active
                    bob@z  pending, due
                """, printed("list"));
    }

    @Test
    void listingForPrograms() {
        String job = "{\"id\":\"aaaaaa\",\"arrived\":\"2026-11-22T09:55:00Z\","
                + "\"origin\":{\"protocol\":\"local\",\"name\":\"\",\"address\":\"\",\"user\":\"joe\"},"
                + "\"sender\":\"joe@x\",\"bodySize\":1234,\"held\":false,\"active\":false,\"nextAttempt\":\"2026-11-22T12:01:30Z\","
                + "\"recipients\":[{\"number\":0,\"parent\":-1,\"submitted\":\"ann@y\",\"target\":\"ann@y\",\"state\":\"pending\","
                + "\"attempts\":1,\"lastAttempt\":\"2026-11-22T11:59:00Z\",\"nextAttempt\":\"2026-11-22T12:01:30Z\","
                + "\"status\":\"4.4.1\",\"text\":\"Connection \\\"refused\\\"\"},"
                + "{\"number\":1,\"parent\":-1,\"submitted\":\"caf\\u00e9\\u001b@y\",\"target\":\"caf\\u00e9\\u001b@y\","
                + "\"state\":\"delivered\",\"attempts\":0,\"lastAttempt\":null,\"nextAttempt\":null,\"status\":null,\"text\":null}]";
        assertTrue(printed("list --json").startsWith("[" + job + "},\n{"));
        assertEquals(job + ",\"header\":[\"Subject: two\\u000d\\u000a lines\"]}\n", printed("show aaaaaa --json"));
        assertEquals(printed("list --json"), printed("--json list"));
    }

    @Test
    void oneJobWithItsHeader() {
        assertTrue(printed("show aaaaaa")
                .endsWith("    arrived 2026-11-22T09:55:00Z by local from joe\n\n    Subject: two\n     lines\n"));
    }

    @Test
    void holdingReleasingRemoving() {
        assertEquals("aaaaaa is held\n", printed("hold aaaaaa"));
        assertEquals("aaaaaa is released\n", printed("release aaaaaa"));
        assertEquals("aaaaaa is removed\n", printed("remove aaaaaa"));
        assertEquals(List.of("hold aaaaaa", "release aaaaaa", "remove aaaaaa"), queue.done);
    }

    @Test
    void aJobThatIsBeingDeliveredCannotBeRemoved() {
        TestCall call = TestCall.of("remove", "bbbbbb");
        assertEquals(75, command.run(call));
        assertEquals("fingerpost queue: bbbbbb cannot be removed now: it is being delivered; try again\n", call.complained());
    }

    @ParameterizedTest
    @CsvSource({"retry,2 recipients are", "retry all,2 recipients are", "retry aaaaaa,1 recipient is",
            "retry --recipient BOB@z,1 recipient is",
        "retry --recipient x,0 recipients are"})
    void whatIsTriedAgain(String line, String due) {
        assertEquals(due + " due now\n", printed(line));
    }

    @Test
    void aHeldJobIsReleasedAndNotRetried() {
        TestCall call = TestCall.of("retry", "bbbbbb");
        assertEquals(75, command.run(call));
        assertEquals("fingerpost queue: bbbbbb is held; \"fingerpost queue release bbbbbb\" makes it due\n", call.complained());
    }

    @Test
    void helpIsNoError() {
        assertTrue(printed("help").startsWith("usage: fingerpost queue list"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"show cccccc", "hold cccccc", "remove ../../x", "retry cccccc"})
    void anUnknownJobIs69(String line) {
        TestCall call = TestCall.of(line.split(" "));
        assertEquals(69, command.run(call));
        assertEquals("fingerpost queue: there is no message " + line.split(" ")[1] + "\n", call.complained());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lsit", "list x", "show", "hold", "hold aaaaaa bbbbbb", "hold aaaaaa --json",
            "retry --recipient", "retry a b"})
    void badUsageIs64(String line) {
        TestCall call = TestCall.of(line.split(" "));
        assertEquals(64, command.run(call));
        assertTrue(call.complained().startsWith("usage: fingerpost queue list [--json] "));
        assertEquals("", call.printed());
    }

    @Test
    void withoutAQueueItIsATemporaryFailure() {
        command.unbindQueue(queue);
        assertEquals(75, command.run(TestCall.of("list")));
    }

    @Test
    void statusSaysWhatThereIs() {
        Map<String, String> listening = new HashMap<>();
        StatusCommand status = new StatusCommand(startup(listening), Clock.fixed(FakeQueue.NOW, ZoneOffset.UTC),
                FakeQueue.NOW.minusSeconds(90_000));
        TestCall bare = TestCall.of();
        assertEquals(0, status.run(bare));
        assertEquals("since 2026-11-21T11:00:00Z, for 1d01h\nlistening: not yet\npolicy: none is in use\nqueue: not open\n"
                + "load: not watched\n",
                bare.printed());
        listening.putAll(Map.of("control", "/run/control", "smtp", "127.0.0.1:2525"));
        status.bindQueue(queue);
        status.bindPolicy(() -> Policy.builder().source(Path.of("/etc/sendmail.cf")).build());
        status.bindLoad(() -> new QueueLoad.State(QueueLoad.Level.DEFERRING, List.of("too much", "too many")));
        TestCall full = TestCall.of();
        status.run(full);
        assertEquals("since 2026-11-21T11:00:00Z, for 1d01h\nlistening: smtp 127.0.0.1:2525, control /run/control\n"
                + "policy: /etc/sendmail.cf\nqueue: 2 messages\n"
                + "load: new mail is taken, but not tried at once: too much; too many\n", full.printed());
    }

    private static Startup startup(Map<String, String> listening) {
        return new Startup() {
            @Override
            public void listening(String kind, String address) {
                throw new AssertionError();
            }

            @Override
            public Map<String, String> listening() {
                return listening;
            }

            @Override
            public void failed(String reason) {
                throw new AssertionError();
            }
        };
    }
}
