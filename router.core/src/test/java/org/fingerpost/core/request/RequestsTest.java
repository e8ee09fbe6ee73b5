package org.fingerpost.core.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.submit.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Origin STRANGER = new Origin("ESMTP", "c", "192.0.2.1", "");
    private static final Origin USER = new Origin("ESMTPSA", "c", "192.0.2.1", "ann");
    private static final Terms TERMS = new Terms() {
        @Override
        public Optional<Duration> shortestDeadline() {
            return Optional.of(Duration.ofMinutes(1));
        }
    };

    private final Requests ofStranger = new Requests(TERMS, STRANGER, () -> false);
    private final Requests ofUser = new Requests(TERMS, USER, () -> true);

    private static ReversePath sender(String... keywordsAndValues) {
        Map<String, String> parameters = new TreeMap<>();
        for (int i = 0; i < keywordsAndValues.length; i += 2) {
            parameters.put(keywordsAndValues[i], keywordsAndValues[i + 1]);
        }
        return new ReversePath("ann@here.example", parameters);
    }

    private static Job job(ReversePath sender) {
        return new Job(new QueueId("JOB00001"), NOW, USER, sender, List.of(), Header.EMPTY, 0, false, true);
    }

    private static Map<String, String> granted(Requests requests, String... asked) {
        return requests.granted(sender(asked), NOW).parameters();
    }

    @Test
    void anIntervalBecomesATime() {
        assertEquals(Map.of("HOLDUNTIL", "2026-11-22T13:00:00Z"), granted(ofUser, "HOLDFOR", "3600"));
        assertEquals(Map.of("HOLDUNTIL", "2026-11-22T13:00:00Z"), granted(ofUser, "HOLDUNTIL", "2026-11-22T15:00:00+02:00"));
        assertEquals(Map.of(), granted(ofUser, "HOLDUNTIL", "2026-11-22T11:59:59Z"), "it is over already");
        assertEquals(Map.of(), granted(ofUser, "HOLDUNTIL", "tomorrow"));
        assertEquals(Map.of(), granted(ofUser, "HOLDFOR", "0"));
        assertEquals(Map.of("RET", "HDRS"), granted(ofStranger, "HOLDFOR", "3600", "RET", "HDRS"), "nobody to ask about it");
        ReversePath plain = sender("SIZE", "7");
        assertSame(plain, ofUser.granted(plain, NOW));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "HOLDFOR   | 604800               | -",
        "HOLDFOR   | 604801               | 501 5.5.4 A message is held for 7d at most",
        "HOLDUNTIL | 2027-01-01T00:00:00Z | 501 5.5.4 A message is held for 7d at most",
        "BY        | 60;R                 | -",
        "BY        | 59;R                 | 555 5.5.4 BY: the least is 60 seconds",
        "BY        | 59;NT                | 555 5.5.4 BY: the least is 60 seconds",
        "BY        | 0;R                  | 501 5.5.4 BY: more than 0 seconds are expected with R",
        "BY        | -5;RT                | 501 5.5.4 BY: more than 0 seconds are expected with R",
        "BY        | -5;N                 | -",
        "BY        | 0;N                  | -",
        "BY        | soon                 | -"})
    void whatCannotBeIsRefused(String keyword, String value, String refusal) {
        assertEquals(Optional.ofNullable(refusal), ofUser.refusal(sender(keyword, value), NOW).map(Verdict::toString));
    }

    @Test
    void aDeadlineIsPassedOnAsWhatIsLeftOfIt() {
        Job returned = job(sender("BY", "120;R", "RET", "FULL"));
        assertEquals(Optional.of(NOW.plusSeconds(120)), DeliverBy.end(returned));
        assertEquals(Optional.empty(), DeliverBy.notice(returned));
        assertEquals(Map.of("BY", "90;R", "RET", "FULL"), Requests.passedOn(returned, returned.sender(), NOW.plusSeconds(30)));
        Job told = job(sender("BY", "+60;nt"));
        assertEquals(Optional.empty(), DeliverBy.end(told));
        assertEquals(Optional.of(NOW.plusSeconds(60)), DeliverBy.notice(told));
        assertEquals(Map.of("BY", "-540;NT"), Requests.passedOn(told, told.sender(), NOW.plusSeconds(600)));
    }

    @Test
    void whatTheSenderSaidAboutReportsEndsAtAListWithAnOwner() {
        Job job = job(sender("RET", "HDRS", "ENVID", "x", "BODY", "8BITMIME"));
        assertEquals(Map.of("BODY", "8BITMIME"), Requests.passedOn(job, ReversePath.of("owner-list"), NOW));
        assertEquals(job.sender().parameters(), Requests.passedOn(job, job.sender(), NOW));
    }

    @Test
    void whatIsHeldHereIsNotHeldAgain() {
        Job held = job(sender("BY", "60;R", "HOLDUNTIL", "2026-11-22T13:00:00Z"));
        assertTrue(FutureRelease.isHeld(held, NOW));
        assertFalse(FutureRelease.isHeld(held, NOW.plus(Duration.ofHours(1))));
        assertEquals(Optional.of(Instant.parse("2026-11-22T13:01:00Z")), DeliverBy.end(held), "the time counts from the release");
        assertEquals(Map.of("BY", "60;R"), Requests.passedOn(held, held.sender(), Instant.parse("2026-11-22T13:00:00Z")));
    }

    @Test
    void onlyOneOfUsSetsPriorities() {
        assertEquals(Map.of("MT-PRIORITY", "-4"), granted(ofUser, "MT-PRIORITY", "-4"));
        assertEquals(Map.of(), granted(ofUser, "MT-PRIORITY", "10"));
        assertEquals(Map.of(), granted(ofStranger, "MT-PRIORITY", "9"));
        assertEquals(Optional.of("250 2.3.6 0 is the priority of this message: you may not set it"),
                ofStranger.remark(sender("MT-PRIORITY", "9")).map(Verdict::toString));
        assertEquals(Optional.empty(), ofStranger.remark(sender("MT-PRIORITY", "0")));
        assertEquals(Optional.empty(), ofUser.remark(sender("MT-PRIORITY", "9")));
    }

    /** Most senders do not: whether the client is trusted is found out for each message that asks for something. */
    @Test
    void whoAsksForNothingIsNotJudged() {
        Requests unasked = new Requests(TERMS, STRANGER, () -> fail("asked"));
        ReversePath plain = sender();
        assertSame(plain, unasked.granted(plain, NOW));
        assertEquals(Optional.empty(), unasked.refusal(plain, NOW));
        assertEquals(Optional.empty(), unasked.remark(plain));
    }

    @Test
    void whatNobodyMayAskForIsNotThere() {
        Requests none = new Requests(new Terms() {
            @Override
            public Optional<Duration> shortestDeadline() {
                return Optional.empty();
            }

            @Override
            public Duration longestHold() {
                return Duration.ZERO;
            }
        }, USER, () -> true);
        ReversePath asked = sender("BY", "1;R", "HOLDFOR", "5");
        assertEquals(Optional.empty(), none.refusal(asked, NOW));
        assertEquals(Map.of(), none.granted(asked, NOW).parameters());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "60", "60;", "60;X", ";R", "6 0;R", "1234567890;R", "60;RR", "60;TR"})
    void aDeadlineThatCannotBeReadIsNone(String text) {
        assertEquals(Optional.empty(), DeliverBy.of(sender("BY", text)));
    }

    @Test
    void binaryMeansWhatItSays() {
        ReversePath binary = sender("BODY", "binarymime");
        assertTrue(BodyType.isBinary(binary));
        assertSame(binary, BodyType.seen(binary, false));
        assertEquals(Map.of("BODY", "8BITMIME"), BodyType.seen(binary, true).parameters());
        assertEquals(Map.of("BODY", "7BIT"), BodyType.seen(sender("BODY", "7BIT"), false).parameters());
    }
}
