package org.fingerpost.core.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void aLineIsAscii() {
        assertEquals("a b??c??", Printable.line("a\nb\u00c3\u00a9c\u0000\u007f"));
    }

    @Test
    void anAddressKeepsItsOctets() {
        assertEquals("<jos\u00c3\u00a9? x@y>", Printable.address("jos\u00c3\u00a9\u0001\rx@y"));
    }
}
