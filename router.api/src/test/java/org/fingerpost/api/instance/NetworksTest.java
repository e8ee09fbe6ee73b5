package org.fingerpost.api.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.0/8, 127.3.2.1, true",
        "127.0.0.0/8, 128.0.0.1, false",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "192.0.2.128/25, 192.0.2.200, true",
        "192.0.2.128/25, 192.0.2.100, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/32, 2001:db8:1::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "[::1], ::1, true",
        "IPv6:::1, ::1, true",
        "10.0.0.0/8, ::ffff:10.1.2.3, true",
        "10.0.0.0/8, '', false",
        "10.0.0.0/8, localhost, false"
    })
    void holds(String networks, String address, boolean expected) {
        assertEquals(expected, Networks.parse(networks).hold(address));
    }

    @Test
    void severalAreSeparatedByCommasAndBlanks() {
        Networks networks = Networks.parse("127.0.0.0/8, [::1] 10.0.0.0/8");
        assertTrue(networks.hold("10.9.9.9"));
        assertTrue(networks.hold("::1"));
        assertEquals(networks, Networks.parse(networks.toString()));
        assertTrue(Networks.parse(" ").isEmpty());
        assertFalse(Networks.NONE.hold("127.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.org", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "300.1.1.1", "10", "::1/129", "10.0.0.0/-1"})
    void whatIsNoNetworkIsNamed(String text) {
        String said = assertThrows(IllegalArgumentException.class, () -> Networks.parse(text)).getMessage();
        assertTrue(said.startsWith("\"" + text + "\" where a network"), said);
    }
}
