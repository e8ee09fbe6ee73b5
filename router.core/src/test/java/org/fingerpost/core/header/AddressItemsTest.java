package org.fingerpost.core.header;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressItemsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "a, b,,c ,                      | a / b / c",
        "team: a, b@c;, solo            | team: a / b@c; / solo",
        "<@h1,@h2:u@h3>, x              | <@h1,@h2:u@h3> / x",
        "<a@b, c> d                     | <a@b / c> d",
        "\"a, b\" <c>, (d, (e), f) g  | \"a, b\" <c> / (d, (e), f) g",
        "a\\, b, c                      | a\\, b / c",
        "\"a\\\", b\", c                | \"a\\\", b\" / c",
        "\"open, a                      | \"open, a",
        "(open, a                       | (open, a",
        "a), b>, c                      | a) / b> / c"})
    void commasInQuotesCommentsAndRoutesAreNoEnds(String value, String expected) {
        assertEquals(List.of(expected.split(" / ")), AddressItems.of(value));
    }

    @Test
    void whiteSpaceIsNoItem() {
        assertEquals(List.of(), AddressItems.of(" \t\n , ,"));
        assertEquals(List.of(), AddressItems.of(""));
    }
}
