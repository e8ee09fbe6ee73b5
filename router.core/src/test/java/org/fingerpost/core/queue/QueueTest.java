package org.fingerpost.core.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.Draft;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.api.queue.QueueControl.Order;
import org.fingerpost.api.queue.Selector;
import org.fingerpost.core.HandClock;
import org.fingerpost.core.Jobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueueTest {

    /** Work that is handed to the test: it says what becomes of each job. */
    private static final class HandedOver implements JobWork {

        record Begun(Job job, CompletableFuture<Job> end) {

            void all(Outcome outcome, State state, Instant next) {
                end.complete(job.mapRecipients(r -> r.withOutcome(outcome, state, next)));
            }
        }

        volatile RuntimeException reportTrouble;
        volatile Error thrown;
        final AtomicInteger threw = new AtomicInteger();
        final BlockingQueue<Begun> begun = new LinkedBlockingQueue<>();
        final ConcurrentLinkedQueue<Begun> ever = new ConcurrentLinkedQueue<>();

        Begun next() throws InterruptedException {
            Begun next = begun.poll(10, TimeUnit.SECONDS);
            assertNotNull(next, "no job was begun");
            return next;
        }

        @Override
        public CompletionStage<Worked> work(Job job, Turn turn) {
            if (thrown != null) {
                threw.incrementAndGet();
                throw thrown;
            }
            Begun now = new Begun(job, new CompletableFuture<>());
            ever.add(now);
            begun.add(now);
            return now.end().thenApply(Worked::of);
        }

        @Override
        public Optional<Instant> limit(Job job) {
            return Optional.empty();
        }

        @Override
        public CompletionStage<Job> report(Job job, Progress progress) {
            return reportTrouble == null ? CompletableFuture.completedFuture(job) : CompletableFuture.failedFuture(reportTrouble);
        }
    }

    private static final Outcome OK = Outcome.delivered("2.0.0", "ok");
    private static final Outcome LATER = Outcome.deferred("4.4.1", "no answer");
    private static final Outcome ABSENT = Outcome.deferred(Queue.MAILER_ABSENT, "mailer \"x\" is not available");

    private final MemoryStore store = new MemoryStore();
    private final HandedOver work = new HandedOver();
    private final HandClock clock = new HandClock();
    private final Queue queue = new Queue(store, work, clock, Destinations.of(20), Priority.NONE, 2, 2);
    private final QueueOperations operations = new QueueOperations(queue, store, clock);

    @AfterEach
    void close() {
        work.ever.forEach(begun -> begun.all(LATER, State.PENDING, clock.now.plus(Duration.ofDays(1))));
        queue.close();
    }

    private void commit(String... recipients) {
        Draft draft = store.create();
        queue.commit(draft, Jobs.named(draft.id().value(), recipients)).toCompletableFuture().join();
    }

    private void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited in vain");
            Thread.onSpinWait();
            Thread.yield();
        }
    }

    @Test
    void aNewMessageIsTriedAtOnceAndRemovedWhenDelivered() throws Exception {
        queue.open();
        commit("a");
        work.next().all(OK, State.DELIVERED, clock.now);
        await(() -> queue.schedule().size() == 0);
        assertTrue(store.jobs.isEmpty());
        assertEquals(0, store.updates.get());
    }

    @Test
    void whatIsDeferredWaitsForItsTimeAndIsOnDiskMeanwhile() throws Exception {
        queue.open();
        commit("a");
        work.next().all(LATER, State.PENDING, clock.now.plus(Duration.ofMinutes(5)));
        await(() -> operations.list(Selector.ALL).noneMatch(e -> e.active()));
        assertEquals("no answer", store.jobs.values().iterator().next().recipients().get(0).lastOutcome().orElseThrow().text());
        assertNull(work.begun.poll(50, TimeUnit.MILLISECONDS));

        clock.now = clock.now.plus(Duration.ofMinutes(6));
        queue.mailerArrived("any"); // wakes the scheduler, which looks at the clock
        work.next().all(OK, State.DELIVERED, clock.now);
        await(() -> queue.schedule().size() == 0);
    }

    @Test
    void aReportOfAnEarlierRunWaitsUntilItsSubjectHasBeenSeen() throws Exception {
        Job report = Jobs.named("REPORT01", "sender").withAbout(new QueueId("SUBJECT1"));
        Job subject = Jobs.named("SUBJECT1", "a").withReport(Optional.of(report.id()));
        store.jobs.put(report.id(), report);
        store.jobs.put(subject.id(), subject);
        queue.open();
        HandedOver.Begun first = work.next();
        assertEquals(subject.id(), first.job().id());
        assertNull(work.begun.poll(50, TimeUnit.MILLISECONDS));

        first.all(OK, State.DELIVERED, clock.now);
        await(() -> queue.schedule().size() == 1);
        clock.now = clock.now.plus(Duration.ofMinutes(1));
        queue.mailerArrived("any"); // wakes the scheduler, which looks at the clock
        HandedOver.Begun second = work.next();
        assertEquals(report.id(), second.job().id());
        second.all(OK, State.DELIVERED, clock.now);
        await(() -> queue.schedule().size() == 0);
    }

    @Test
    void whatWaitsForAMailerIsTriedWhenOneComes() throws Exception {
        queue.open();
        commit("a");
        work.next().all(ABSENT, State.PENDING, clock.now.plus(Duration.ofHours(1)));
        await(() -> operations.list(Selector.ALL).noneMatch(e -> e.active()));
        queue.mailerArrived("x");
        work.next().all(OK, State.DELIVERED, clock.now);
        await(() -> queue.schedule().size() == 0);
    }

    @Test
    void aMailerThatComesWhileItsMailIsBeingDeferredIsNotMissed() throws Exception {
        queue.open();
        commit("a");
        HandedOver.Begun begun = work.next();
        queue.mailerArrived("x");
        begun.all(ABSENT, State.PENDING, clock.now.plus(Duration.ofHours(1)));
        work.next().all(OK, State.DELIVERED, clock.now);
        await(() -> queue.schedule().size() == 0);
    }

    @Test
    void whatIsInTheStoreIsTakenUpAtTheStart() throws Exception {
        store.jobs.put(new QueueId("OLD00001"), Jobs.named("OLD00001", "a"));
        queue.open();
        assertEquals("OLD00001", work.next().job().id().value());
    }

    @Test
    void whatWasDoneButNotRemovedWhenTheRouterDiedIsRemovedAtTheStart() throws Exception {
        store.jobs.put(new QueueId("OLD00001"), Jobs.named("OLD00001", "a")
                .mapRecipients(r -> r.withOutcome(OK, State.DELIVERED, clock.now)));
        queue.open();
        await(store.jobs::isEmpty);
        await(() -> queue.schedule().size() == 0);
        assertTrue(work.ever.isEmpty(), "nothing was to be done for it");
    }

    @Test
    void whatFailedBeforeItWasQueuedIsReportedAtOnce() throws Exception {
        queue.open();
        Draft draft = store.create();
        Job refused = Jobs.named(draft.id().value(), "a")
                .mapRecipients(r -> r.withOutcome(Outcome.failed("5.1.1", "User unknown"), State.FAILED, clock.now));
        queue.commit(draft, refused).toCompletableFuture().join();
        assertEquals(refused, work.next().job());
    }

    @Test
    void noMoreThanTheLimitIsWorkedOnAtOnce() throws Exception {
        queue.open();
        commit("a");
        commit("b");
        commit("c");
        HandedOver.Begun first = work.next();
        work.next();
        assertNull(work.begun.poll(50, TimeUnit.MILLISECONDS));
        first.all(OK, State.DELIVERED, clock.now);
        work.next();
    }

    @Test
    void troubleOfOurOwnLosesNothing() throws Exception {
        queue.open();
        commit("a");
        work.next().end().completeExceptionally(new IllegalStateException("bug"));
        await(() -> operations.list(Selector.ALL).anyMatch(e -> !e.active()));
        assertEquals(1, store.jobs.size());
        clock.now = clock.now.plus(Duration.ofMinutes(2));
        queue.mailerArrived("any");
        work.next().all(OK, State.DELIVERED, clock.now);
        await(() -> queue.schedule().size() == 0);
    }

    @Test
    void whatWasDeliveredIsNotDeliveredAgainBecauseTheDiskWasFull() throws Exception {
        queue.open();
        commit("a", "b");
        HandedOver.Begun begun = work.next();
        store.broken = true;
        Instant later = clock.now.plus(Duration.ofMinutes(5));
        begun.end().complete(begun.job().mapRecipients(r -> r.number() == 0
                ? r.withOutcome(OK, State.DELIVERED, later) : r.withOutcome(LATER, State.PENDING, later)));
        clock.now = clock.now.plus(Duration.ofMinutes(2));
        queue.mailerArrived("any");
        assertNull(work.begun.poll(50, TimeUnit.MILLISECONDS), "it is tried again although nobody knows what has become of it");

        store.broken = false;
        clock.now = clock.now.plus(Duration.ofMinutes(2));
        queue.mailerArrived("any");
        await(() -> operations.list(Selector.ALL).noneMatch(e -> e.active()));
        assertEquals(State.DELIVERED, store.jobs.values().iterator().next().recipients().get(0).state());
        clock.now = clock.now.plus(Duration.ofMinutes(2));
        queue.mailerArrived("any");
        assertEquals(State.DELIVERED, work.next().job().recipients().get(0).state());
    }

    @Test
    void aMessageThatIsDoneIsRemovedAsSoonAsTheDiskLetsUs() throws Exception {
        queue.open();
        commit("a");
        HandedOver.Begun begun = work.next();
        store.broken = true;
        begun.all(OK, State.DELIVERED, clock.now);
        clock.now = clock.now.plus(Duration.ofMinutes(2));
        queue.mailerArrived("any");
        assertNull(work.begun.poll(50, TimeUnit.MILLISECONDS));
        store.broken = false;
        clock.now = clock.now.plus(Duration.ofMinutes(2));
        queue.mailerArrived("any");
        await(() -> store.jobs.isEmpty() && queue.schedule().size() == 0);
    }

    @Test
    void whatCouldNotBeStoredIsStoredWhenTheQueueCloses() throws Exception {
        queue.open();
        commit("a");
        HandedOver.Begun begun = work.next();
        store.broken = true;
        begun.all(OK, State.DELIVERED, clock.now);
        store.broken = false;
        queue.close();
        assertTrue(store.jobs.isEmpty());
    }

    @Test
    void aReportThatFailsLeavesWhatWasDelivered() throws Exception {
        queue.open();
        commit("a", "b");
        work.reportTrouble = new IllegalStateException("no room for the report");
        HandedOver.Begun begun = work.next();
        begun.end().complete(begun.job().mapRecipients(r -> r.number() == 0
                ? r.withOutcome(OK, State.DELIVERED, clock.now)
                : r.withOutcome(Outcome.failed("5.1.1", "no"), State.FAILED, clock.now)));
        await(() -> operations.list(Selector.ALL).noneMatch(e -> e.active()));
        assertEquals(State.DELIVERED, store.jobs.values().iterator().next().recipients().get(0).state());
        assertNull(work.begun.poll(50, TimeUnit.MILLISECONDS), "the report is tried again at once, and so for ever");
        work.reportTrouble = null;
        clock.now = clock.now.plus(Duration.ofMinutes(2));
        queue.mailerArrived("any");
        assertEquals(State.FAILED, work.next().job().recipients().get(1).state());
    }

    @Test
    void aMessageThatCannotBeReadNowIsNotForgotten() throws Exception {
        store.jobs.put(new QueueId("OLD00001"), Jobs.named("OLD00001", "a")
                .mapRecipients(r -> r.dueAt(clock.now.plusSeconds(60))));
        queue.open();
        store.unreadable = true;
        clock.now = clock.now.plusSeconds(90);
        queue.mailerArrived("any");
        assertNull(work.begun.poll(50, TimeUnit.MILLISECONDS));
        store.unreadable = false;
        clock.now = clock.now.plus(Duration.ofMinutes(2));
        queue.mailerArrived("any");
        assertEquals("OLD00001", work.next().job().id().value());
    }

    @Test
    void anyErrorOfAPlugInCostsItsOwnMailOnly() throws Exception {
        queue.open();
        work.thrown = new OutOfMemoryError("pretended");
        for (int i = 0; i < 5; i++) { // more than may be active
            commit("a" + i);
        }
        await(() -> work.threw.get() == 5 && operations.list(Selector.ALL).noneMatch(e -> e.active()));
        assertEquals(5, store.jobs.size());
        work.thrown = null;
        commit("b");
        assertEquals("b", work.next().job().recipients().get(0).recipient().address());
    }

    @Test
    void aMessageThatCouldNotBeStoredIsNotQueued() {
        store.broken = true;
        Draft draft = store.create();
        assertTrue(queue.commit(draft, Jobs.named(draft.id().value(), "a")).toCompletableFuture().isCompletedExceptionally());
        assertEquals(0, queue.schedule().size());
    }

    @Test
    void heldMailIsNotTriedUntilReleased() throws Exception {
        store.jobs.put(new QueueId("OLD00001"), Jobs.named("OLD00001", "a")
                .mapRecipients(r -> r.dueAt(clock.now.plusSeconds(60))));
        queue.open();
        Selector id = Selector.of(new QueueId("OLD00001"));
        await(() -> queue.schedule().size() == 1);
        assertEquals(1, operations.hold(id, Order.by("tef")).changed());
        clock.now = clock.now.plusSeconds(120);
        queue.mailerArrived("any");
        assertNull(work.begun.poll(50, TimeUnit.MILLISECONDS));
        assertEquals(1, operations.release(id, Order.by("tef")).changed());
        work.next();
        assertEquals(1, operations.hold(id, Order.by("tef")).busy(), "it is being worked on");
    }

    @Test
    void operatorsRetry() throws Exception {
        for (String id : List.of("OLD00001", "OLD00002")) {
            store.jobs.put(new QueueId(id), Jobs.named(id, "a").mapRecipients(r -> r.dueAt(clock.now.plusSeconds(60))));
        }
        queue.open();
        await(() -> queue.schedule().size() == 2);
        assertEquals(1, operations.retry(Selector.of(new QueueId("OLD00001")), Order.by("tef")).changed());
        assertEquals("OLD00001", work.next().job().id().value());
        assertNull(work.begun.poll(50, TimeUnit.MILLISECONDS));
    }
}
