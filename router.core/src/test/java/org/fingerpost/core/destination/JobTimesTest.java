package org.fingerpost.core.destination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.Via;
import org.fingerpost.core.Jobs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobTimesTest {

    private static final QueueTimeouts GENERAL = new QueueTimeouts(Timeouts.of(Duration.ofHours(4)),
            new Timeouts(Optional.of(Duration.ofDays(5)), Map.of(TimeoutClass.URGENT, Duration.ofHours(2))));

    private final Job job = Jobs.to("a", "b");
    private final JobRecipient near = job.recipients().get(0).withVia(new Via("esmtp", "near"));
    private final JobRecipient slow = job.recipients().get(1).withVia(new Via("esmtp", "slow"));

    private static DestinationSettings settings(String mailer, String host) {
        boolean slow = host.equals("slow");
        return new DestinationSettings(host, 20, Optional.empty(),
                new RetrySchedule(List.of(slow ? Duration.ofHours(9) : Duration.ofMinutes(10), Duration.ofHours(12))),
                slow ? new QueueTimeouts(Timeouts.of(Duration.ZERO), Timeouts.of(Duration.ofDays(1))) : QueueTimeouts.NONE,
                GENERAL);
    }

    private JobTimes times(TimeoutClass timeoutClass) {
        return new JobTimes(job, JobTimesTest::settings, QueueTimeouts.NONE, () -> timeoutClass);
    }

    private static void assertAbout(Duration delay, Instant from, Instant next) {
        Duration actual = Duration.between(from, next);
        assertTrue(Math.abs(actual.toMillis() - delay.toMillis()) <= delay.toMillis() / 10, actual.toString());
    }

    @Test
    void eachRecipientComesBackByItsDestinationAndItsAttempts() {
        JobTimes times = times(TimeoutClass.NORMAL);
        assertAbout(Duration.ofMinutes(10), Jobs.NOW, times.again(near, 1, Jobs.NOW));
        assertAbout(Duration.ofHours(12), Jobs.NOW, times.again(near, 2, Jobs.NOW));
        assertAbout(Duration.ofHours(12), Jobs.NOW, times.again(near, 99, Jobs.NOW));
        assertAbout(Duration.ofHours(9), Jobs.NOW, times.again(slow, 1, Jobs.NOW));
        assertAbout(Duration.ofMinutes(10), Jobs.NOW, times.again(job.recipients().get(0), 0, Jobs.NOW));
    }

    @Test
    void whatFailsInOneRoundComesBackTogether() {
        JobTimes times = times(TimeoutClass.NORMAL);
        Instant first = times.again(near, 1, Jobs.NOW);
        assertEquals(first, times.again(near.withVia(new Via("esmtp", "other")), 1, Jobs.NOW.plusSeconds(30)));
        Instant later = Jobs.NOW.plusSeconds(500);
        assertAbout(Duration.ofMinutes(10), later, times.again(near, 1, later));
    }

    @Test
    void nothingWaitsBeyondItsEnd() {
        JobTimes times = times(TimeoutClass.NORMAL);
        Instant end = Jobs.NOW.plus(Duration.ofDays(1));
        assertEquals(end, times.end(slow));
        assertEquals(Jobs.NOW.plus(Duration.ofDays(5)), times.end(near));
        assertEquals(end, times.again(slow, 3, end.minusSeconds(60)));
        assertTrue(times.again(slow, 3, end).isAfter(end));
    }

    @Test
    void theSenderIsToldByDestinationAndClass() {
        Instant fiveHours = Jobs.NOW.plus(Duration.ofHours(5));
        assertTrue(times(TimeoutClass.NORMAL).isLate(near, fiveHours));
        assertFalse(times(TimeoutClass.NORMAL).isLate(near, Jobs.NOW.plus(Duration.ofHours(3))));
        assertFalse(times(TimeoutClass.NORMAL).isLate(slow, fiveHours), "0s is never");
        assertEquals(Duration.ofHours(2), times(TimeoutClass.URGENT).lifetime(near));
        assertEquals(Duration.ofDays(1), times(TimeoutClass.URGENT).lifetime(slow), "the destination comes first");
    }

    private JobTimes timesOf(String keyword, String value) {
        Job asked = new Job(job.id(), job.arrived(), job.origin(), new ReversePath("a@b", Map.of(keyword, value)),
                job.recipients(), job.header(), 0, false, true);
        return new JobTimes(asked, JobTimesTest::settings, QueueTimeouts.NONE, () -> TimeoutClass.NORMAL);
    }

    @Test
    void whatIsHeldIsWaitedForFromItsReleaseOn() {
        JobTimes times = timesOf("HOLDUNTIL", Jobs.NOW.plus(Duration.ofDays(3)).toString());
        assertEquals(Jobs.NOW.plus(Duration.ofDays(8)), times.end(near));
        assertFalse(times.isLate(near, Jobs.NOW.plus(Duration.ofDays(3))));
        assertTrue(times.isLate(near, Jobs.NOW.plus(Duration.ofHours(76))));
        assertEquals("5d", times.patience(near));
    }

    @Test
    void aDeadlineOfTheSendersEndsItAll() {
        JobTimes times = timesOf("BY", "300;R");
        Instant deadline = Jobs.NOW.plusSeconds(300);
        assertEquals(deadline, times.end(near));
        assertEquals(deadline, times.again(near, 1, Jobs.NOW));
        assertEquals(deadline, times.within(near, deadline.plusSeconds(60), Jobs.NOW), "whatever the destination says");
        assertEquals(Jobs.NOW.plusSeconds(7), times.within(near, Jobs.NOW.plusSeconds(7), Jobs.NOW));
        assertFalse(times.isPastDeadline(deadline.minusMillis(1)));
        assertTrue(times.isPastDeadline(deadline));
        assertEquals("5m, as its sender asked", times.patience(near));
        assertEquals(Jobs.NOW.plus(Duration.ofDays(1)), timesOf("BY", "999999;R").end(slow), "the site's patience is shorter");
    }

    @Test
    void orHasHimTold() {
        JobTimes times = timesOf("BY", "300;N");
        Instant deadline = Jobs.NOW.plusSeconds(300);
        assertEquals(Jobs.NOW.plus(Duration.ofDays(5)), times.end(near));
        assertEquals(deadline, times.again(near, 1, Jobs.NOW));
        assertEquals(deadline, times.limit(near, Jobs.NOW));
        assertFalse(times.isLate(near, deadline.minusMillis(1)));
        assertTrue(times.isLate(near, deadline));
        assertTrue(times.isLate(slow, deadline), "though nothing is said of this destination otherwise");
        assertFalse(times.isPastDeadline(deadline));
        assertFalse(timesOf("BY", "86400;N").isLate(near, Jobs.NOW.plus(Duration.ofHours(5))), "then and not before");
    }

    @ParameterizedTest
    @CsvSource({"9,URGENT", "4,URGENT", "3,NORMAL", "0,NORMAL", "-3,NORMAL", "-4,NON_URGENT", "+9,URGENT", "high,NORMAL"})
    void aPriorityIsAClassToo(String priority, TimeoutClass expected) {
        Job asked = new Job(job.id(), job.arrived(), job.origin(), new ReversePath("a@b", Map.of("MT-PRIORITY", priority)),
                job.recipients(), job.header(), 0, false, true);
        assertEquals(expected, TimeoutClass.of(asked, 0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "-      | 0   | -                                                  | NORMAL",
        "-      | 100 | -                                                  | URGENT",
        "-      | -60 | text/plain                                         | NON_URGENT",
        "Urgent | -60 | -                                                  | URGENT",
        "normal | 100 | -                                                  | NORMAL",
        "non-urgent | 0 | multipart/report; report-type=delivery-status    | NON_URGENT",
        "-      | 100 | multipart/report; report-type=delivery-status; a=b | DSN",
        "-      | 0   | 'Multipart/Report; boundary=x; Report-Type=\"delivery-status\"' | DSN",
        "soon   | 0   | multipart/report; report-type=disposition-notification | NORMAL"})
    void theClassIsSendmails(String priority, int precedence, String type, TimeoutClass expected) {
        Header header = new Header(List.of(HeaderField.of("Subject", "x")));
        header = priority == null ? header : header.prepend(HeaderField.of("Priority", priority));
        header = type == null ? header : header.prepend(HeaderField.of("Content-Type", type));
        assertEquals(expected, TimeoutClass.of(header, precedence));
    }
}
