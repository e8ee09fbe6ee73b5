package org.fingerpost.mailer.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.mailer.UnixText.Quoting;
import org.fingerpost.api.unix.Account;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mail for a mailbox that is locked for long waits in the queue, and not on the threads that others' mail needs. */
@Timeout(120)
class LockedMailboxTest extends MboxFixture {

    @Test
    void onlyOneMessageWaitsForTheLock() throws Exception {
        FileMailer patient = new FileMailer(base, Quoting.MBOXO, true, Duration.ofMinutes(2), Duration.ofHours(1),
                Clock.systemUTC());
        Files.writeString(base.resolve("var/mail/anna.lock"), "");
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            CompletionService<Outcome> attempts = new ExecutorCompletionService<>(threads);
            for (int i = 0; i < 10; i++) {
                attempts.submit(() -> patient.attempt(to("anna")).get(0));
            }
            for (int i = 0; i < 9; i++) {
                Future<Outcome> ended = attempts.poll(60, TimeUnit.SECONDS);
                assertEquals(Outcome.deferred("4.2.0", "the mailbox is locked by another program"), ended.get());
            }
            assertInstanceOf(Outcome.Delivered.class, patient.attempt(to("bert")).get(0));
            Files.delete(base.resolve("var/mail/anna.lock"));
            assertInstanceOf(Outcome.Delivered.class, attempts.poll(60, TimeUnit.SECONDS).get());
            assertInstanceOf(Outcome.Delivered.class, patient.attempt(to("anna")).get(0));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aUserWithManyLockedFilesHasAFewThreads() {
        LongWaits waits = new LongWaits();
        Access ann = Access.of(new UserRights(new Account("ann", 5001, 5001, "", "", ""), null));
        Access bob = Access.of(new UserRights(new Account("bob", 5002, 5002, "", "", ""), null));
        List<Boolean> begun = new ArrayList<>();
        for (int i = 0; i <= LongWaits.MOST; i++) {
            begun.add(waits.begin(ann));
        }
        assertEquals(LongWaits.MOST, begun.stream().filter(may -> may).count());
        assertTrue(waits.begin(bob));
        assertFalse(waits.begin(ann));
        waits.end(ann);
        assertTrue(waits.begin(ann));
    }
}
