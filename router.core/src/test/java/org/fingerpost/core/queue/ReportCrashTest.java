package org.fingerpost.core.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.DeliveryRecipient;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.core.Jobs;
import org.fingerpost.core.destination.DestinationSettings;
import org.fingerpost.core.destination.QueueTimeouts;
import org.fingerpost.core.destination.RetrySchedule;
import org.fingerpost.core.destination.SettingsByDestination;
import org.fingerpost.core.destination.Timeouts;
import org.fingerpost.core.dispatch.Dispatcher;
import org.fingerpost.core.dispatch.Postman;
import org.fingerpost.core.dsn.ReturnToSender;
import org.fingerpost.core.load.LoadState;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.TestPolicy;
import org.fingerpost.core.services.FakeReference;
import org.fingerpost.core.request.Terms;
import org.fingerpost.core.services.Services;
import org.fingerpost.core.services.TestUsers;
import org.fingerpost.core.submit.RouterPostOffice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The router dies after each change of its store, in turn, and starts anew on what was stored then: whatever is to be reported is
 * reported once.
 */
class ReportCrashTest {

    private static final QueueId SUBJECT = new QueueId("SUBJECT1");
    private static final SettingsByDestination SETTINGS = (mailer, host) -> new DestinationSettings("queue", 20,
            Optional.empty(), new RetrySchedule(List.of(Duration.ofMillis(200))), QueueTimeouts.NONE,
            new QueueTimeouts(Timeouts.of(Duration.ofHours(4)), Timeouts.of(Duration.ofDays(5))));

    /** A router on a store, from its start to its death. */
    private static final Map<String, String> ALIASES = Map.of("all", "one, two, gone3@far.example",
            "one", "gone1@far.example, here@far.example", "owner-one", "ann",
            "two", "gone2@far.example", "owner-two", "boss@far.example");

    private static final class Life implements AutoCloseable {

        final MemoryStore store = new MemoryStore();
        final List<Delivery> delivered = new CopyOnWriteArrayList<>();
        final Queue queue;
        private final Dispatcher dispatcher;

        /** @param number ids of different lives are different */
        Life(int number, Map<QueueId, Job> found) {
            store.keepsHistory = true;
            store.jobs.putAll(found);
            store.lastId.set(1000 * number);
            Services services = TestUsers.unprivileged();
            Generation generation = TestPolicy.generation(services, Path.of("/"), ALIASES, List.of("tef", "ann"));
            dispatcher = new Dispatcher(services, SETTINGS, Duration.ofMinutes(1), 2);
            for (String name : List.of("file", "smtp")) {
                services.bindMailer(new FakeReference<>(Map.of("mailer.name", name)), delivery -> {
                    delivered.add(delivery);
                    return CompletableFuture.completedFuture(delivery.recipients().stream().map(Life::outcome).toList());
                });
            }
            RouterPostOffice[] office = new RouterPostOffice[1];
            Postman postman = new Postman(() -> pinned(generation), dispatcher, store,
                    new ReturnToSender(() -> office[0], id -> store.load(id).isPresent(), Clock.systemUTC()), SETTINGS,
                    Clock.systemUTC());
            queue = new Queue(store, postman, Clock.systemUTC(), SETTINGS, Priority.NONE, 2, 100);
            office[0] = new RouterPostOffice(() -> pinned(generation), services, queue, () -> LoadState.NORMAL,
                    Terms.USUAL, (node, origin) -> false, Clock.systemUTC());
        }

        private static Generation pinned(Generation generation) {
            generation.tryPin();
            return generation;
        }

        private static Outcome outcome(DeliveryRecipient recipient) {
            return recipient.user().startsWith("gone") ? Outcome.failed("5.1.1", "User unknown")
                    : Outcome.delivered("2.1.5", "Sent");
        }

        Life lived() throws Exception {
            queue.open();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!store.jobs.isEmpty()) {
                assertTrue(System.nanoTime() < end, () -> "left: " + store.jobs);
                TimeUnit.MILLISECONDS.sleep(1);
            }
            return this;
        }

        @Override
        public void close() {
            queue.close();
            dispatcher.close();
        }
    }

    private static Set<QueueId> reports(List<Map<QueueId, Job>> history) {
        Set<QueueId> reports = new HashSet<>();
        history.forEach(stored -> stored.values().stream().filter(job -> job.about().isPresent()).map(Job::id)
                .forEach(reports::add));
        return reports;
    }

    private static Job subject(String recipient) {
        Job job = Jobs.named(SUBJECT.value(), recipient);
        return new Job(job.id(), Clock.systemUTC().instant(), job.origin(), ReversePath.of("tef"),
                List.of(JobRecipient.submitted(0, new Recipient(recipient, Map.of("NOTIFY", "SUCCESS,FAILURE")), Jobs.NOW)),
                job.header(), 0, false, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gone@far.example", "ann", "here@far.example"})
    void whateverIsToBeReportedIsReportedOnce(String recipient) throws Exception {
        Job subject = subject(recipient);
        List<Map<QueueId, Job>> history = new ArrayList<>();
        try (Life first = new Life(0, Map.of(SUBJECT, subject)).lived()) {
            history.add(Map.of(SUBJECT, subject));
            history.addAll(first.store.history);
            assertEquals(1, reports(history).size());
        }
        assertTrue(history.size() >= 5, () -> "steps: " + history.size()); // the outcomes, the report, the mark, and its end
        for (int crash = 0; crash < history.size(); crash++) {
            List<Map<QueueId, Job>> before = history.subList(0, crash + 1);
            try (Life second = new Life(1, history.get(crash)).lived()) {
                Set<QueueId> all = reports(before);
                all.addAll(reports(second.store.history));
                assertEquals(1, all.size(), "died after change " + crash + ": " + history.get(crash));
                boolean reportLeft = history.get(crash).values().stream().anyMatch(job -> job.about().isPresent());
                boolean subjectLeft = history.get(crash).containsKey(SUBJECT);
                assertEquals(reportLeft || subjectLeft,
                        second.delivered.stream().anyMatch(delivery -> delivery.sender().isNull()), "change " + crash);
            }
        }
    }

    /** To whom reports went, one for each report. */
    private static List<String> told(List<Map<QueueId, Job>> history) {
        Map<QueueId, String> told = new HashMap<>();
        history.forEach(stored -> stored.values().stream().filter(job -> job.about().isPresent())
                .forEach(job -> told.put(job.id(), job.recipients().get(0).recipient().address())));
        return told.values().stream().sorted().toList();
    }

    @Test
    void eachOwnerOfAListIsToldOnce() throws Exception {
        Job subject = subject("all");
        List<Map<QueueId, Job>> history = new ArrayList<>();
        try (Life first = new Life(0, Map.of(SUBJECT, subject)).lived()) {
            history.add(Map.of(SUBJECT, subject));
            history.addAll(first.store.history);
            assertEquals(List.of("ann", "boss@far.example", "tef"), told(history));
            assertEquals(3, first.delivered.stream().filter(delivery -> delivery.sender().isNull()).count());
        }
        for (int crash = 0; crash < history.size(); crash++) {
            try (Life second = new Life(1, history.get(crash)).lived()) {
                List<Map<QueueId, Job>> both = new ArrayList<>(history.subList(0, crash + 1));
                both.addAll(second.store.history);
                assertEquals(List.of("ann", "boss@far.example", "tef"), told(both), "died after change " + crash);
            }
        }
    }
}
