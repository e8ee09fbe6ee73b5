package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of the queue and does with it, and what the log has of it afterwards. */
class OperatorIT {

    /** What only check rule sets and long waits bring about; other tests have those. */
    private static final Set<String> NOT_HERE = Set.of("delayed", "receipt", "unreported", "discard", "quarantine",
            "discarded");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| ([`\\w ]+)\\| ([`\\w ]*)\\| .*\\|$");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");
    private static final Pattern PAIR = Pattern.compile(" (\\w+)=(\"(?:[^\"\\\\]|\\\\.)*\"|\\S*)");

    @TempDir
    private Path folder;
    private RouterProcess router;

    private String queue(int status, String... words) throws Exception {
        Shell.Result result = fingerpost(List.of("queue"), words);
        assertEquals(status, result.status(), result.output() + result.error());
        return result.output();
    }

    private Shell.Result fingerpost(List<String> begin, String... words) throws Exception {
        return router.program("fingerpost", "", Stream.concat(begin.stream(), Stream.of(words)).toArray(String[]::new));
    }

    private List<JsonObject> listed(String... selection) throws Exception {
        return fingerpost(List.of("queue", "list", "--json"), selection).output().lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
    }

    @Test
    void anOperatorsDay() throws Exception {
        try (SmtpSink sink = new SmtpSink(0, r -> r.startsWith("bad") ? "550 5.1.1 no such user"
                : r.startsWith("busy") ? "450 4.2.1 later" : "250 ok");
                RouterProcess started = new RouterProcess(folder.resolve("instance"), "").withRelay(sink.port())
                        .with("etc/aliases", "postmaster: root\nstaff: busy1@far.example, good@far.example\n")
                        .with("etc/queue.cfg", "retry = 1h\n").start()) {
            router = started;
            submit();
            List<JsonObject> waiting = listed("--recipient", "busy*");
            assertEquals(2, waiting.size());
            select();
            hold();
            requeue(sink);
            remove();
            numbers();
            compareTheLogWithItsDescription();
        }
    }

    private void submit() throws Exception {
        String user = System.getProperty("user.name");
        assertEquals(0, router.sendmail("Subject: one\n\nhello\n", "-f", user, "staff", "bad@far.example").status());
        assertEquals(0, router.sendmail("Subject: two\n\nhello\n", "-f", user, "busy2@near.example").status());
        try (SmtpDialogue smtp = router.smtp()) {
            smtp.command("EHLO client.example", "250");
            smtp.command("MAIL FROM:<a@far.example>", "250");
            smtp.command("RCPT TO:<no-such-user-here>", "550");
        }
        router.awaitIn("var/mail/" + user, "550 5.1.1 no such user");
        Await.until("two messages that wait", () -> listed().size() == 2
                && listed().stream().noneMatch(job -> job.get("active").getAsBoolean()));
    }

    private void select() throws Exception {
        assertEquals(2, listed("--mailer", "relay").size());
        assertEquals(1, listed("--recipient", "STAFF").size(), "as it was submitted");
        assertEquals(0, listed("--recipient", "good@far.example").size(), "that one waits no more");
        assertEquals(0, listed("--older", "1d").size());
        queue(1, "hold", "--sender", "nobody@nowhere.example");
        queue(64, "hold");
        queue(64, "list", "--older", "soon");
        queue(69, "show", "NOSUCHMESSAGE");
        String mailq = router.program("mailq", "").output();
        assertTrue(mailq.contains("(Deferred: "), mailq);
        assertTrue(mailq.contains("Total requests: 2"), mailq);
        assertTrue(router.program("sendmail", "", "-bp", "-v", "-qRbusy2").output().contains("Total requests: 1"));
        assertEquals(2, JsonParser.parseString(queue(0, "stats", "--json")).getAsJsonObject().get("messages").getAsInt());
        assertTrue(queue(0, "stats", "--graph").contains("####"));
    }

    private void hold() throws Exception {
        queue(0, "hold", "--recipient", "busy*", "--reason", "for a look");
        JsonObject held = listed("--held").get(0);
        assertEquals("for a look", held.getAsJsonObject("hold").get("reason").getAsString());
        assertTrue(held.get("nextAttempt").isJsonNull(), held.toString());
        assertEquals(0, router.program("sendmail", "", "-q").status());
        assertEquals(2, listed("--held").size(), "what is held is not tried");
        queue(0, "release", "--held");
        Await.until("second attempts", () -> listed().stream().allMatch(job -> attempts(job) == 2 && rests(job)));
        queue(0, "retry", "--recipient", "busy2@*");
        Await.until("a third attempt", () -> listed("--recipient", "busy2@*").stream()
                .allMatch(job -> attempts(job) == 3 && rests(job)));
    }

    private static boolean rests(JsonObject job) {
        return !job.get("active").getAsBoolean();
    }

    private static int attempts(JsonObject job) {
        return job.getAsJsonArray("recipients").asList().stream().map(r -> r.getAsJsonObject())
                .filter(r -> r.get("state").getAsString().equals("pending")).mapToInt(r -> r.get("attempts").getAsInt()).max()
                .orElse(0);
    }

    private void requeue(SmtpSink sink) throws Exception {
        router.with("etc/aliases", "postmaster: root\nstaff: good@far.example, new@far.example\n");
        assertEquals(0, router.program("newaliases", "").status());
        queue(0, "requeue", "--recipient", "staff");
        Await.until("the new recipient's copy", () -> sink.received().stream().anyMatch(m -> m.to().contains("new@far.example")));
        Await.until("one message less", () -> listed().size() == 1);
        assertEquals(1, sink.received().stream().filter(m -> m.to().contains("good@far.example")).count(),
                "nobody gets it twice");
    }

    private void remove() throws Exception {
        assertEquals(0, router.sendmail("Subject: three\n\nhello\n", "-f", "<>", "busy3@far.example", "busy4@near.example")
                .status());
        Await.until("three's attempt", () -> listed().size() == 2 && listed().stream().allMatch(OperatorIT::rests)
                && listed("--recipient", "busy3@*").stream().allMatch(job -> attempts(job) == 1));
        assertTrue(queue(64, "remove", "--recipient", "busy3@*").contains("1 message would be removed"));
        queue(0, "remove", "--recipient", "busy3@*", "--yes");
        assertEquals(2, listed().size(), "the other recipient's message stays");
        queue(0, "remove", "--all", "--yes");
        assertEquals(0, listed().size());
        router.awaitEmptyQueue();
    }

    private void numbers() throws Exception {
        long accepted = router.read("var/log/mail.log").lines().filter(line -> line.contains(" event=accepted ")).count();
        String numbers = router.program("fingerpost", "", "stats", "--prometheus").output();
        assertTrue(numbers.contains("\nfingerpost_events_total{event=\"accepted\"} " + accepted + "\n"), numbers);
        assertTrue(numbers.contains("\nfingerpost_queue_messages 0\n"), numbers);
        assertTrue(numbers.lines().allMatch(line -> line.matches("# (HELP|TYPE) .+|[a-z_]+(\\{[^}]*})? [0-9.]+")), numbers);
        assertTrue(JsonParser.parseString(router.program("fingerpost", "", "stats", "--json").output()).getAsJsonObject()
                .has("fingerpost_commit_seconds"));
        assertTrue(router.program("fingerpost", "", "console", "router:stats").output().contains("fingerpost_attempt_seconds"));
    }

    /** Events and keys of a log line: always there, perhaps there. */
    private record Described(Set<String> always, Set<String> perhaps) {
    }

    private static Map<String, Described> described() throws Exception {
        String text = Files.readString(Distribution.home().resolve("doc/operating.md"));
        Map<String, Described> events = new LinkedHashMap<>();
        Matcher row = ROW.matcher(text.substring(text.indexOf("\n## Logs")));
        while (row.find()) {
            events.put(row.group(1), new Described(names(row.group(2)), names(row.group(3))));
        }
        assertTrue(events.size() > 10, "the table of events was found: " + events);
        return events;
    }

    private static Set<String> names(String cell) {
        Set<String> names = new LinkedHashSet<>();
        for (Matcher name = NAME.matcher(cell); name.find();) {
            names.add(name.group(1));
        }
        return names;
    }

    private void compareTheLogWithItsDescription() throws Exception {
        Map<String, Described> described = described();
        Set<String> seen = new TreeSet<>();
        Set<String> once = new HashSet<>();
        for (String line : router.read("var/log/mail.log").lines().toList()) {
            Map<String, String> pairs = new LinkedHashMap<>();
            for (Matcher pair = PAIR.matcher(line); pair.find();) {
                pairs.put(pair.group(1), pair.group(2));
            }
            String event = pairs.remove("event");
            assertTrue(described.containsKey(event), "an event that is not described: " + line);
            seen.add(event);
            Set<String> missing = new TreeSet<>(described.get(event).always());
            missing.removeAll(pairs.keySet());
            assertEquals(Set.of(), missing, "keys that should be there: " + line);
            Set<String> unknown = new TreeSet<>(pairs.keySet());
            unknown.removeAll(described.get(event).always());
            unknown.removeAll(described.get(event).perhaps());
            assertEquals(Set.of(), unknown, "keys that are not described: " + line);
            if (event.equals("accepted") || event.equals("removed") && !pairs.containsKey("rcpt")) {
                assertTrue(once.add(event + pairs.get("qid")), "twice: " + line);
            }
        }
        Set<String> expected = new TreeSet<>(described.keySet());
        expected.removeAll(NOT_HERE);
        assertEquals(expected, seen, "all events that are described");
    }
}
