package org.fingerpost.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.queue.Draft;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.api.queue.JobRecipient.Via;
import org.fingerpost.api.rewrite.Route;
import org.fingerpost.core.Jobs;
import org.fingerpost.core.destination.DestinationSettings;
import org.fingerpost.core.destination.QueueTimeouts;
import org.fingerpost.core.destination.RetrySchedule;
import org.fingerpost.core.destination.Timeouts;
import org.fingerpost.core.queue.JobWork;
import org.fingerpost.core.queue.MemoryStore;
import org.fingerpost.core.queue.Place;
import org.fingerpost.core.queue.Priority;
import org.fingerpost.core.queue.Reach;
import org.fingerpost.core.queue.Turn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A queue, the flow of batches and many threads; attempts end at random, and fail at random. */
class ManyDestinationsTest {

    private static final int HOSTS = 12;
    private static final int CONCURRENCY = 3;
    private static final MailerDefinition SMTP = MailerDefinition.implicit("smtp");
    private static final Outcome OK = Outcome.delivered("2.0.0", "ok");
    private static final Outcome NO_ANSWER = Outcome.deferred("4.4.1", "no answer");

    private final ScheduledExecutorService peers = Executors.newScheduledThreadPool(4);
    private final Map<Via, AtomicInteger> underWay = new ConcurrentHashMap<>();
    private final Set<String> active = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicInteger> delivered = new ConcurrentHashMap<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final Random random = new Random(7);

    @AfterEach
    void close() {
        peers.shutdownNow();
    }

    /** One recipient a batch; the host is what follows the at sign. */
    private final class Work implements JobWork {

        @Override
        public CompletionStage<Worked> work(Job job, Turn turn) {
            if (!active.add(job.id().value())) {
                violations.add(job.id() + " is active twice");
            }
            Map<Integer, JobRecipient> now = new ConcurrentHashMap<>();
            List<Batch> batches = job.pending().map(r -> batch(r)).toList();
            BatchFlow[] flow = new BatchFlow[1];
            flow[0] = new BatchFlow(turn, batches, (batch, place) -> attempt(batch, place, now, flow[0]));
            return flow[0].start().thenApply(left -> {
                active.remove(job.id().value());
                Job after = now.isEmpty() ? job : job.mapRecipients(r -> now.getOrDefault(r.number(), r));
                Set<Via> waits = ConcurrentHashMap.newKeySet();
                left.forEach(batch -> waits.add(batch.way()));
                after.pending().map(r -> batch(r).way()).filter(way -> turn.down(way).isPresent()).forEach(waits::add);
                Optional<Instant> due = after.pending().filter(r -> !waits.contains(batch(r).way()))
                        .map(JobRecipient::nextAttempt).min(Instant::compareTo);
                return new Worked(after, waits, due);
            });
        }

        @Override
        public Optional<Instant> limit(Job job) {
            return Optional.empty();
        }

        @Override
        public CompletionStage<Job> report(Job job, Progress progress) {
            return CompletableFuture.completedFuture(job);
        }
    }

    private static Batch batch(JobRecipient r) {
        String host = r.recipient().address().replaceFirst(".*@", "");
        return new Batch(SMTP, host, ReversePath.NULL, Optional.empty(),
                List.of(new Batch.Member(r, new Route("smtp", host, r.recipient().address()))));
    }

    private void attempt(Batch batch, Place place, Map<Integer, JobRecipient> now, BatchFlow flow) {
        AtomicInteger count = underWay.computeIfAbsent(batch.way(), way -> new AtomicInteger());
        if (count.incrementAndGet() > CONCURRENCY) {
            violations.add("too many attempts at " + batch.way());
        }
        int luck;
        synchronized (random) {
            luck = random.nextInt(100);
        }
        Runnable end = () -> {
            JobRecipient r = batch.members().get(0).recipient();
            boolean fails = luck < 20;
            count.decrementAndGet();
            place.leave(fails ? Reach.UNREACHED : Reach.REACHED, fails ? NO_ANSWER : OK);
            if (!fails) {
                delivered.computeIfAbsent(r.recipient().address(), address -> new AtomicInteger()).incrementAndGet();
            }
            now.put(r.number(), r.withOutcome(fails ? NO_ANSWER : OK, fails ? State.PENDING : State.DELIVERED,
                    Instant.now().plusMillis(5)));
            flow.ended(batch);
        };
        if (luck % 3 == 0) {
            end.run();
        } else {
            peers.schedule(end, luck * 20L, TimeUnit.MICROSECONDS);
        }
    }

    @Test
    @Timeout(120)
    void nothingIsLostNothingIsDoneTwiceAndNoLimitIsExceeded() throws Exception {
        DestinationSettings settings = new DestinationSettings("queue", CONCURRENCY, Optional.empty(),
                new RetrySchedule(List.of(Duration.ofMillis(5))), QueueTimeouts.NONE,
                new QueueTimeouts(Timeouts.of(Duration.ZERO), Timeouts.of(Duration.ofDays(5))));
        MemoryStore store = new MemoryStore();
        List<String> addresses = new ArrayList<>();
        try (org.fingerpost.core.queue.Queue queue = new org.fingerpost.core.queue.Queue(store, new Work(), Clock.systemUTC(),
                (mailer, host) -> settings, Priority.NONE, 4, 40)) {
            queue.open();
            for (int i = 0; i < 1500; i++) {
                int job = i;
                int recipients = i % 100 == 0 ? 200 : 1 + i % 3;
                String[] to = IntStream.range(0, recipients).mapToObj(n -> "u" + job + "." + n + "@h" + (job + n * n) % HOSTS)
                        .toArray(String[]::new);
                addresses.addAll(List.of(to));
                Draft draft = store.create();
                queue.commit(draft, Jobs.named(draft.id().value(), to)).toCompletableFuture().join();
            }
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(100);
            while (!store.jobs.isEmpty() && violations.isEmpty() && System.nanoTime() < end) {
                Thread.onSpinWait();
                Thread.yield();
            }
        }
        assertEquals(List.of(), List.copyOf(violations));
        assertTrue(store.jobs.isEmpty(), store.jobs.size() + " are left");
        addresses.forEach(address -> assertEquals(1, delivered.get(address).get(), address));
    }
}
