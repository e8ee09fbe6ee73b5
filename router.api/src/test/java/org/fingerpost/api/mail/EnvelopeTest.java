package org.fingerpost.api.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

    @ParameterizedTest
    @ValueSource(strings = {"a\r", "a\nb", "a\0b", "a\u010d", "a\u010a"})
    void addressesAreOctetsOnOneLine(String address) {
        assertThrows(IllegalArgumentException.class, () -> Recipient.of(address));
        assertThrows(IllegalArgumentException.class, () -> ReversePath.of(address));
        assertThrows(IllegalArgumentException.class, () -> new Recipient("a", Map.of("ORCPT", address)));
    }

    @Test
    void onlyTheReversePathMayBeNull() {
        assertTrue(ReversePath.of("").isNull());
        assertThrows(IllegalArgumentException.class, () -> Recipient.of(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../../etc", "abc", "a b c d e f", "ABCDEFG/"})
    void queueIdsAreSafeNames(String text) {
        assertThrows(IllegalArgumentException.class, () -> new QueueId(text));
    }

    @Test
    void statusKeepsItsThreeParts() {
        assertEquals("5.1.10", EnhancedStatus.of("5.1.10").toString());
        assertTrue(EnhancedStatus.parse("3.1.1").isEmpty());
        assertTrue(EnhancedStatus.parse("5.1").isEmpty());
        assertThrows(IllegalArgumentException.class, () -> new EnhancedStatus(5, 1000, 0));
    }
}
