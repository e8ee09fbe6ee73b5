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

    private String said(String... words) {
        TestCall call = TestCall.of(words);
        assertEquals(0, command.run(call), call::complained);
        return call.printed();
    }

    private TestCall run(int status, String line) {
        TestCall call = TestCall.of(line.split(" "));
        assertEquals(status, command.run(call), call::complained);
        return call;
    }

    @Test
    void listingForPeople() {
        assertEquals("""
                ID                    SIZE     AGE  SENDER
                aaaaaa                1234   2h05m  <joe@x>
                    ann@y  pending, 1 attempt, next in 1m30s: 4.4.1 Connection "refused"
                    caf\u00e9?@y  delivered
                bbbbbb                1234   2h05m  <>  active
                    bob@z  pending
                cccccc                1234   2h05m  <joe@x>  held
                    held by tef since 2026-11-22T11:59:30Z: looks odd
                    list  pending
                    carl@y  pending
                dddddd                1234   2h05m  <joe@x>
                    waits for esmtp to mx.down: down since 2026-11-22T11:50:00Z, tried in 1m00s (4.4.1 no answer), 7 waiting
                    dan@y  pending
                """, printed("list"));
    }

    @Test
    void listingForPrograms() {
        List<String> lines = printed("list --json").lines().toList();
        assertEquals("{\"id\":\"aaaaaa\",\"arrived\":\"2026-11-22T09:55:00Z\","
                + "\"origin\":{\"protocol\":\"local\",\"name\":\"\",\"address\":\"\",\"user\":\"joe\"},"
                + "\"sender\":\"joe@x\",\"bodySize\":1234,\"held\":false,\"active\":false,\"hold\":null,\"priority\":31234,"
                + "\"nextAttempt\":\"2026-11-22T12:01:30Z\",\"waitsFor\":[],"
                + "\"recipients\":[{\"number\":0,\"parent\":-1,\"submitted\":\"ann@y\",\"target\":\"ann@y\","
                + "\"state\":\"pending\",\"listOwner\":null,"
                + "\"attempts\":1,\"lastAttempt\":\"2026-11-22T11:59:00Z\",\"nextAttempt\":\"2026-11-22T12:01:30Z\","
                + "\"mailer\":\"esmtp\",\"host\":\"mx.y\","
                + "\"status\":\"4.4.1\",\"text\":\"Connection \\\"refused\\\"\",\"reporter\":null,\"reply\":null},"
                + "{\"number\":1,\"parent\":-1,\"submitted\":\"caf\\u00e9\\u001b@y\",\"target\":\"caf\\u00e9\\u001b@y\","
                + "\"state\":\"delivered\",\"listOwner\":null,\"attempts\":0,\"lastAttempt\":null,\"nextAttempt\":null,"
                + "\"mailer\":null,\"host\":null,"
                + "\"status\":null,\"text\":null,\"reporter\":null,\"reply\":null}]}", lines.get(0));
        assertEquals(4, lines.size());
        assertTrue(lines.get(2).contains("\"held\":true,\"active\":false,"
                + "\"hold\":{\"since\":\"2026-11-22T11:59:30Z\",\"by\":\"tef\",\"reason\":\"looks odd\"},\"priority\":0,"
                + "\"nextAttempt\":null,"), lines.get(2));
        assertTrue(lines.get(3).contains("\"waitsFor\":[{\"mailer\":\"esmtp\",\"host\":\"mx.down\",\"condition\":\"down\","
                + "\"active\":0,\"limit\":20,\"waiting\":7,\"since\":\"2026-11-22T11:50:00Z\",\"until\":\"2026-11-22T12:01:00Z\","
                + "\"status\":\"4.4.1\",\"text\":\"no answer\"}]"), lines.get(3));
        assertEquals(lines.get(0).substring(0, lines.get(0).length() - 1)
                + ",\"header\":[\"Subject: two\\u000d\\u000a lines\"]}\n",
                printed("show aaaaaa --json"));
    }

    @Test
    void oneJobWithItsHeader() {
        assertEquals("""
                aaaaaa                1234   2h05m  <joe@x>
                    arrived 2026-11-22T09:55:00Z by local from joe
                    priority 31234

                    ann@y  pending, 1 attempt, next in 1m30s: 4.4.1 Connection "refused"
                        last by esmtp to mx.y, 2026-11-22T11:59:00Z

                    caf\u00e9?@y  delivered

                    Subject: two
                     lines
                """, printed("show aaaaaa"));
        assertTrue(printed("show cccccc").contains("    carl@y  pending\n        from list\n"), printed("show cccccc"));
    }

    @ParameterizedTest
    @CsvSource({"--sender joe@*,3", "--sender <>,1", "--recipient ANN@y,1", "--destination mx.?*,2", "--destination z,1",
            "--mailer esmtp,2", "--older 2h,4", "--held,1", "aaaaaa bbbbbb,2", "--sender joe@x --recipient carl@y,1",
            "--recipient ann@y --recipient bob@z,2"})
    void whatIsSelected(String selection, int count) {
        assertEquals(count, printed("list --json " + selection).lines().count());
    }

    @Test
    void nothingSelectedIs1() {
        assertEquals("nothing of that is in the queue\n", run(1, "list --sender nobody").printed());
        assertEquals("0 messages are held\n", run(1, "hold --older 30d").printed());
        run(1, "hold --recipient ann@y --destination z");
    }

    @Test
    void verbsSayWhatTheyDid() {
        assertEquals("1 message is held (1 recipient)\n", printed("hold aaaaaa"));
        assertEquals("2 messages are released (3 recipients)\n", printed("release aaaaaa cccccc"));
        assertEquals("1 message is requeued (1 recipient)\n", printed("requeue --mailer esmtp --destination mx.y"));
        assertEquals("1 message is removed (1 recipient)\n", said("remove", "aaaaaa", "--reason", "spam, a lot"));
        assertEquals(List.of("hold aaaaaa by root ", "release aaaaaa by root ", "release cccccc by root ",
                "requeue aaaaaa by root ", "remove aaaaaa by root spam, a lot"), queue.done);
    }

    @Test
    void whatIsBeingDeliveredIsLeftAlone() {
        assertEquals("3 messages are due now (4 recipients), 1 being tried now\n", printed("retry --all"));
        TestCall call = run(75, "hold --all");
        assertEquals("3 messages are held (4 recipients)\n", call.printed());
        assertEquals("fingerpost queue: 1 message is being delivered now and left alone; try again\n", call.complained());
    }

    @Test
    void removingByASelectorAsksForYes() {
        TestCall call = run(64, "remove --sender joe@*");
        assertEquals("aaaaaa  <joe@x>  ann@y\ncccccc  <joe@x>  list  carl@y\ndddddd  <joe@x>  dan@y\n"
                + "3 messages would be removed\n", call.printed());
        assertEquals("fingerpost queue: nothing is removed: add --yes to remove them\n", call.complained());
        assertEquals(List.of(), queue.done);
        assertEquals("3 messages are removed (4 recipients)\n", printed("remove --sender joe@* --yes"));
        assertTrue(printed("hold --held --dry-run").endsWith("\n1 message would be held\n"));
    }

    @Test
    void whatHasNotBeenTakenUpYetIsSaid() {
        queue.complete = false;
        assertTrue(run(0, "hold --recipient ann@y").complained().contains("still taking up what was queued before its start"));
        assertEquals("", run(0, "help").complained());
    }

    @Test
    void helpIsNoError() {
        assertTrue(printed("help").startsWith("usage: fingerpost queue list"));
    }

    @Test
    void anUnknownJobIs69() {
        assertEquals("fingerpost queue: there is no message zzzzzz\n", run(69, "show zzzzzz").complained());
        assertEquals("fingerpost queue: there is no message zzzzzz\n", run(69, "hold zzzzzz").complained());
        assertEquals("fingerpost queue: 1 of these ids is not in the queue\n", run(69, "hold zzzzzz aaaaaa").complained());
    }

    @ParameterizedTest
    @CsvSource({"'',usage", "lsit,usage", "show,one id is expected", "show aaaaaa bbbbbb,one id", "hold,which messages?",
            "retry,which messages?", "remove --yes,which messages?", "hold aaaaaa --json,unknown option --json",
            "hold --recipient,--recipient needs a value", "hold --all aaaaaa,--all stands alone", "hold ../x,no queue id",
            "list --older 3,no duration", "hold aaaaaa --yes,unknown option --yes", "stats --top x,is no number",
            "stats --top 0,a number from 1"})
    void badUsageIs64(String line, String complaint) {
        TestCall call = run(64, line);
        assertTrue(call.complained().contains(complaint), call.complained());
        assertEquals("", call.printed());
    }

    @Test
    void statistics() {
        assertEquals("""
                4 messages, 4.8K
                oldest aaaaaa, 2h05m
                  active            1      1.2K
                  held              1      1.2K
                  down              1      1.2K
                  waiting           1      1.2K
                recipients: 5 pending, 1 delivered

                AGE
                  < 5m                                      0
                  < 20m                                     0
                  < 1h                                      0
                  < 4h                                      4  ##################################################
                  < 12h                                     0
                  < 1d                                      0
                  < 3d                                      0
                  >= 3d                                     0
                """, printed("stats --graph").split("\nSIZE")[0].replaceFirst("(?s)\n$", "\n"));
        assertTrue(printed("stats --top 1").contains("DESTINATION (open recipients)\n  "), printed("stats"));
        assertTrue(printed("stats").endsWith(
                "\nDOWN\n  esmtp to mx.down: down since 2026-11-22T11:50:00Z, tried in 1m00s (4.4.1 no answer), 7 waiting\n"));
        String json = printed("stats --json --top 1");
        assertTrue(json.startsWith("{\"time\":\"2026-11-22T12:00:00Z\",\"messages\":4,\"bytes\":4936,\"states\":{\"active\":"
                + "{\"messages\":1,\"bytes\":1234}"), json);
        assertTrue(json.contains("\"mailers\":[{\"mailer\":\"\",\"recipients\":3}]"), json);
        assertTrue(json.contains("\"oldest\":{\"id\":\"aaaaaa\","
                + "\"arrived\":\"2026-11-22T09:55:00Z\",\"ageSeconds\":7500}"), json);
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
                + "policy: /etc/sendmail.cf\nqueue: 4 messages\n"
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
