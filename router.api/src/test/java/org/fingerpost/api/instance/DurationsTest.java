package org.fingerpost.api.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @Test
    void numberAndUnit() {
        assertEquals(List.of(Duration.ofSeconds(2), Duration.ofMinutes(5), Duration.ofHours(4), Duration.ofDays(5)),
                Durations.parseList("2s, 5m,4h , 5d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "-5m", "5 m", "5x", "1m,", "99999999999s"})
    void anythingElseIsRefusedAndQuoted(String text) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> Durations.parseList(text));
        assertTrue(e.getMessage().contains("a number and a unit"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "500ms", "59s", "1m", "90s", "4h", "5d", "14d", "25h"})
    void isWrittenAsItIsRead(String text) {
        assertEquals(text, Durations.format(Durations.parse(text)));
    }
}
