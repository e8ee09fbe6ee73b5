package org.fingerpost.listener.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.DestinationState;
import org.fingerpost.api.queue.Hold;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.api.queue.JobRecipient.Target;
import org.fingerpost.api.queue.QueueControl.Entry;
import org.fingerpost.api.queue.Standing;
import org.junit.jupiter.api.Test;

class MailQueueListingTest {

    private static final Instant NOW = Instant.parse("2026-11-02T05:05:59Z");
    private static final Standing ACTIVE = new Standing.Active();
    private static final Standing DUE = new Standing.Due(NOW);

    private static String print(Entry... entries) {
        return print(false, entries);
    }

    private static String print(boolean verbose, Entry... entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new MailQueueListing(Path.of("/var/spool/mqueue"), ZoneOffset.UTC, verbose)
                .print(entries.length, Stream.of(entries), new PrintStream(out, true, ISO_8859_1));
        return out.toString(ISO_8859_1);
    }

    private static Job job(String id, String sender, JobRecipient... recipients) {
        return new Job(new QueueId(id), NOW, Origin.local("joe"), ReversePath.of(sender), List.of(recipients), Header.EMPTY,
                1234, false, true);
    }

    private static JobRecipient recipient(int number, String address) {
        return JobRecipient.submitted(number, Recipient.of(address), NOW);
    }

    @Test
    void anEmptyQueue() {
        assertEquals("/var/spool/mqueue is empty\n\t\tTotal requests: 0\n", print());
    }

    @Test
    void jobsWithWhatWaitsOfThem() {
        JobRecipient deferred = recipient(0, "ann@x")
                .withOutcome(Outcome.deferred("4.4.1", "Connection refused by x."), State.PENDING, NOW);
        JobRecipient done = recipient(1, "bob@x").withState(State.DELIVERED);
        JobRecipient program = done.child(2, new Target.ToProgram("/bin/vacation joe", "joe"), NOW);
        assertEquals("""
                \t\t/var/spool/mqueue (3 requests)
                ------Q-ID------ --Size-- -----Q-Time----- ------------Sender/Recipient-----------
                aaaaaaaaaaaaaaaa*    1234 Mon Nov  2 05:05 <joe@x>
                                 (Deferred: Connection refused by x.)
                \t\t\t\t\t   <ann@x>
                \t\t\t\t\t   |/bin/vacation joe
                bbbbbb               1234 Mon Nov  2 05:05 MAILER-DAEMON
                     QUARANTINE: held by tef
                \t\t\t\t\t   <caf\u00e9>
                cccccc          -    1234 Mon Nov  2 05:05 <joe@x>
                                 (Deferred: Connection refused by x.)
                \t\t\t\t\t   <ann@x>
                \t\tTotal requests: 3
                """, print(new Entry(job("aaaaaaaaaaaaaaaa", "joe@x", deferred, done, program), ACTIVE, 0),
                        new Entry(job("bbbbbb", "", recipient(0, "caf\u00e9")).withHold(new Hold(NOW, "tef", "")),
                                new Standing.Held(), 0),
                        new Entry(job("cccccc", "joe@x", deferred.attempted(NOW, NOW)), DUE, 0)));
    }

    @Test
    void whatWasNeverTriedSaysWhatItsDestinationSaid() {
        JobRecipient.Via way = new JobRecipient.Via("relay", "hub");
        Outcome refused = Outcome.deferred("4.4.1", "Connection refused by hub.");
        DestinationState hub = new DestinationState(way, DestinationState.Condition.DOWN, 0, 20, 7, Optional.of(NOW),
                Optional.of(NOW.plusSeconds(60)), Optional.of(refused));
        assertEquals("""
                \t\t/var/spool/mqueue (1 request)
                ------Q-ID------ --Size-- -----Q-Time----- ------------Sender/Recipient-----------
                aaaaaa          -    1234 Mon Nov  2 05:05 <joe@x>
                                 (Deferred: Connection refused by hub.)
                \t\t\t\t\t   <ann@x>
                \t\tTotal requests: 1
                """, print(new Entry(job("aaaaaa", "joe@x", recipient(0, "ann@x").withVia(way)),
                        new Standing.Waiting(List.of(hub), Optional.empty()), 0)));
    }

    @Test
    void verbosely() {
        JobRecipient deferred = recipient(0, "ann@x")
                .withOutcome(Outcome.deferred("4.4.1", "Connection refused by x."), State.PENDING, NOW);
        assertEquals("""
                \t\t/var/spool/mqueue (1 request)
                ------Q-ID------ --Size-- -Priority- ---Q-Time--- --------Sender/Recipient--------
                cccccc               1234      30450+Nov  2 05:05 <joe@x>
                \t\t\t\t\t\t   <ann@x>
                \t\t (Deferred: Connection refused by x.)
                \t\tTotal requests: 1
                """, print(true, new Entry(job("cccccc", "joe@x", deferred).withSenderWarned(), DUE, 30450)));
    }

    @Test
    void whatStrangersWroteDoesNotCommandTheTerminal() {
        String text = print(new Entry(job("cccccc", "x\u001b[2J", recipient(0, "a")), DUE, 0));
        assertEquals("cccccc               1234 Mon Nov  2 05:05 <x?[2J>", text.lines().skip(2).findFirst().orElseThrow());
        assertEquals("\t\t/var/spool/mqueue (1 request)", text.lines().findFirst().orElseThrow());
    }
}
