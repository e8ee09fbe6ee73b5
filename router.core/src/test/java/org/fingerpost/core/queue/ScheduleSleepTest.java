package org.fingerpost.core.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.queue.Job;
import org.fingerpost.core.Jobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workers that sleep, and what wakes them. */
class ScheduleSleepTest {

    private static final int MAX_ACTIVE = 2;

    private final Clock clock = Clock.systemUTC();
    private final Schedule schedule = new Schedule(clock, MAX_ACTIVE, Destinations.of(2, Optional.empty()), Priority.NONE);
    private final BlockingQueue<String> worked = new LinkedBlockingQueue<>();
    private final List<Thread> workers = new ArrayList<>();

    @BeforeEach
    void startWorkers() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            Thread worker = new Thread(this::work);
            worker.setDaemon(true);
            worker.start();
            workers.add(worker);
        }
        awaitSleep();
    }

    @AfterEach
    void close() throws InterruptedException {
        schedule.close();
        schedule.awaitIdle(Duration.ZERO);
        for (Thread worker : workers) {
            worker.join(30_000);
        }
    }

    private void work() {
        try {
            for (Optional<Due> due = schedule.next(); due.isPresent(); due = schedule.next()) {
                worked.add(((Due.ToWork) due.get()).id().toString());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitSleep() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < end && !workers.stream().allMatch(ScheduleSleepTest::sleeps)) {
            Thread.onSpinWait();
        }
    }

    private static boolean sleeps(Thread worker) {
        return worker.getState() == Thread.State.WAITING || worker.getState() == Thread.State.TIMED_WAITING;
    }

    private Job add(String id, Duration in) {
        Instant due = clock.instant().plus(in);
        Job job = Jobs.named(id, "user@host").mapRecipients(r -> r.dueAt(due));
        schedule.add(job);
        return job;
    }

    private String next() throws InterruptedException {
        return worked.poll(30, TimeUnit.SECONDS);
    }

    @Test
    void whatIsDueSoonerThanAllThatWasKnownIsSeenInTime() throws InterruptedException {
        add("LATER1", Duration.ofHours(2));
        add("LATE01", Duration.ofHours(1));
        awaitSleep();
        add("SOON01", Duration.ofMillis(20));
        assertEquals("SOON01", next());
        add("NOW001", Duration.ZERO);
        assertEquals("NOW001", next());
    }

    @Test
    void aPlaceThatBecomesFreeWakesSomebody() throws InterruptedException {
        Job first = add("JOB00A", Duration.ZERO);
        assertEquals("JOB00A", next());
        add("JOB00B", Duration.ZERO);
        assertEquals("JOB00B", next());
        add("JOB00C", Duration.ZERO);
        awaitSleep();
        schedule.forget(first.id());
        assertEquals("JOB00C", next());
    }
}
