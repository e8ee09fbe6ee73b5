package org.fingerpost.listener.smtp.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

class OfferingTest {

    private static final Instant NOW = Instant.parse("2030-01-31T08:00:00.75Z");

    private static Offering offering(Circumstances in) {
        return new Offering(in, NOW);
    }

    @Test
    void strangerInTheClear() {
        assertEquals(List.of("PIPELINING", "8BITMIME", "SIZE 1000", "DSN", "ENHANCEDSTATUSCODES", "CHUNKING", "BINARYMIME",
                "SMTPUTF8", "STARTTLS", "DELIVERBY", "MT-PRIORITY", "LIMITS RCPTMAX=100", "ETRN", "VRFY", "EXPN", "HELP"),
                offering(Standing.CLEAR).lines());
    }

    @Test
    void underTlsThereIsAuthAndRequireTls() {
        assertEquals(List.of("PIPELINING", "8BITMIME", "SIZE 1000", "DSN", "ENHANCEDSTATUSCODES", "CHUNKING", "BINARYMIME",
                "SMTPUTF8", "AUTH LOGIN PLAIN", "REQUIRETLS", "DELIVERBY", "MT-PRIORITY", "LIMITS RCPTMAX=100", "ETRN", "VRFY",
                "EXPN",
                "HELP"), offering(Standing.CLEAR.encrypted()).lines());
    }

    @Test
    void whatTheRouterDoesNotWantIsNotOffered() {
        assertEquals(List.of("PIPELINING", "8BITMIME", "SIZE", "ENHANCEDSTATUSCODES", "CHUNKING", "BINARYMIME", "SMTPUTF8",
                "MT-PRIORITY", "LIMITS RCPTMAX=100 MAILMAX=20", "HELP"), offering(Standing.CLEAR.bare()).lines());
    }

    @Test
    void futureReleaseIsForThoseWhoAreKnown() {
        String line = "FUTURERELEASE 2592000 2030-03-02T08:00:00Z";
        assertFalse(offering(Standing.CLEAR).include(Extension.FUTURERELEASE));
        assertTrue(offering(Standing.CLEAR.submission()).lines().contains(line));
        assertTrue(offering(Standing.CLEAR.authenticated()).lines().contains(line));
        assertFalse(offering(Standing.CLEAR.authenticated().bare()).include(Extension.FUTURERELEASE));
    }

    @Test
    void withWhatIsWithheldGoesWhatNeedsIt() {
        assertEquals(List.of("PIPELINING", "SIZE 1000", "DSN", "ENHANCEDSTATUSCODES", "STARTTLS", "DELIVERBY", "MT-PRIORITY",
                "LIMITS RCPTMAX=100", "ETRN", "VRFY", "EXPN", "HELP"),
                offering(Standing.CLEAR.without(Extension.CHUNKING, Extension.EIGHT_BIT_MIME)).lines());
    }
}
