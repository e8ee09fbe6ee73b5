package org.fingerpost.mailer.vacation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.instance.Durations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VacationCallTest {

    @Test
    void theOptionsOfTheClassicProgramAreUnderstood() {
        VacationCall call = VacationCall.parse("vacation -a info -asales@example.org -m 'my text' -f \"a\\\"b\" -z anna", "anna");
        assertEquals("anna", call.login());
        assertEquals(List.of("info", "sales@example.org"), call.aliases());
        assertEquals(Optional.of("my text"), call.message());
        assertEquals(Optional.of("a\"b"), call.database());
        assertEquals(Optional.empty(), call.interval());
    }

    @ParameterizedTest
    @CsvSource({"-r 3,3d", "-r3,3d", "-t12h,12h", "-r 2w,14d", "-r 0,0s", "-r infinite,36500d", "-r 999999999,36500d"})
    void intervalsAreDaysOrHaveAUnit(String option, String expected) {
        Duration interval = VacationCall.parse("vacation " + option + " anna", "").interval().orElseThrow();
        assertEquals(Durations.parse(expected), interval);
    }

    @Test
    void whoseForwardFileItIsAnswersForNobodyElse() {
        assertEquals("anna", VacationCall.parse("vacation", "anna").login());
        assertEquals("bert", VacationCall.parse("vacation bert", "").login());
        assertEquals("anna does not answer for bert",
                assertThrows(IllegalArgumentException.class, () -> VacationCall.parse("vacation bert", "anna")).getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"vacation | the user who is away is missing", "vacation a b | one user is expected",
        "vacation -q a | unknown option -q", "vacation - a | unknown option -", "vacation a -m | option -m needs a value",
        "vacation 'a | a quote that does not end", "vacation --start tomorrow a | --start needs a date",
        "vacation --end | --end needs a date", "vacation -r 3y a | is no duration"})
    void mistakesAreNamed(String command, String complaint) {
        String said = assertThrows(IllegalArgumentException.class, () -> VacationCall.parse(command, "")).getMessage();
        assertTrue(said.contains(complaint), said);
    }

    @Test
    void theDaysOfAbsenceCountFromTheFirstToTheLast() {
        VacationCall call = VacationCall.parse("vacation --start 2026-12-20 --end 2027-01-06 anna", "");
        assertFalse(call.isAway(LocalDate.parse("2026-12-19")));
        assertTrue(call.isAway(LocalDate.parse("2026-12-20")));
        assertTrue(call.isAway(LocalDate.parse("2027-01-06")));
        assertFalse(call.isAway(LocalDate.parse("2027-01-07")));
        assertTrue(VacationCall.parse("vacation anna", "").isAway(LocalDate.parse("2027-01-07")));
    }
}
