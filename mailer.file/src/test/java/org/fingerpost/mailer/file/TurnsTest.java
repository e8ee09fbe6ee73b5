package org.fingerpost.mailer.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns turns = new Turns();

    @Test
    void onlyOneHasTheTurnAndNothingIsKeptAfterIt() throws Exception {
        Path a = Path.of("/a");
        Turns.Turn turn = turns.take(a, System.nanoTime());
        assertThrows(UndeliverableException.class, () -> turns.take(a, System.nanoTime()));
        turns.take(Path.of("/b"), System.nanoTime()).close();
        assertEquals(1, turns.size());

        turn.close();
        turns.take(a, System.nanoTime()).close();
        assertEquals(0, turns.size());
    }
}
