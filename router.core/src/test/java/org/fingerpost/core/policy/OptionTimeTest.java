package org.fingerpost.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionTimeTest {

    @ParameterizedTest
    @CsvSource({"5d, PT120H", "5, PT120H", " 4h , PT4H", "1d12h, PT36H", "2w, PT336H", "30m, PT30M", "10S, PT10S",
            "1h5, PT121H", "0, PT0S"})
    void timesAreWrittenAsInSendmail(String text, Duration expected) {
        assertEquals(Optional.of(expected), OptionTime.parse(text, "d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "5x", "d", "5d later", "-1d"})
    void whatIsNoTimeIsNone(String text) {
        assertEquals(Optional.empty(), OptionTime.parse(text, "d"));
    }
}
