package org.fingerpost.api.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.fingerpost.api.table.Replicas.Replica;
import org.junit.jupiter.api.Test;

class ReplicasTest {

    private final Replicas<String> replicas = new Replicas<>(List.of("a", "b", "c"));

    private List<String> order() {
        return replicas.inOrder().stream().map(Replica::server).toList();
    }

    @Test
    void oneThatHasFailedComesLastUntilItAnswers() {
        assertEquals(List.of("a", "b", "c"), order());
        Replica<String> first = replicas.inOrder().get(0);
        first.failed();
        assertEquals(List.of("b", "c", "a"), order());
        replicas.inOrder().get(0).failed();
        assertEquals(List.of("c", "a", "b"), order());
        first.answered();
        assertEquals(List.of("a", "c", "b"), order());
    }
}
