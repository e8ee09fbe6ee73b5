package org.fingerpost.core.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.Standing;
import org.fingerpost.core.Jobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnRequestsTest {

    private static final Instant LATER = Jobs.NOW.plusSeconds(3600);
    private static final Origin CLIENT = new Origin("ESMTP", "c", "192.0.2.1", "");

    private final MemoryStore store = new MemoryStore();
    private final Clock clock = Clock.fixed(Jobs.NOW.plusSeconds(60), ZoneOffset.UTC);
    private final Queue queue = new Queue(store, new NoWork(), clock, Destinations.of(20), job -> 0, 1, 10);
    private final TurnRequests requests = new TurnRequests(queue, store, clock);

    @AfterEach
    void close() {
        requests.close();
    }

    private Job put(String id, Map<String, String> parameters, String address) {
        Job job = Jobs.named(id, address);
        Job waiting = new Job(job.id(), job.arrived(), job.origin(), new ReversePath("s@here.example", parameters),
                List.of(job.recipients().get(0).dueAt(LATER)), job.header(), 0, false, true);
        store.jobs.put(waiting.id(), waiting);
        queue.recover(waiting);
        return waiting;
    }

    private boolean isDue(Job job) {
        return !(queue.schedule().standing(job.id()).orElseThrow() instanceof Standing.Due due) || due.time().isBefore(LATER);
    }

    private void await(Job job) throws InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!isDue(job) && System.nanoTime() < limit) {
            Thread.sleep(5);
        }
        assertTrue(isDue(job));
    }

    @Test
    void whatWaitsForTheHostIsTriedNow() throws Exception {
        Job other = put("AAAAAA01", Map.of(), "u@other.example");
        Job below = put("AAAAAA02", Map.of(), "u@sub.far.example");
        Job asked = put("AAAAAA03", Map.of("HOLDUNTIL", LATER.toString()), "u@far.example");
        Job meant = put("AAAAAA04", Map.of(), "u@FAR.example");
        assertTrue(requests.request("far.example", CLIENT));
        await(meant);
        assertFalse(isDue(other));
        assertFalse(isDue(below));
        assertFalse(isDue(asked), "its sender wants it later");
        assertTrue(requests.request("@far.example", CLIENT));
        await(below);
        assertFalse(isDue(other));
        assertFalse(isDue(asked));
    }

    @Test
    void whoStopsTakesNoMore() {
        requests.close();
        assertEquals(false, requests.request("far.example", CLIENT));
    }
}
