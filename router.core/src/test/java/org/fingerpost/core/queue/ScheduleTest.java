package org.fingerpost.core.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.DestinationState;
import org.fingerpost.api.queue.DestinationState.Condition;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.api.queue.JobRecipient.Via;
import org.fingerpost.api.queue.Standing;
import org.fingerpost.core.HandClock;
import org.fingerpost.core.Jobs;
import org.fingerpost.core.destination.Rate;
import org.fingerpost.core.queue.JobWork.Worked;
import org.junit.jupiter.api.Test;

/** Jobs whose recipients are {@code user@host} are worked on as a router would; each attempt ends when the test says so. */
class ScheduleTest {

    private static final Outcome OK = Outcome.delivered("2.0.0", "ok");
    private static final Outcome NO_ANSWER = Outcome.deferred("4.4.1", "no answer");
    private static final Outcome ABSENT = Outcome.deferred(Queue.MAILER_ABSENT, "mailer \"smtp\" is not available");
    private static final Duration FIRST_DELAY = Duration.ofMinutes(12);

    /** One attempt that is under way. */
    private record Attempt(String job, String host, Place place) {
    }

    private final HandClock clock = new HandClock();
    private final Map<QueueId, Job> store = new HashMap<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private final Map<QueueId, Set<Via>> waits = new HashMap<>();
    /** How many mailers had come when a job was begun. */
    private final Map<QueueId, Long> arrivals = new HashMap<>();
    private final Map<QueueId, Boolean> forced = new HashMap<>();
    /** Jobs in the order in which they were worked on. */
    private final List<String> worked = new ArrayList<>();
    private Schedule schedule = schedule(2, Optional.empty(), 1000);

    private Schedule schedule(int concurrency, Optional<Rate> rate, int maxActive) {
        return new Schedule(clock, maxActive, Destinations.of(concurrency, rate), Priority.NONE);
    }

    private static Via via(String host) {
        return new Via("smtp", host);
    }

    private void add(String id, String... recipients) {
        Job job = Jobs.named(id, recipients).mapRecipients(r -> r.dueAt(clock.now));
        store.put(job.id(), job);
        schedule.add(job);
    }

    private void addMany(int count, String host) {
        for (int i = 0; i < count; i++) {
            add(String.format("%s%05d", host.toUpperCase(), i), "user@" + host);
        }
    }

    /** Does what is to be done now. */
    private void run() {
        int most = 10_000;
        for (Optional<Due> due = schedule.poll(); due.isPresent(); due = schedule.poll()) {
            assertTrue(most-- > 0, "it goes round in circles");
            if (due.get() instanceof Due.ToContinue more) {
                more.work().run();
            } else {
                work((Due.ToWork) due.get());
            }
        }
    }

    private void work(Due.ToWork due) {
        worked.add(due.id().value());
        Job job = store.get(due.id());
        arrivals.put(job.id(), due.arrivalsBefore());
        forced.put(job.id(), due.forced());
        ScheduledTurn turn = new ScheduledTurn(schedule, null, due.forced(), due.place());
        Set<Via> full = new LinkedHashSet<>();
        int before = attempts.size();
        job.pending().forEach(r -> {
            Via way = via(host(r));
            boolean isDue = due.forced() || !r.nextAttempt().isAfter(clock.now)
                    || r.via().filter(turn::isCalledFor).isPresent();
            Optional<Place> place = isDue ? turn.enter(way) : Optional.empty();
            place.ifPresentOrElse(p -> attempts.add(new Attempt(job.id().value(), host(r), p)), () -> {
                if (isDue || turn.down(way).isPresent()) {
                    full.add(way);
                }
            });
        });
        turn.settled();
        waits.put(job.id(), full);
        if (attempts.size() == before) {
            putBack(job);
        }
    }

    private void putBack(Job job) {
        store.put(job.id(), job);
        Optional<Instant> later = job.pending().filter(r -> !waits.get(job.id()).contains(via(host(r))))
                .map(JobRecipient::nextAttempt).min(Instant::compareTo);
        schedule.done(new Worked(job, waits.get(job.id()), later), Optional.empty(), forced.get(job.id()),
                arrivals.get(job.id()));
        if (job.isDone()) {
            store.remove(job.id());
        }
    }

    private static String host(JobRecipient r) {
        return r.recipient().address().replaceFirst(".*@", "");
    }

    /** An attempt ends; the job goes back when it was its last one. */
    private void end(Attempt attempt, Reach reach, Outcome outcome) {
        attempts.remove(attempt);
        Optional<Instant> again = attempt.place().leave(reach, outcome);
        Instant next = again.orElse(clock.now.plus(FIRST_DELAY));
        QueueId id = new QueueId(attempt.job());
        again.ifPresent(time -> waits.get(id).add(via(attempt.host())));
        Job job = store.get(id).mapRecipients(r -> !host(r).equals(attempt.host()) ? r
                : r.withVia(via(attempt.host())).attempted(clock.now, next).withOutcome(outcome,
                        outcome instanceof Outcome.Delivered ? State.DELIVERED : State.PENDING, next));
        store.put(id, job);
        if (attempts.stream().noneMatch(other -> other.job().equals(attempt.job()))) {
            putBack(job);
        }
    }

    /** As many attempts as may be under way for one host do not reach it. */
    private void bothFail(String host, Outcome outcome) {
        end(attempt(host), Reach.UNREACHED, outcome);
        end(attempt(host), Reach.UNREACHED, outcome);
    }

    private void deliver(Attempt attempt) {
        end(attempt, Reach.REACHED, OK);
    }

    private long active(String host) {
        return attempts.stream().filter(attempt -> attempt.host().equals(host)).count();
    }

    private Attempt attempt(String host) {
        return attempts.stream().filter(attempt -> attempt.host().equals(host)).findFirst().orElseThrow();
    }

    private DestinationState state(String host) {
        return schedule.destinations().stream().filter(s -> s.way().equals(via(host))).findFirst().orElseThrow();
    }

    @Test
    void attemptsAtOneDestinationHaveALimitAndAllOthersGoAtOnce() {
        addMany(10, "slow");
        add("OTHER001", "user@other");
        run();
        assertEquals(2, active("slow"));
        assertEquals(1, active("other"));
        assertEquals(Condition.FULL, state("slow").condition());
        assertEquals(8, state("slow").waiting());
    }

    @Test
    void whatIsParkedTakesNoPlaceOfTheActiveOnesAndIsNotWorkedOnInVain() {
        schedule = schedule(2, Optional.empty(), 4);
        addMany(50, "slow");
        run();
        assertEquals(50, worked.size(), "each is routed once");
        add("OTHER001", "user@other");
        add("OTHER002", "user@other");
        run();
        assertEquals(2, active("other"));
        worked.clear();
        clock.pass(Duration.ofHours(1));
        run();
        assertEquals(List.of(), worked);
        deliver(attempt("slow"));
        run();
        assertEquals(List.of("SLOW00002"), worked, "one place calls one job, the first one");
        assertEquals(2, active("slow"));
    }

    @Test
    void everythingIsDeliveredInTheEnd() {
        addMany(100, "slow");
        run();
        for (int i = 0; i < 1000 && !attempts.isEmpty(); i++) {
            assertTrue(active("slow") <= 2);
            deliver(attempts.get(0));
            run();
        }
        assertEquals(0, schedule.size());
        assertTrue(store.isEmpty());
    }

    @Test
    void aJobForSeveralDestinationsGoesWhereThereIsRoomAndWaitsForTheOthers() {
        addMany(2, "slow");
        run();
        add("BOTH0001", "a@slow", "b@free");
        run();
        assertEquals(1, active("free"));
        deliver(attempt("free"));
        run();
        Standing.Waiting waiting = assertInstanceOf(Standing.Waiting.class,
                schedule.standing(new QueueId("BOTH0001")).orElseThrow());
        assertEquals(List.of(via("slow")), waiting.destinations().stream().map(DestinationState::way).toList());
        deliver(attempt("slow"));
        run();
        assertTrue(attempts.stream().anyMatch(attempt -> attempt.job().equals("BOTH0001")));
    }

    @Test
    void aJobThatWaitsForTwoIsCalledByEither() {
        addMany(2, "one");
        addMany(2, "two");
        run();
        add("BOTH0001", "a@one", "b@two");
        run();
        deliver(attempt("two"));
        run();
        assertEquals(List.of("two"), attempts.stream().filter(a -> a.job().equals("BOTH0001")).map(Attempt::host).toList());
        attempts.stream().filter(a -> a.job().equals("BOTH0001")).toList().forEach(this::deliver);
        run();
        deliver(attempt("one"));
        run();
        assertEquals(List.of("one"), attempts.stream().filter(a -> a.job().equals("BOTH0001")).map(Attempt::host).toList());
    }

    @Test
    void whatIsDownIsTriedByOneMessageAtATimeLaterAndLater() {
        addMany(10, "dead");
        run();
        end(attempt("dead"), Reach.UNREACHED, NO_ANSWER);
        run();
        end(attempt("dead"), Reach.UNREACHED, NO_ANSWER);
        run();
        assertEquals(0, active("dead"));
        DestinationState down = state("dead");
        assertEquals(Condition.DOWN, down.condition());
        assertEquals(10, down.waiting());
        assertEquals("no answer", down.reason().orElseThrow().text());
        assertEquals(clock.now, down.since().orElseThrow());
        worked.clear();
        addMany(3, "dead2");
        add("NEW00001", "user@dead");
        run();
        assertEquals(0, active("dead"), "new mail for it waits too");
        worked.clear();

        clock.now = down.until().orElseThrow();
        run();
        assertEquals(1, active("dead"));
        assertEquals(1, worked.size());
        assertEquals(Condition.PROBED, state("dead").condition());
        end(attempt("dead"), Reach.UNREACHED, NO_ANSWER);
        run();
        assertEquals(0, active("dead"));
        assertTrue(state("dead").until().orElseThrow().isAfter(clock.now.plus(Duration.ofMinutes(50))), "the next delay");
    }

    @Test
    void whenAProbeGetsThroughAllItsMailFlows() {
        addMany(10, "dead");
        run();
        bothFail("dead", NO_ANSWER);
        run();
        clock.now = state("dead").until().orElseThrow();
        run();
        deliver(attempt("dead"));
        run();
        assertEquals(2, active("dead"));
        assertEquals(Condition.FULL, state("dead").condition());
        for (int i = 0; i < 1000 && !attempts.isEmpty(); i++) {
            deliver(attempts.get(0));
            run();
        }
        assertEquals(0, schedule.size(), "those too that had been tried before and whose own time had not come");
    }

    @Test
    void aFailureBetweenSuccessesIsThatMessagesOwn() {
        addMany(10, "busy");
        run();
        Attempt long1 = attempts.get(0);
        deliver(attempts.get(1));
        end(long1, Reach.UNREACHED, NO_ANSWER);
        run();
        assertEquals(2, active("busy"));
        assertEquals(Condition.FULL, state("busy").condition());
    }

    @Test
    void troubleOfOurOwnDuringAProbeLeavesItDown() {
        addMany(3, "dead");
        run();
        bothFail("dead", NO_ANSWER);
        clock.now = state("dead").until().orElseThrow();
        run();
        end(attempt("dead"), Reach.UNKNOWN, Outcome.deferred("4.3.2", "all threads are busy"));
        run();
        assertEquals(0, active("dead"));
        assertEquals("no answer", state("dead").reason().orElseThrow().text());
    }

    @Test
    void aProbeThatIsNotMadeLetsTheNextOneBe() {
        addMany(3, "dead");
        run();
        bothFail("dead", NO_ANSWER);
        clock.now = state("dead").until().orElseThrow();
        run();
        Attempt probe = attempt("dead");
        attempts.remove(probe);
        probe.place().giveBack();
        run();
        assertEquals(1, active("dead"));
    }

    @Test
    void anOperatorsWishClearsWhatIsKnown() {
        addMany(5, "dead");
        run();
        bothFail("dead", NO_ANSWER);
        run();
        schedule.hasten(new QueueId("DEAD00004"));
        run();
        assertEquals(2, active("dead"));
    }

    @Test
    void whatIsWishedForStaysSoUntilThereIsAPlace() {
        for (int i = 0; i < 5; i++) {
            Job later = Jobs.named("JOB0000" + i, "user@slow").mapRecipients(r -> r.dueAt(clock.now.plus(Duration.ofDays(1))));
            store.put(later.id(), later);
            schedule.add(later);
            schedule.hasten(later.id());
        }
        run();
        assertEquals(2, attempts.size(), "as many as may be");
        while (!attempts.isEmpty()) {
            end(attempts.get(0), Reach.REACHED, OK);
            run();
        }
        assertEquals(Set.of(), store.keySet());
    }

    @Test
    void whatWaitsForAMailerGoesWhenOneComes() {
        addMany(5, "any");
        run();
        bothFail("any", ABSENT);
        run();
        assertEquals(0, active("any"));
        schedule.mailerArrived();
        run();
        assertEquals(2, active("any"));
    }

    @Test
    void aMailerThatCameDuringTheAttemptIsNotMissed() {
        addMany(5, "any");
        run();
        schedule.mailerArrived();
        end(attempt("any"), Reach.UNREACHED, ABSENT);
        run();
        assertEquals(2, active("any"));
    }

    @Test
    void aRateIsKept() {
        schedule = schedule(100, Optional.of(new Rate(3, Duration.ofMinutes(1))), 1000);
        addMany(10, "slow");
        run();
        assertEquals(3, active("slow"));
        assertEquals(Condition.RATE, state("slow").condition());
        List.copyOf(attempts).forEach(this::deliver);
        clock.pass(Duration.ofSeconds(59));
        run();
        assertEquals(0, active("slow"));
        clock.pass(Duration.ofSeconds(1));
        run();
        assertEquals(3, active("slow"));
        assertEquals(7, store.size());
    }

    @Test
    void aBacklogOfAnEarlierRunIsParkedWithoutBeingRead() {
        for (int i = 0; i < 1000; i++) {
            Job job = Jobs.named(String.format("OLD%05d", i), "user@slow").mapRecipients(r -> r.withVia(via("slow"))
                    .attempted(clock.now.minusSeconds(100), clock.now.minusSeconds(50)));
            store.put(job.id(), job);
            schedule.recover(job, Optional.of(clock.now.plus(Duration.ofDays(5))));
        }
        run();
        assertEquals(2, worked.size());
        assertEquals(998, state("slow").waiting());
    }

    @Test
    void whatIsParkedComesUpWhenItsPatienceEnds() {
        addMany(2, "slow");
        run();
        Job old = Jobs.named("OLD00001", "user@slow").mapRecipients(r -> r.withVia(via("slow")).dueAt(clock.now));
        store.put(old.id(), old);
        schedule.recover(old, Optional.of(clock.now.plus(Duration.ofHours(4))));
        worked.clear();
        run();
        assertEquals(List.of(), worked);
        clock.pass(Duration.ofHours(4));
        run();
        assertEquals(List.of("OLD00001"), worked);
    }

    @Test
    void anotherPolicyMeansThatWhatIsParkedIsRoutedAfresh() {
        addMany(10, "dead");
        run();
        bothFail("dead", NO_ANSWER);
        run();
        worked.clear();
        schedule.policyChanged();
        run();
        assertEquals(10, Set.copyOf(worked).size());
        assertEquals(10, worked.size());
        assertEquals(0, active("dead"), "what is known of the destination is kept");
        assertEquals(10, state("dead").waiting());
    }

    @Test
    void whatIsCalledAndWhatIsReadyTakeTurns() {
        schedule = schedule(10, Optional.empty(), 11);
        addMany(30, "many");
        run();
        assertEquals(20, state("many").waiting());
        addMany(30, "others");
        run();
        for (int i = 0; i < 10; i++) {
            deliver(attempt("many"));
            run();
        }
        assertTrue(active("others") >= 5 && active("many") >= 5, active("others") + " of the others");
    }

    @Test
    void whatIsHeldOrRemovedIsNotCalled() {
        addMany(4, "slow");
        run();
        assertTrue(schedule.acquire(new QueueId("SLOW00002")));
        assertFalse(schedule.acquire(new QueueId("SLOW00002")));
        schedule.forget(new QueueId("SLOW00002"));
        worked.clear();
        deliver(attempt("slow"));
        run();
        assertEquals(List.of("SLOW00003"), worked);
        assertEquals(Optional.empty(), schedule.standing(new QueueId("SLOW00002")));
    }

    @Test
    void whoWaitsInMemoryAndWhatIsParkedTakeTurns() {
        addMany(2, "slow");
        run();
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            assertTrue(schedule.await(via("slow"), true, new Turn.Waiter() {
                @Override
                public void placed(Place place) {
                    order.add("list");
                    attempts.add(new Attempt("SLOW00000", "slow", place));
                }

                @Override
                public void turnedAway() {
                    order.add("away");
                }
            }));
        }
        add("A0000001", "user@slow");
        add("A0000002", "user@slow");
        run();
        worked.clear();
        for (int i = 0; i < 4; i++) {
            Attempt ended = attempts.remove(0);
            ended.place().leave(Reach.REACHED, OK);
            run();
            order.addAll(worked);
            worked.clear();
        }
        assertEquals(List.of("list", "A0000001", "list", "A0000002"), order);
        attempts.remove(0).place().leave(Reach.UNREACHED, NO_ANSWER);
        assertEquals(4, order.size());
    }

    /** With 1,000,000 jobs it says the same; these are enough to see an object for each. */
    @Test
    void aJobThatIsParkedTakesTensOfOctets() {
        int jobs = Integer.getInteger("fingerpost.test.jobs", 100_000);
        Job job = Jobs.named("OLD00001", "user@slow").mapRecipients(r -> r.withVia(via("slow")));
        long before = heap();
        for (int i = 0; i < jobs; i++) {
            schedule.recover(new Job(new QueueId(String.format("1M81K8%010d", i)), job.arrived(), job.origin(), job.sender(),
                    job.recipients(), job.header(), 0, false, true), Optional.of(clock.now.plus(Duration.ofDays(5))));
        }
        long each = (heap() - before) / jobs;
        assertEquals(jobs, schedule.size());
        assertTrue(each < 160, each + " octets for each job");
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
