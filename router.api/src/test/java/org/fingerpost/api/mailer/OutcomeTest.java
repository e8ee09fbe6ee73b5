package org.fingerpost.api.mailer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;

import org.fingerpost.api.mail.EnhancedStatus;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    @Test
    void statusDecidesTheCase() {
        assertInstanceOf(Outcome.Deferred.class, Outcome.of(EnhancedStatus.of("4.2.2"), "full", Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> Outcome.delivered("4.0.0", "no"));
        assertThrows(IllegalArgumentException.class, () -> Outcome.failed("2.0.0", "no"));
        assertThrows(IllegalArgumentException.class, () -> Outcome.deferred("4.0.0", "two\nlines"));
    }

    @Test
    void diagnosticsAreBounded() {
        assertEquals(Diagnostic.MAX_LENGTH, new Diagnostic("smtp", "", "x".repeat(100_000)).text().length());
    }
}
