package org.fingerpost.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.queue.Job;
import org.fingerpost.core.Jobs;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.TestPolicy;
import org.fingerpost.core.services.Services;
import org.junit.jupiter.api.Test;

class MessagePriorityTest {

    private final Generation generation = TestPolicy.generation(new Services(), Path.of("/"), Map.of(), List.of());
    private final MessagePriority priority = new MessagePriority(() -> {
        generation.tryPin();
        return generation;
    });

    private static Job job(String asked) {
        Job job = Jobs.to("u@far.example");
        Map<String, String> parameters = asked.isEmpty() ? Map.of() : Map.of("MT-PRIORITY", asked);
        return new Job(job.id(), job.arrived(), job.origin(), new ReversePath("s@here.example", parameters), job.recipients(),
                job.header(), 1000, false, true);
    }

    @Test
    void whatItsSenderPrefersComesFirst() {
        assertEquals(31_000, priority.points(job("")));
        assertEquals(31_000, priority.points(job("0")));
        assertEquals(31_000 - 400_000, priority.points(job("1")));
        assertEquals(-3_569_000, priority.handicap(job("9")));
        assertTrue(priority.handicap(job("-9")) == 3_600_000);
    }
}
