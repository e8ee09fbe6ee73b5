package org.fingerpost.queue.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class QueueIdsTest {

    private static final long NOW = 1_795_324_215_123L;

    @Test
    void idsSortInTheOrderInWhichTheyWereGivenEvenWhenTheClockIsSetBack() {
        AtomicLong clock = new AtomicLong(NOW);
        QueueIds ids = new QueueIds(() -> clock.getAndAdd(-1));
        List<String> given = Stream.generate(() -> ids.next().value()).limit(100_000).toList();
        assertEquals(given.stream().sorted().distinct().toList(), given);
    }

    @Test
    void laterMillisecondsSortLater() {
        String first = new QueueIds(() -> NOW).next().value();
        String second = new QueueIds(() -> NOW + 1).next().value();
        assertTrue(first.compareTo(second) < 0, first + " " + second);
    }

    @Test
    void anIdHasSixteenDigitsAndCapitalLetters() {
        assertTrue(new QueueIds(() -> NOW).next().value().matches("[0-9A-HJKMNP-TV-Z]{16}"));
    }

    @Test
    void twoProcessesInTheSameMillisecondAreToldApart() {
        List<String> firsts = IntStream.range(0, 20).mapToObj(i -> new QueueIds(() -> NOW).next().value()).toList();
        assertNotEquals(1, firsts.stream().distinct().count());
    }
}
