package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkTest {

    @ParameterizedTest
    @CsvSource({"0, 0, false", "1, 1, false", "0 LAST, 0, true", "10 last, 10, true", "010 Last, 10, true", "5  LAST, 5, true",
        "5\tLAST, 5, true", "00000000000000000007, 7, false", "9223372036854775807, 9223372036854775807, false"})
    void sizes(String argument, long octets, boolean last) throws BadCommand {
        assertEquals(new Chunk(octets, last), Chunk.parse(argument));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "LAST", "-1", "+1", "0x10", "10L", "1.5", "1e3", "1,000", "ten", "10 LASTX", "10 LAST LAST",
        "10LAST", "10 10", "9223372036854775808", "18446744073709551616", "99999999999999999999", "000000000000000000001",
        "\u0661\u0660", "1 \u00a0LAST", "1\u000bLAST"})
    void whatIsNoSizeEndsTheSession(String argument) {
        Reply reply = assertThrows(BadCommand.class, () -> Chunk.parse(argument)).reply();
        assertEquals(501, reply.code());
        assertTrue(reply.isLast());
    }
}
