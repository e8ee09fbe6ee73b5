package org.fingerpost.queue.file;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NameSetTest {

    @Test
    void itHasWhatWasAddedAndNothingElse() {
        NameSet names = new NameSet();
        assertFalse(names.mayContain("1M80W5SGJ0000000"));
        for (int i = 0; i < 5000; i += 2) {
            names.add(name(i));
        }
        for (int i = 0; i < 5000; i += 2) {
            assertTrue(names.mayContain(name(i)), name(i));
            assertFalse(names.mayContain(name(i + 1)), name(i + 1));
        }
        names.add("late");
        assertTrue(names.mayContain("late"));
    }

    private static String name(int i) {
        return String.format("1M80W5SGJ%07d", i);
    }
}
