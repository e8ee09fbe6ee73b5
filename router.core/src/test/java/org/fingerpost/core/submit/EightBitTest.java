package org.fingerpost.core.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class EightBitTest {

    @Test
    void findsOneWhereverItIs() {
        for (int length = 0; length < 20; length++) {
            for (int offset = 0; offset < 3; offset++) {
                for (int place = 0; place < 25; place++) {
                    byte[] octets = new byte[25];
                    octets[place] = (byte) 0x80;
                    boolean inside = place >= offset && place < offset + length;
                    assertEquals(inside, EightBit.isIn(octets, offset, length), offset + "+" + length + " " + place);
                }
            }
        }
    }
}
