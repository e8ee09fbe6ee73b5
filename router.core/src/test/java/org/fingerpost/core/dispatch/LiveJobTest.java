package org.fingerpost.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.fingerpost.api.queue.Hold;
import org.fingerpost.api.queue.Job;
import org.fingerpost.core.Jobs;
import org.junit.jupiter.api.Test;

class LiveJobTest {

    private final List<Job> saved = new ArrayList<>();
    private final List<CompletableFuture<Void>> saves = new ArrayList<>();
    private final LiveJob live = new LiveJob(Jobs.to("a"), job -> {
        saved.add(job);
        saves.add(new CompletableFuture<>());
        return saves.get(saves.size() - 1);
    });

    @Test
    void changesThatComeDuringASaveShareTheNextOne() {
        var first = live.save().toCompletableFuture();
        live.change(job -> job.withHold(new Hold(Jobs.NOW, "tef", "")));
        var second = live.save().toCompletableFuture();
        var third = live.save().toCompletableFuture();
        assertEquals(1, saved.size());

        saves.get(0).complete(null);
        assertTrue(first.isDone());
        assertFalse(second.isDone());
        assertEquals(2, saved.size());
        assertTrue(saved.get(1).held());

        saves.get(1).complete(null);
        assertTrue(second.isDone() && third.isDone());
        assertEquals(2, saved.size());
    }

    @Test
    void quietMeansThatNoSaveIsUnderWay() {
        assertTrue(live.quiet().toCompletableFuture().isDone());
        live.save();
        live.save();
        var quiet = live.quiet().toCompletableFuture();
        saves.get(0).complete(null);
        assertFalse(quiet.isDone());
        saves.get(1).completeExceptionally(new IllegalStateException("disk"));
        assertTrue(quiet.isDone() && !quiet.isCompletedExceptionally());
    }

    @Test
    void aStoreThatThrowsDoesNotHoldUpTheJobForEver() {
        LiveJob throwing = new LiveJob(Jobs.to("a"), job -> {
            throw new OutOfMemoryError("pretended");
        });
        assertTrue(throwing.save().toCompletableFuture().isCompletedExceptionally());
        assertTrue(throwing.quiet().toCompletableFuture().isDone());
    }
}
