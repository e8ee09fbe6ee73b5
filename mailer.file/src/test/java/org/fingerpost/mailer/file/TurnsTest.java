package org.fingerpost.mailer.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.mailer.UnixText.Quoting;
import org.fingerpost.api.unix.Account;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnsTest {

    private static final Path A = Path.of("/a");

    private final Turns turns = new Turns();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private static Append append() {
        return new Append(TestDelivery.of("$u", "x\r\n", "a"), Quoting.NONE, Clock.systemUTC(), Access.router());
    }

    private static long inAMinute() {
        return System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    }

    private Turns.Turn take(Path path, Append append) throws Exception {
        return turns.take(path, append, System.nanoTime()).orElseThrow();
    }

    /** How many turns these needed who all came while somebody else had the turn. */
    private int turnsFor(List<Append> appends, Turns.Turn before) throws Exception {
        List<Future<Integer>> waiting = new ArrayList<>();
        for (Append append : appends) {
            waiting.add(threads.submit(() -> {
                Optional<Turns.Turn> turn = turns.take(A, append, inAMinute());
                turn.ifPresent(mine -> {
                    mine.appends().forEach(Append::done);
                    mine.close();
                });
                return turn.isPresent() ? 1 : 0;
            }));
        }
        while (turns.waiting(A) < appends.size()) {
            Thread.onSpinWait();
        }
        before.appends().forEach(Append::done);
        before.close();
        int taken = 0;
        for (Future<Integer> one : waiting) {
            taken += one.get();
        }
        return taken;
    }

    @Test
    void onlyOneHasTheTurnAndNothingIsKeptAfterIt() throws Exception {
        Turns.Turn turn = take(A, append());
        assertThrows(UndeliverableException.class, () -> turns.take(A, append(), System.nanoTime()));
        take(Path.of("/b"), append()).close();
        assertEquals(1, turns.size());

        turn.close();
        take(A, append()).close();
        assertEquals(0, turns.size());
    }

    @Test
    void oneTurnIsEnoughForAllWhoWait() throws Exception {
        List<Append> appends = List.of(append(), append(), append());
        assertEquals(1, turnsFor(appends, take(A, append())));
        assertTrue(appends.stream().allMatch(Append::isOver));
        assertEquals(0, turns.size());
    }

    @Test
    void whatAnotherUserBringsIsWrittenInATurnOfItsOwn() throws Exception {
        Append ofAnna = new Append(TestDelivery.of("$u", "x\r\n", "a"), Quoting.NONE, Clock.systemUTC(),
                Access.of(new UserRights(new Account("anna", 5001, 5001, "", "", ""), new ActingDouble())));
        assertEquals(2, turnsFor(List.of(append(), ofAnna, append()), take(A, append())));
    }

    @Test
    void aTurnHasABound() throws Exception {
        List<Append> appends = new ArrayList<>();
        for (int i = 0; i <= Turns.MOST_APPENDS; i++) {
            appends.add(append());
        }
        assertEquals(2, turnsFor(appends, take(A, append())));
    }

    @Test
    void whoIsInterruptedWhileItWaitsHasNotBeenWritten() throws Exception {
        Turns.Turn turn = take(A, append());
        Append late = append();
        Future<?> waiting = threads.submit(
                () -> assertThrows(InterruptedException.class, () -> turns.take(A, late, inAMinute())));
        while (turns.waiting(A) < 1) {
            Thread.onSpinWait();
        }
        threads.shutdownNow();
        waiting.get();
        turn.close();
        assertEquals(0, turns.size());
    }
}
