package org.fingerpost.api.mail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTest {

    @Test
    void unknownOctetsAndFoldsSurvive() {
        byte[] octets = new byte[] {'X', '-', 'Y', ' ', ':', (byte) 0xe9, '\r', '\n', '\t', (byte) 0x80, 1, '\r', '\n'};
        HeaderField field = new HeaderField(new String(octets, 0, octets.length - 2, StandardCharsets.ISO_8859_1));
        assertArrayEquals(octets, field.toBytes());
        assertEquals("X-Y", field.name());
        assertEquals("\u00e9\t\u0080\u0001", field.value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"no colon", ": no name", "a b: blank in the name", "X: a\nInjected: b", "X: a\r\nInjected: b",
            "X: a\r", "\u00e9: x"})
    void whatIsNoFieldIsRefused(String raw) {
        if (raw.equals("X: a\r")) {
            assertEquals("X", new HeaderField(raw).name()); // a lone CR is an octet like any other
        } else {
            assertThrows(IllegalArgumentException.class, () -> new HeaderField(raw));
        }
    }

    @Test
    void namesCompareWithoutCase() {
        Header header = new Header(List.of(HeaderField.of("Subject", "one"), HeaderField.of("subject", "two"),
                HeaderField.of("To", "x")));
        assertEquals(2, header.all("SUBJECT").size());
        assertEquals("one", header.first("sUBJECT").orElseThrow().value());
        assertFalse(header.without(f -> f.is("To")).has("to"));
        assertTrue(header.prepend(HeaderField.of("Received", "by x")).fields().get(0).is("received"));
    }

    @Test
    void foldsOfNewFieldsBecomeCrLf() {
        assertEquals("Received: from a\r\n\tby b", HeaderField.of("Received", "from a\n\tby b").raw());
    }
}
