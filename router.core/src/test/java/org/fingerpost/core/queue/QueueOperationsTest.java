package org.fingerpost.core.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.Glob;
import org.fingerpost.api.queue.Hold;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.api.queue.JobRecipient.Target;
import org.fingerpost.api.queue.JobRecipient.Via;
import org.fingerpost.api.queue.QueueControl;
import org.fingerpost.api.queue.QueueControl.Order;
import org.fingerpost.api.queue.QueueControl.Tally;
import org.fingerpost.api.queue.Selector;
import org.fingerpost.api.queue.Selector.Property;
import org.fingerpost.api.queue.Standing;
import org.fingerpost.core.Jobs;
import org.fingerpost.core.queue.JobWork.Worked;
import org.junit.jupiter.api.Test;

/** On a queue that is not open: nobody but the operator touches it. */
class QueueOperationsTest {

    private static final Instant LATER = Jobs.NOW.plusSeconds(3600);
    private static final Order TEF = new Order("tef", "a test", (tally, of) -> true);

    private final MemoryStore store = new MemoryStore();
    private final Clock clock = Clock.fixed(Jobs.NOW.plusSeconds(60), ZoneOffset.UTC);
    private final Queue queue = new Queue(store, new NoWork(), clock, Destinations.of(20), job -> 4711, 1, 10);
    private final QueueOperations operations = new QueueOperations(queue, store, clock);

    private Job put(Job job) {
        store.jobs.put(job.id(), job);
        queue.recover(job);
        return job;
    }

    private static Job waiting(String id, String... addresses) {
        return Jobs.named(id, addresses).mapRecipients(r -> r.attempted(Jobs.NOW, LATER)
                .withVia(new Via("esmtp", r.destination()))
                .withOutcome(Outcome.deferred("4.4.1", "no"), State.PENDING, LATER));
    }

    private static Selector by(Property property, String pattern) {
        return Selector.ALL.and(property, new Glob(pattern));
    }

    private Job stored(String id) {
        return store.jobs.get(new QueueId(id));
    }

    private List<String> listed(Selector which) {
        return operations.list(which).map(entry -> entry.job().id().value()).toList();
    }

    @Test
    void allOfALargeQueueIsListedInTheOrderOfTheIds() {
        for (int i = 25_000; i > 0; i--) {
            put(Jobs.named(String.format("JOB%05d", i), "a"));
        }
        List<String> all = listed(Selector.ALL);
        assertEquals(25_000, all.size());
        assertEquals(all.stream().sorted().toList(), all);
        assertEquals(25_000, operations.hold(Selector.ALL, TEF).changed());
        assertTrue(store.jobs.values().stream().allMatch(Job::held));
    }

    @Test
    void whatIsSelected() {
        put(waiting("JOB00001", "ann@x.example", "bob@y.example"));
        put(waiting("JOB00002", "ann@y.example").withHold(new Hold(Jobs.NOW, "joe", "odd")));
        put(new Job(new QueueId("JOB00003"), Jobs.NOW.minus(Duration.ofDays(3)), stored("JOB00001").origin(),
                ReversePath.NULL, List.of(JobRecipient.submitted(0, Recipient.of("c@Z.example"), LATER)),
                stored("JOB00001").header(), 0, false, true));
        assertEquals(List.of("JOB00001", "JOB00002", "JOB00003"), listed(Selector.ALL));
        assertEquals(List.of("JOB00001", "JOB00002"), listed(by(Property.RECIPIENT, "ANN@*")));
        assertEquals(List.of("JOB00002"),
                listed(by(Property.RECIPIENT, "ann@*").and(Property.DESTINATION, new Glob("y.example"))),
                "both must hold for the same recipient");
        assertEquals(List.of("JOB00003"), listed(by(Property.DESTINATION, "z.example")), "its domain, before the first attempt");
        assertEquals(List.of("JOB00003"), listed(by(Property.SENDER, "")));
        assertEquals(List.of("JOB00001", "JOB00002"), listed(by(Property.MAILER, "e?mtp")));
        assertEquals(List.of("JOB00003"), listed(new Selector(Set.of(), List.of(), Optional.of(Jobs.NOW.minusSeconds(1)),
                Optional.empty())));
        assertEquals(List.of("JOB00001", "JOB00003"), listed(Selector.ALL.withHeld(false)));
        assertEquals(List.of("JOB00002"), listed(by(Property.HOLD_REASON, "o?d")));
        assertEquals(List.of("JOB00003"), listed(Selector.ALL.and(
                new Selector.Criterion(Property.RECIPIENT, Glob.containing("ann"), true)).and(
                new Selector.Criterion(Property.RECIPIENT, Glob.containing("bob"), true))));
    }

    @Test
    void aListingSaysWhatIsBeingDoneAndWhatIsWaitedFor() {
        put(waiting("JOB00001", "a@x.example"));
        put(waiting("JOB00002", "a@x.example").withHold(new Hold(Jobs.NOW, "joe", "")));
        put(waiting("JOB00003", "a@x.example"));
        put(waiting("JOB00004", "a@x.example").mapRecipients(r -> r.dueAt(Jobs.NOW)));
        queue.schedule().acquire(new QueueId("JOB00003"));
        List<Standing> standings = operations.list(Selector.ALL).map(QueueControl.Entry::standing).toList();
        assertEquals(List.of(new Standing.Due(LATER), new Standing.Held(), new Standing.Active()), standings.subList(0, 3));
        assertEquals(new Via("esmtp", "x.example"), ((Standing.Waiting) standings.get(3)).destinations().get(0).way());
        assertEquals(1, operations.destinations(10).size());
        assertEquals(1, operations.destinations(10).get(0).waiting());
        assertEquals(4711, operations.show(new QueueId("JOB00001")).orElseThrow().priority());
    }

    @Test
    void whatFoundNoPlaceIsSelectedByTheDestinationThatItWaitsFor() throws Exception {
        Job job = put(Jobs.named("JOB00001", "a@x.example").mapRecipients(r -> r.dueAt(Jobs.NOW)));
        assertTrue(queue.schedule().acquire(job.id()));
        queue.schedule().done(new Worked(job, Set.of(new Via("relay", "hub")), Optional.empty()), Optional.empty(), false, 0);
        assertEquals(List.of("JOB00001"), listed(by(Property.DESTINATION, "hub")));
        assertEquals(List.of(), listed(by(Property.DESTINATION, "x.example")));
        assertEquals(1, operations.hold(by(Property.MAILER, "relay"), TEF).changed());
        assertTrue(stored("JOB00001").held());
    }

    @Test
    void retryingLeavesTheStoreAlone() {
        put(waiting("JOB00001", "a@x.example", "b@y.example"));
        put(waiting("JOB00002", "a@x.example").withHold(new Hold(Jobs.NOW, "joe", "")));
        assertEquals(new Tally(2, 2, 1, 0, 0, 2), operations.retry(Selector.ALL, TEF));
        assertEquals(0, store.updates.get());
        assertEquals(new Standing.Due(clock.instant()), operations.show(new QueueId("JOB00001")).orElseThrow().standing());
    }

    @Test
    void holdsSayWhoAndWhy() {
        put(waiting("JOB00001", "a@x.example"));
        assertEquals(new Tally(1, 1, 1, 0, 0, 1), operations.hold(Selector.ALL, TEF));
        assertEquals(Optional.of(new Hold(clock.instant(), "tef", "a test")), stored("JOB00001").hold());
        assertEquals(new Tally(1, 1, 0, 0, 0, 0), operations.hold(Selector.ALL, TEF), "it is held already");
        operations.release(Selector.ALL, TEF);
        assertFalse(stored("JOB00001").held());
        assertEquals(Optional.of(clock.instant()), stored("JOB00001").nextAttempt());
        assertEquals(new Tally(1, 1, 0, 0, 0, 0), operations.release(Selector.ALL, TEF));
    }

    @Test
    void whatIsBeingWorkedOnIsBusy() {
        put(waiting("JOB00001", "a@x.example"));
        put(waiting("JOB00002", "a@x.example"));
        assertTrue(queue.schedule().acquire(new QueueId("JOB00001")));
        assertEquals(new Tally(2, 2, 1, 1, 0, 1), operations.remove(Selector.ALL, TEF));
        assertEquals(Set.of(new QueueId("JOB00001")), store.jobs.keySet());
    }

    @Test
    void whatTheStoreDoesNotTakeStaysAsItWas() {
        put(waiting("JOB00001", "a@x.example"));
        store.broken = true;
        assertEquals(new Tally(1, 1, 0, 0, 1, 0), operations.remove(Selector.ALL, TEF));
        store.broken = false;
        assertEquals(List.of("JOB00001"), listed(Selector.ALL));
        assertEquals(1, operations.hold(Selector.ALL, TEF).changed(), "it is nobody's any more");
    }

    @Test
    void itEndsWhenNobodyWantsItAnyMore() {
        put(waiting("JOB00001", "a@x.example"));
        put(waiting("JOB00002", "a@x.example"));
        assertEquals(1, operations.hold(Selector.ALL, new Order("tef", "", (tally, of) -> false)).changed());
        assertFalse(stored("JOB00002").held());
    }

    @Test
    void removingSomeRecipientsLeavesTheOthers() {
        put(waiting("JOB00001", "a@x.example", "b@y.example"));
        assertEquals(new Tally(1, 1, 1, 0, 0, 1), operations.remove(by(Property.DESTINATION, "x.example"), TEF));
        assertEquals(List.of(State.REMOVED, State.PENDING),
                stored("JOB00001").recipients().stream().map(JobRecipient::state).toList());
        operations.remove(by(Property.DESTINATION, "y.example"), TEF);
        assertTrue(store.jobs.isEmpty());
        assertEquals(0, operations.size());
    }

    @Test
    void requeueingForgetsAttemptsAndWhatAliasesMade() {
        Job job = Jobs.named("JOB00001", "list", "d@x.example", "e@x.example");
        List<JobRecipient> tree = List.of(job.recipients().get(0).withState(State.EXPANDED),
                job.recipients().get(1).attempted(Jobs.NOW, LATER), job.recipients().get(2).withState(State.DELIVERED),
                job.recipients().get(0).child(3, new Target.ToAddress("a@x.example"), LATER).withState(State.DELIVERED),
                job.recipients().get(0).child(4, new Target.ToAddress("b@x.example"), LATER).attempted(Jobs.NOW, LATER));
        put(job.withExpansion(tree).withSenderWarned());
        assertEquals(new Tally(1, 1, 1, 0, 0, 2), operations.requeue(Selector.ALL, TEF));
        Job after = stored("JOB00001");
        assertEquals(List.of(State.PENDING, State.PENDING, State.DELIVERED, State.DELIVERED, State.REPLACED),
                after.recipients().stream().map(JobRecipient::state).toList());
        assertFalse(after.expanded());
        assertTrue(after.warned());
        assertEquals(Jobs.NOW, after.arrived());
        after.pending().forEach(r -> assertEquals(0, r.attempts()));
        after.pending().forEach(r -> assertEquals(clock.instant(), r.nextAttempt()));
    }

    @Test
    void requeueingKeepsAHoldAndNamesThatAreTakenAsTheyAre() {
        Job job = waiting("JOB00001", "tef");
        put(new Job(job.id(), job.arrived(), job.origin(), job.sender(), job.recipients(), job.header(), 0, false, true,
                Optional.of(new Hold(Jobs.NOW, "tef", "")), false, Map.of(Job.NO_ALIAS, "true")));
        operations.requeue(Selector.ALL, TEF);
        assertTrue(stored("JOB00001").held());
        assertFalse(stored("JOB00001").expanded());
        assertTrue(stored("JOB00001").macros().containsKey(Job.NO_ALIAS));
    }

    @Test
    void operatorsNeedNotWaitUntilAJobOfAnEarlierRunHasBeenTakenUp() {
        store.jobs.put(new QueueId("OLD00001"), waiting("OLD00001", "a"));
        Selector id = Selector.of(new QueueId("OLD00001"));
        assertTrue(operations.show(new QueueId("OLD00001")).isPresent());
        assertEquals(1, operations.hold(id, TEF).changed());
        assertEquals(1, operations.remove(id, TEF).changed());
        assertTrue(store.jobs.isEmpty());
        assertEquals(0, operations.size());
    }
}
