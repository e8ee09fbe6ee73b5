package org.fingerpost.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.Message;
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
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        watch.shutdownNow();
        threads.shutdownNow();
    }

    private List<Outcome> outcomes(Mailer mailer, Duration patience) throws Exception {
        return new Attempt(new Provided<>("odd", mailer, "org.example.odd 1.2.3", 0, 1), threads, patience, watch)
                .begin(delivery()).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static MailDelivery delivery() {
        List<DeliveryRecipient> two = List.of(new DeliveryRecipient("a", "a", Map.of()), new DeliveryRecipient("b", "b", Map.of()));
        return new MailDelivery(new QueueId("JOB00001"), MailerDefinition.implicit("odd"), "", ReversePath.NULL, two,
                new Message(Header.EMPTY, null), List.of(), new MacroScope(Policy.builder().build()));
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
        for (Throwable thrown : List.of(new IllegalStateException("boom"), new StackOverflowError(), new NoClassDefFoundError("gone"),
                new OutOfMemoryError("pretended"))) {
            assertDeferredAndNamed("failed: " + thrown, delivery -> AttemptTest.<RuntimeException, CompletableFuture<List<Outcome>>>sneak(thrown),
                    Duration.ofMinutes(1));
            assertDeferredAndNamed("failed: " + thrown, (BlockingMailer) delivery -> AttemptTest.<RuntimeException, List<Outcome>>sneak(thrown),
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
        }, Duration.ofMillis(50));
        assertTrue(interrupted.await(10, TimeUnit.SECONDS));
    }

    @Test
    void oneThatNeverCompletesItsStageIsGivenUp() throws Exception {
        assertDeferredAndNamed("gave no sign of life", delivery -> new CompletableFuture<>(), Duration.ofMillis(50));
    }

    @Test
    void noThreadIsADeferral() throws Exception {
        threads.shutdown();
        assertDeferredAndNamed("all threads are busy", (BlockingMailer) delivery -> delivery.all(OK), Duration.ofMinutes(1));
        assertDeferredAndNamed("all threads are busy", delivery -> CompletableFuture.failedFuture(new RejectedExecutionException()),
                Duration.ofMinutes(1));
    }
}
