package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

final class DeadlineTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final List<CompletableFuture<Void>> calls = new ArrayList<>();
    private final List<Duration> delays = new ArrayList<>();
    private final Deadline deadline = new Deadline(this::after, () -> { });

    private Future<?> after(Duration delay, Runnable look) {
        CompletableFuture<Void> call = new CompletableFuture<>();
        calls.add(call);
        delays.add(delay);
        return call;
    }

    @Test
    void whatIsPutOffCostsNoCall() {
        deadline.in(HOUR);
        deadline.in(HOUR.multipliedBy(2));
        deadline.in(HOUR);
        assertEquals(1, calls.size());
        assertFalse(calls.get(0).isCancelled());
    }

    @Test
    void callThatComesTooEarlyIsRepeated() {
        deadline.in(HOUR);
        deadline.in(HOUR.multipliedBy(2));
        assertFalse(deadline.hasPassed());
        assertEquals(2, calls.size());
        assertTrue(delays.get(1).compareTo(HOUR) > 0, () -> delays.toString());
    }

    @Test
    void nearerTimeAsksForAnEarlierCall() {
        deadline.in(HOUR);
        deadline.in(Duration.ofMinutes(1));
        assertTrue(calls.get(0).isCancelled());
        assertTrue(delays.get(1).compareTo(Duration.ofMinutes(1)) <= 0, () -> delays.toString());
    }

    @Test
    void passesOnce() {
        deadline.in(Duration.ZERO);
        assertTrue(deadline.hasPassed());
        assertFalse(deadline.hasPassed());
    }

    @Test
    void whatIsClearedDoesNotPass() {
        deadline.in(Duration.ZERO);
        deadline.clear();
        assertTrue(calls.get(0).isCancelled());
        assertFalse(deadline.hasPassed());
    }
}
