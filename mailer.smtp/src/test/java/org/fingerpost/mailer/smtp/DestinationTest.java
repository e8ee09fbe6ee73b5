package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DestinationTest {

    @ParameterizedTest
    @CsvSource({
            "mx.test, mx.test, 25",
            "mx.test:2525, mx.test, 2525",
            "[127.0.0.1], 127.0.0.1, 25",
            "[127.0.0.1]:2525, 127.0.0.1, 2525",
            "[IPv6:2001:db8::1], 2001:db8::1, 25",
            "[ipv6:::1]:2525, ::1, 2525",
            "[::1], ::1, 25",
            "[mx.test]:587, mx.test, 587"})
    void formsOfAHost(String text, String host, int port) {
        assertEquals(new Destination(host, port), Destination.parse(text, 25));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "mx.test:", "mx.test:0", "mx.test:65536", "mx.test:smtp", "a:b", "2001:db8::1", "[]", "[mx",
            "mx]", "[a]b", "a b", "mx.test\r\n", "mx\0.test", "[[a]]", "mx.test:999999999999"})
    void noHost(String text) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Destination.parse(text, 25));
        assertTrue(e.getMessage().matches("[ -~]+"), e.getMessage());
    }

    @Test
    void routesHostIsUsed() {
        assertEquals(new Destination("mx.test", 25), Destination.of(TestDelivery.to("mx.test")));
        assertEquals(new Destination("mx.test", 25), Destination.of(TestDelivery.to("mx.test").arguments("TCP")));
    }

    @Test
    void hostAmongTheArgumentsWins() {
        assertEquals(new Destination("hub.test", 25), Destination.of(TestDelivery.to("mx.test").arguments("TCP", "hub.test")));
    }

    @Test
    void portIsTheSecondArgumentUnlessTheHostHasOne() {
        assertEquals(new Destination("mx.test", 587), Destination.of(TestDelivery.to("mx.test").arguments("TCP", "$h", "587")));
        assertEquals(new Destination("mx.test", 26), Destination.of(TestDelivery.to("mx.test:26").arguments("TCP", "$h", "587")));
        assertEquals(new Destination("mx.test", 25), Destination.of(TestDelivery.to("mx.test").arguments("TCP", "$h", "smtp")));
    }

    @Test
    void recipientCannotChooseThePort() {
        TestDelivery one = TestDelivery.to("mx.test", "2525").arguments("TCP", "$h", "$u");
        assertEquals(new Destination("mx.test", 25), Destination.of(one));
        TestDelivery two = TestDelivery.to("mx.test", "2525", "22").arguments("TCP", "$u");
        assertEquals(new Destination("mx.test", 25), Destination.of(two));
    }

    @Test
    void keyDoesNotDependOnCase() {
        assertEquals("mx.test:25", new Destination("MX.test", 25).key());
    }
}
