package org.fingerpost.core.header;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostmarkTest {

    @Test
    void theDateIsWhatHeadersHave() {
        assertEquals(Optional.of("Mon, 1 Jan 1990 00:00:00 GMT"), new Postmark("From joe Mon Jan  1 00:00:00 1990").date());
        assertEquals(Optional.of("Thu, 31 Dec 1998 23:59:00 GMT"), new Postmark("From a b Thu Dec 31 23:59 1998 remote from x")
                .date());
        assertEquals(Optional.of("Thu, 31 Dec 1998 23:59:01 GMT"), new Postmark("From joe Thu Dec 31 23:59:01 MET 1998").date());
    }

    @ParameterizedTest
    @ValueSource(strings = {"From joe", "From here to there", "From joe Mon Jan 32 00:00:00 1990",
            "From joe Mon Feb 30 00:00:00 1990",
        "From joe Mon Nov 1 25:00:00 1990", "From joe Mon Jax 1 00:00:00 1990", "From joe Mon anF 1 00:00:00 1990"})
    void whatIsNoDateIsNone(String line) {
        assertEquals(Optional.empty(), new Postmark(line).date());
    }
}
