package org.fingerpost.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.BlockingMailer;
import org.fingerpost.api.mailer.DeliveryRecipient;
import org.fingerpost.api.mailer.Mailer;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.core.policy.MacroScope;
import org.fingerpost.core.services.Provided;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttemptTest {

    private static final Outcome OK = Outcome.delivered("2.0.0", "ok");

    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    private final MailerThreads threads = new MailerThreads(10);

    @AfterEach
    void endThreads() {
        watch.shutdownNow();
        threads.close();
    }

    private List<Outcome> outcomes(Mailer mailer, Duration patience) throws Exception {
        return begin(mailer, threads, patience).get(20, TimeUnit.SECONDS);
    }

    private CompletableFuture<List<Outcome>> begin(Mailer mailer, MailerThreads threads, Duration patience) {
        return begin(mailer, threads, patience, null);
    }

    private CompletableFuture<List<Outcome>> begin(Mailer mailer, MailerThreads threads, Duration patience, Body body) {
        Provided<Mailer> provided = new Provided<>("odd", mailer, "org.example.odd 1.2.3", 0, 1);
        return new Attempt(provided, threads.of(provided), patience, watch).begin(delivery(body)).toCompletableFuture();
    }

    private static MailDelivery delivery(Body body) {
        List<DeliveryRecipient> two = List.of(new DeliveryRecipient("a", "a", Map.of()),
                new DeliveryRecipient("b", "b", Map.of()));
        return new MailDelivery(new QueueId("JOB00001"), MailerDefinition.implicit("odd"), "", ReversePath.NULL, two,
                Header.EMPTY, body, new ProgramCall(List.of(), "", Map.of()), new MacroScope(Policy.builder().build()),
                (name, word) -> false);
    }

    private void assertDeferredAndNamed(String expected, Mailer mailer, Duration patience) throws Exception {
        List<Outcome> outcomes = outcomes(mailer, patience);
        assertEquals(2, outcomes.size());
        for (Outcome outcome : outcomes) {
            assertInstanceOf(Outcome.Deferred.class, outcome);
            assertTrue(outcome.text().contains("org.example.odd 1.2.3"), outcome.text());
            assertTrue(outcome.text().contains(expected), outcome.text());
        }
    }

    @Test
    void outcomesArePassedOn() throws Exception {
        List<Outcome> mixed = List.of(OK, Outcome.failed("5.1.1", "no"));
        assertEquals(mixed, outcomes(delivery -> CompletableFuture.completedFuture(mixed), Duration.ofMinutes(1)));
    }

    @Test
    void whateverIsThrownIsADeferralThatNamesTheBundle() throws Exception {
        for (Throwable thrown : List.of(new IllegalStateException("boom"), new StackOverflowError(),
                new NoClassDefFoundError("gone"), new OutOfMemoryError("pretended"))) {
            assertDeferredAndNamed("failed: " + thrown,
                    delivery -> AttemptTest.<RuntimeException, CompletableFuture<List<Outcome>>>sneak(thrown),
                    Duration.ofMinutes(1));
            assertDeferredAndNamed("failed: " + thrown,
                    (BlockingMailer) delivery -> AttemptTest.<RuntimeException, List<Outcome>>sneak(thrown),
                    Duration.ofMinutes(1));
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable, R> R sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void nonsenseIsADeferral() throws Exception {
        Duration minute = Duration.ofMinutes(1);
        assertDeferredAndNamed("returned no stage", delivery -> null, minute);
        assertDeferredAndNamed("gave no outcomes", delivery -> CompletableFuture.completedFuture(null), minute);
        assertDeferredAndNamed("gave 1 outcomes for 2", delivery -> CompletableFuture.completedFuture(List.of(OK)), minute);
        assertDeferredAndNamed("gave null", delivery -> CompletableFuture.completedFuture(Arrays.asList(OK, null)), minute);
    }

    @Test
    void oneThatNeverReturnsIsGivenUpAndInterrupted() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        assertDeferredAndNamed("gave no sign of life", (BlockingMailer) delivery -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return delivery.all(OK);
        }, Duration.ofSeconds(2)); // long enough for a thread to begin on a busy machine
        assertTrue(interrupted.await(10, TimeUnit.SECONDS));
    }

    @Test
    void oneThatNeverCompletesItsStageIsGivenUpAndTold() throws Exception {
        CompletableFuture<List<Outcome>> stage = new CompletableFuture<>();
        assertDeferredAndNamed("gave no sign of life", delivery -> stage, Duration.ofMillis(50));
        assertThrows(CancellationException.class, () -> stage.get(20, TimeUnit.SECONDS));
    }

    @Test
    void stageThatCannotBeCancelledIsNoTrouble() throws Exception {
        assertDeferredAndNamed("gave no sign of life",
                delivery -> new CompletableFuture<List<Outcome>>().minimalCompletionStage(), Duration.ofMillis(50));
    }

    @Test
    void noThreadIsADeferral() throws Exception {
        threads.of(new Provided<>("odd", null, "", 0, 1));
        threads.close();
        assertDeferredAndNamed("all threads are busy", (BlockingMailer) delivery -> delivery.all(OK), Duration.ofMinutes(1));
    }

    @Test
    void aMailerMaySayThatItIsBusy() throws Exception {
        assertDeferredAndNamed("all threads are busy",
                delivery -> CompletableFuture.failedFuture(new RejectedExecutionException()),
                Duration.ofMinutes(1));
    }

    @Test
    void deliverThatNeverReturnsHoldsNoneOfTheCallersThreads() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        assertDeferredAndNamed("gave no sign of life", delivery -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return CompletableFuture.completedFuture(delivery.all(OK));
        }, Duration.ofSeconds(2));
        assertTrue(interrupted.await(10, TimeUnit.SECONDS));
    }

    @Test
    void aBlockingMailerNeedsOneThreadAnAttempt() throws Exception {
        CompletableFuture<String> thread = new CompletableFuture<>();
        List<Outcome> outcomes = begin((BlockingMailer) delivery -> {
            thread.complete(Thread.currentThread().getName());
            return delivery.all(OK);
        }, new MailerThreads(1), Duration.ofMinutes(1)).get(20, TimeUnit.SECONDS);
        assertEquals(List.of(OK, OK), outcomes);
        assertEquals("mailer-odd-1", thread.join());
    }

    @Test
    void whatWaitsForAMailerThatHangsIsDeferredBeforeItsTime() throws Exception {
        MailerThreads one = new MailerThreads(1, Duration.ofMillis(50));
        CountDownLatch goOn = new CountDownLatch(1);
        BlockingMailer hanging = delivery -> {
            goOn.await();
            return delivery.all(OK);
        };
        try {
            CompletableFuture<List<Outcome>> first = begin(hanging, one, Duration.ofMinutes(1));
            CompletableFuture<List<Outcome>> waiting = begin(hanging, one, Duration.ofMinutes(1));
            assertTrue(waiting.get(20, TimeUnit.SECONDS).get(0).text().contains("all threads are busy"));
            assertTrue(begin(hanging, one, Duration.ofMinutes(1)).get(20, TimeUnit.SECONDS).get(0).text()
                    .contains("all threads are busy"));
            goOn.countDown();
            assertEquals(List.of(OK, OK), first.get(20, TimeUnit.SECONDS));
        } finally {
            goOn.countDown();
            one.close();
        }
    }

    @Test
    void waitingForAThreadOfABusyMailerIsNoSilence() throws Exception {
        MailerThreads one = new MailerThreads(1, Duration.ofMinutes(1));
        CountDownLatch goOn = new CountDownLatch(1);
        BlockingMailer busy = delivery -> {
            while (!goOn.await(5, TimeUnit.MILLISECONDS)) {
                delivery.progress();
            }
            return delivery.all(OK);
        };
        Duration patience = Duration.ofMillis(200);
        try {
            CompletableFuture<List<Outcome>> first = begin(busy, one, patience);
            CompletableFuture<List<Outcome>> waiting = begin(busy, one, patience);
            assertThrows(TimeoutException.class, () -> waiting.get(400, TimeUnit.MILLISECONDS));
            goOn.countDown();
            assertEquals(List.of(OK, OK), first.get(20, TimeUnit.SECONDS));
            assertEquals(List.of(OK, OK), waiting.get(20, TimeUnit.SECONDS));
        } finally {
            goOn.countDown();
            one.close();
        }
    }

    @Test
    void streamsThatAMailerForgetsAreClosedAndLaterOnesRefused() throws Exception {
        CompletableFuture<Body> kept = new CompletableFuture<>();
        CompletableFuture<InputStream> stream = new CompletableFuture<>();
        AtomicInteger open = new AtomicInteger();
        Body body = new Body() {
            @Override
            public long size() {
                return 1;
            }

            @Override
            public InputStream open() {
                open.incrementAndGet();
                return new ByteArrayInputStream(new byte[1]) {
                    @Override
                    public void close() {
                        open.decrementAndGet();
                    }
                };
            }
        };
        begin((BlockingMailer) delivery -> {
            kept.complete(delivery.message().body());
            stream.complete(delivery.message().body().open());
            delivery.message().body().open().close();
            return delivery.all(OK);
        }, threads, Duration.ofMinutes(1), body).get(20, TimeUnit.SECONDS);
        assertThrows(IOException.class, () -> stream.join().read());
        assertThrows(IOException.class, () -> kept.join().open());
        assertEquals(0, open.get());
    }
}
