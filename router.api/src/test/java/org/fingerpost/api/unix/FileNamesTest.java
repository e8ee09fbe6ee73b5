package org.fingerpost.api.unix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

class FileNamesTest {

    @Test
    void octetsOfAsciiAreTheirOwnNames() {
        assertEquals(Path.of("/lists/a b"), FileNames.path("/lists/a b"));
        assertEquals(Path.of("/lists/a"), FileNames.in(Path.of("/lists"), "a"));
        assertEquals(Path.of("/a"), FileNames.in(Path.of("/lists"), "/a"));
        assertThrows(InvalidPathException.class, () -> FileNames.path("a\0b"));
    }

    @Test
    void octetsOfOtherLettersAreNamesOfTheLocale() {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "the locale's file names are not UTF-8");
        String octets = new String("/lists/\u00e4".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertEquals(Path.of("/lists/\u00e4"), FileNames.path(octets));
        assertThrows(InvalidPathException.class, () -> FileNames.path("/lists/\u00e4"));
    }
}
