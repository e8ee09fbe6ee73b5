package org.fingerpost.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.core.Jobs;
import org.junit.jupiter.api.Test;

class LiveJobTest {

    private final List<Job> saved = new ArrayList<>();
    private final List<CompletableFuture<Void>> saves = new ArrayList<>();
    private final List<Runnable> pauses = new ArrayList<>();
    private final LiveJob.Storage storage = new LiveJob.Storage() {
        @Override
        public CompletionStage<Void> save(Job job) {
            saved.add(job);
            saves.add(new CompletableFuture<>());
            return saves.get(saves.size() - 1);
        }

        @Override
        public void after(Duration pause, Runnable task) {
            pauses.add(task);
        }
    };
    private final LiveJob live = new LiveJob(Jobs.to("a"), storage);

    /** Ends a save and, if that took long, the pause after it. */
    private void complete(int save) {
        saves.get(save).complete(null);
        pauses.forEach(Runnable::run);
        pauses.clear();
    }

    @Test
    void changesThatComeDuringASaveShareTheNextOne() {
        var first = live.save().toCompletableFuture();
        live.change(0, r -> r.withState(State.DELIVERED));
        var second = live.save().toCompletableFuture();
        var third = live.save().toCompletableFuture();
        assertEquals(1, saved.size());

        complete(0);
        assertTrue(first.isDone());
        assertFalse(second.isDone());
        assertEquals(2, saved.size());
        assertEquals(State.DELIVERED, saved.get(1).recipients().get(0).state());

        complete(1);
        assertTrue(second.isDone() && third.isDone());
        assertEquals(2, saved.size());
    }

    @Test
    void quietMeansThatNoSaveIsUnderWay() {
        assertTrue(live.quiet().toCompletableFuture().isDone());
        live.save();
        live.save();
        var quiet = live.quiet().toCompletableFuture();
        assertFalse(quiet.isDone());
        complete(0);
        assertTrue(quiet.isDone(), "whoever waits for quiet saves all that was to be saved");
        assertEquals(1, saved.size());
    }

    @Test
    void aStoreThatThrowsDoesNotHoldUpTheJobForEver() {
        LiveJob throwing = new LiveJob(Jobs.to("a"), new LiveJob.Storage() {
            @Override
            public CompletionStage<Void> save(Job job) {
                throw new OutOfMemoryError("pretended");
            }

            @Override
            public void after(Duration pause, Runnable task) {
                task.run();
            }
        });
        assertTrue(throwing.save().toCompletableFuture().isCompletedExceptionally());
        assertTrue(throwing.quiet().toCompletableFuture().isDone());
    }

    @Test
    void aListThatIsOverSoonIsNotSavedMeanwhile() {
        LiveJob list = list();
        list.saveSoon();
        list.saveSoon();
        assertEquals(0, saved.size());
        assertTrue(list.quiet().toCompletableFuture().isDone());
        pauses.forEach(Runnable::run);
        assertEquals(0, saved.size(), "whoever waited for quiet saves it all");
    }

    @Test
    void aListThatTakesLongerIsSavedMeanwhile() {
        LiveJob list = list();
        list.saveSoon();
        list.change(1, r -> r.withState(State.DELIVERED));
        list.saveSoon();
        assertEquals(1, pauses.size());
        pauses.remove(0).run();
        assertEquals(1, saved.size());
        assertEquals(State.DELIVERED, saved.get(0).recipients().get(1).state());
    }

    private LiveJob list() {
        Job one = Jobs.to("list");
        List<JobRecipient> members = new ArrayList<>(one.recipients());
        for (int i = 1; i < 10_000; i++) {
            members.add(members.get(0).child(i, new JobRecipient.Target.ToAddress("r" + i), one.arrived()));
        }
        return new LiveJob(one.withRecipients(members), storage);
    }
}
