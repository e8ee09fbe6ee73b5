package org.fingerpost.api.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubstitutionTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "smtp:relay,   smtp:relay",
        "%0,           key",
        "%1@%2,        one@two",
        "%1%3%9,       one",
        "100%%,        100%",
        "%%1,          %1",
        "50%off,       50%off",
        "end%,end%",
        "``,           ``",
    })
    void asSendmailDoes(String value, String expected) {
        assertEquals(expected, Substitution.of(value, "key", List.of("one", "two")));
    }

    @ParameterizedTest
    @CsvSource("%1, %2%0")
    void whatIsPutInIsNotLookedAtAgain(String value, String argument) {
        assertEquals(argument, Substitution.of(value, "key", List.of(argument, "two")));
    }
}
