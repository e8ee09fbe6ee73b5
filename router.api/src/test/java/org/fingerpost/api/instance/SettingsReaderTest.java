package org.fingerpost.api.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {

    private enum Colour {
        RED, GREEN
    }

    private static final Duration DEFAULT = Duration.ofSeconds(90);

    private final List<String> log = new ArrayList<>();
    private final SettingsReader settings = new SettingsReader("mailer.demo", log::add);

    @Test
    void goodValuesAreTakenInSilence() {
        assertEquals(64, settings.number("threads", " 64 ", 1, 64, 8));
        assertEquals(5_000_000_000L, settings.number("min.free", "5000000000", 0, Long.MAX_VALUE, 1));
        assertTrue(settings.flag("fsync", "True", false));
        assertFalse(settings.flag("fsync", " false", true));
        assertEquals(Duration.ofMinutes(2), settings.duration("timeout", "2m", Duration.ofSeconds(1), DEFAULT));
        assertEquals(Colour.GREEN, settings.choice("colour", "green ", Colour.RED));
        assertEquals(Integer.valueOf(3), settings.value("word", "abc", 0, String::length));
        assertEquals(List.of(), log);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65", "-1", "eight", "", "1.5", "99999999999999999999"})
    void aNumberOutsideItsBoundsLeavesTheOtherOne(String bad) {
        assertEquals(8, settings.number("threads", bad, 1, 64, 8));
        assertEquals(List.of("mailer.demo: threads: \"" + bad + "\" where a number from 1 to 64 is expected; 8 is used"), log);
    }

    @Test
    void aBoundThatNobodyReachesIsNotSaid() {
        settings.number("min.free", "-1", 0, Long.MAX_VALUE, 1);
        assertEquals(List.of("mailer.demo: min.free: \"-1\" where a number of at least 0 is expected; 1 is used"), log);
    }

    @Test
    void onlyTwoWordsAreFlags() {
        assertTrue(settings.flag("fsync", "no", true));
        assertEquals(List.of("mailer.demo: fsync: \"no\" where true or false is expected; true is used"), log);
    }

    @Test
    void aDurationSaysWhatIsUsedAsOneWouldWriteIt() {
        assertEquals(DEFAULT, settings.duration("timeout", "soon", Duration.ZERO, DEFAULT));
        assertEquals(DEFAULT, settings.duration("timeout", "999ms", Duration.ofSeconds(1), DEFAULT));
        assertEquals(2, log.size());
        assertTrue(log.get(0).startsWith("mailer.demo: timeout: \"soon\" is no duration: "), log.get(0));
        assertTrue(log.get(0).endsWith("; 90s is used"), log.get(0));
        assertEquals("mailer.demo: timeout: \"999ms\" where a duration of at least 1s is expected; 90s is used", log.get(1));
    }

    @Test
    void aChoiceNamesAllConstants() {
        assertEquals(Colour.RED, settings.choice("colour", "blue", Colour.RED));
        assertEquals(List.of("mailer.demo: colour: \"blue\" where red or green is expected; red is used"), log);
    }

    @Test
    void aParserOfOnesOwnSaysWhatIsWrong() {
        List<Duration> delays = List.of(Duration.ofMinutes(1), Duration.ofMinutes(5));
        assertEquals(delays, settings.value("retry", "1m,", delays, Durations::parseList));
        assertTrue(log.get(0).endsWith("; 1m, 5m is used"), log.get(0));
    }

    @Test
    void anEmptyDefaultIsNamedToo() {
        settings.<String, String>value("banner", "x", "", text -> {
            throw new IllegalArgumentException("\"x\" where a banner is expected");
        });
        assertEquals(List.of("mailer.demo: banner: \"x\" where a banner is expected; nothing is used"), log);
    }
}
