package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NextHopTest {

    private static NextHop of(TestDelivery delivery) {
        return NextHops.of(delivery).listed().get(0);
    }

    @ParameterizedTest
    @CsvSource({
            "mx.test, mx.test, 25, false",
            "mx.test., mx.test, 25, false",
            "mx.test:2525, mx.test, 2525, false",
            "192.0.2.1, 192.0.2.1, 25, false",
            "[127.0.0.1], 127.0.0.1, 25, true",
            "[127.0.0.1]:2525, 127.0.0.1, 2525, true",
            "[IPv6:2001:db8::1], 2001:db8::1, 25, true",
            "[ipv6:::1]:2525, ::1, 2525, true",
            "[::1], ::1, 25, true",
            "[mx.test]:587, mx.test, 587, true"})
    void formsOfAHost(String text, String host, int port, boolean exact) {
        assertEquals(List.of(new NextHop(host, port, exact)), NextHop.list(text, 25));
    }

    @ParameterizedTest
    @CsvSource({
            "a.test:b.test, a.test b.test",
            "'a.test,b.test', a.test b.test",
            "a.test:2525:b.test:[10.0.0.1], a.test:2525 b.test [10.0.0.1]",
            "[IPv6:::1]:26:[b.test]:27:c.test, [::1]:26 [b.test]:27 c.test",
            "a.test:smtp, a.test smtp"})
    void listOfHosts(String text, String hops) {
        assertEquals(hops, String.join(" ", NextHop.list(text, 25).stream().map(NextHop::toString).toList()));
    }

    @Test
    void listIsBounded() {
        assertEquals(20, NextHop.list("a:".repeat(1000) + "a", 25).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "mx.test:", "mx.test:0", "mx.test:65536", "2001:db8::1", "[]", "[mx", ":mx", "a::b", "25",
            "mx.test:25:26", "mx]", "[a]b", "a b", "mx.test\r\n", "mx\0.test", "[[a]]", "mx.test:999999999999", "mx.test:25\n"})
    void noHost(String text) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> NextHop.list(text, 25));
        assertTrue(e.getMessage().matches("[ -~]+"), e.getMessage());
    }

    @Test
    void routesHostIsUsed() {
        assertEquals(new NextHop("mx.test", 25, false), of(TestDelivery.to("mx.test")));
        assertEquals(new NextHop("mx.test", 25, false), of(TestDelivery.to("mx.test").arguments("TCP")));
    }

    @Test
    void hostAmongTheArgumentsWins() {
        assertEquals(new NextHop("hub.test", 25, false), of(TestDelivery.to("mx.test").arguments("TCP", "hub.test")));
    }

    @Test
    void portIsTheSecondArgumentUnlessTheHostHasOne() {
        assertEquals(new NextHop("mx.test", 587, false), of(TestDelivery.to("mx.test").arguments("TCP", "$h", "587")));
        assertEquals(new NextHop("mx.test", 26, false), of(TestDelivery.to("mx.test:26").arguments("TCP", "$h", "587")));
        assertEquals(new NextHop("mx.test", 25, false), of(TestDelivery.to("mx.test").arguments("TCP", "$h", "smtp")));
    }

    @Test
    void recipientCannotChooseThePort() {
        TestDelivery one = TestDelivery.to("mx.test", "2525").arguments("TCP", "$h", "$u");
        assertEquals(new NextHop("mx.test", 25, false), of(one));
        TestDelivery two = TestDelivery.to("mx.test", "2525", "22").arguments("TCP", "$u");
        assertEquals(new NextHop("mx.test", 25, false), of(two));
    }

    @Test
    void fallbacksAreForHostsWhoseServersAreLookedFor() {
        TestDelivery delivery = TestDelivery.to("mx.test").option("FallbackMXhost", "[fall.test]")
                .option("FallbackSmartHost", " ");
        assertEquals(List.of(new NextHop("fall.test", 25, true)), NextHops.of(delivery).fallback());
        assertEquals(List.of(), NextHops.of(delivery).lastResort());
        assertEquals(List.of(), NextHops.of(TestDelivery.to("[mx.test]").option("FallbackMXhost", "fall.test")).fallback());
    }
}
