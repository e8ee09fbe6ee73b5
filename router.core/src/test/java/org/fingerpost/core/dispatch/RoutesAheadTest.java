package org.fingerpost.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class RoutesAheadTest {

    private final List<String> addresses = IntStream.range(0, 1_003).mapToObj(i -> "u" + i).toList();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final FreeTurn turn = new FreeTurn();

    private void ask(Consumer<String> rules) throws Exception {
        CompletableFuture<Void> end = new CompletableFuture<>();
        new RoutesAhead(addresses, rules, 250, turn, () -> end.complete(null)).begin();
        end.get(30, TimeUnit.SECONDS);
    }

    @Test
    void allAreAskedAboutBeforeItGoesOn() throws Exception {
        ask(asked::add);
        assertEquals(Set.copyOf(addresses), asked);
        assertTrue(turn.breaks.get() >= 4, "others have had their turn: " + turn.breaks);
    }

    @Test
    void rulesThatFailDoNotStopTheList() throws Exception {
        ask(address -> {
            asked.add(address);
            throw new StackOverflowError("pretended");
        });
        assertTrue(asked.size() <= 2, "each worker gives up: " + asked);
    }
}
