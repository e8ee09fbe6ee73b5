package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of clients, and addresses to listen on, as text. */
class AddressTextTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "::ffff:192.0.2.1, 192.0.2.1",
        "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
        "::1, ::1",
        "::, ::",
        "2001:db8::, 2001:db8::",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    })
    void clientAddressIsCompressed(String address, String text) throws Exception {
        assertEquals(text, ClientAddress.text(InetAddress.getByName(address)));
    }

    @Test
    void addressesToListenOn() {
        List<ListenAddress> addresses = ListenAddress.parseAll(List.of("127.0.0.1:2525, [::1]:25", "localhost:0 127.0.0.1:2525"));
        assertEquals("[127.0.0.1:2525, [::1]:25, localhost:0]", addresses.toString());
        assertEquals(new ListenAddress("::1", 25), addresses.get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2525", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:x", "::1:25",
        "[::1]", "[::1:25", ":25", ""})
    void whatIsNoAddressToListenOnIsNamed(String text) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> ListenAddress.parse(text));
        assertTrue(e.getMessage().startsWith("\"" + text + "\""), e.getMessage());
    }

    @Test
    void noAddressAtAllIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> ListenAddress.parseAll(List.of(" , ")));
    }
}
