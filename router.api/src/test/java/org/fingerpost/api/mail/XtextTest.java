package org.fingerpost.api.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XtextTest {

    @ParameterizedTest
    @CsvSource({"a, true", "a+2Bb, true", "+20, true", "'', false", "+2b, false", "+0A, false", "+7F, false", "+A0, false", "a=b, false",
        "a+, false", "a b, false", "\u00e9, false"})
    void isXtext(String value, boolean is) {
        assertEquals(is, Xtext.isXtext(value));
    }

    @Test
    void decodes() {
        assertEquals("a+b c\r\u00ff$1\\", Xtext.decode("a+2Bb+20c+0d+FF+241+5C"));
        assertEquals("+", Xtext.decode("+"));
        assertEquals("+zz", Xtext.decode("+zz"));
    }
}
