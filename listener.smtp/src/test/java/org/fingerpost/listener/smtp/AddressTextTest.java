package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

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
    void lmtpIsNotForPort25() {
        assertThrows(IllegalArgumentException.class, () -> ListenAddress.parse("lmtp://127.0.0.1:25"));
        assertEquals(25, ListenAddress.parse("smtp://127.0.0.1:25").port());
        assertEquals(24, ListenAddress.parse("lmtp://127.0.0.1:24").port());
    }

    @Test
    void addressesToListenOn() {
        List<ListenAddress> addresses = ListenAddress.parseAll(List.of("127.0.0.1:2525, [::1]:25", "localhost:0 127.0.0.1:2525"));
        assertEquals("[127.0.0.1:2525, [::1]:25, localhost:0]", addresses.toString());
        assertEquals(new ListenAddress("::1", 25), addresses.get(1));
    }

    @ParameterizedTest
    @CsvSource({
        "smtp://0.0.0.0:25, SMTP, 0.0.0.0, 25, 0.0.0.0:25",
        "smtps://0.0.0.0:465, SMTPS, 0.0.0.0, 465, smtps://0.0.0.0:465",
        "submission://0.0.0.0:587, SUBMISSION, 0.0.0.0, 587, submission://0.0.0.0:587",
        "SUBMISSIONS://[::]:465, SUBMISSIONS, ::, 465, submissions://[::]:465",
        "lmtp://localhost:24, LMTP, localhost, 24, lmtp://localhost:24",
        "lmtp:///run/mail/lmtp, LMTP, /run/mail/lmtp, -1, lmtp:///run/mail/lmtp",
        "smtp:///run/smtp, SMTP, /run/smtp, -1, smtp:///run/smtp",
    })
    void addressesOfServices(String text, Service service, String host, int port, String shown) {
        ListenAddress address = ListenAddress.parse(text);
        assertEquals(new ListenAddress(service, host, port), address);
        assertEquals(shown, address.toString());
        assertEquals(address, ListenAddress.parse(shown));
    }

    @Test
    void onePlaceServesOneThing() {
        Exception e = assertThrows(IllegalArgumentException.class,
                () -> ListenAddress.parseAll(List.of("127.0.0.1:25, submission://127.0.0.1:25")));
        assertTrue(e.getMessage().startsWith("\"submission://127.0.0.1:25\" is an address"), e.getMessage());
        assertEquals(2, ListenAddress.parseAll(List.of("127.0.0.1:0, lmtp://127.0.0.1:0")).size());
    }

    @Test
    void aConnectionKnowsItsServiceByWhereItCameIn() throws Exception {
        List<ListenAddress.Bound> bound = List.of(
                new ListenAddress.Bound(Service.SMTP, new InetSocketAddress("0.0.0.0", 25)),
                new ListenAddress.Bound(Service.LMTP, new InetSocketAddress("127.0.0.1", 25)),
                new ListenAddress.Bound(Service.SUBMISSION, new InetSocketAddress("::", 587)));
        assertEquals(Optional.of(Service.LMTP), ListenAddress.serviceAt(new InetSocketAddress("127.0.0.1", 25), bound));
        assertEquals(Optional.of(Service.SMTP), ListenAddress.serviceAt(new InetSocketAddress("192.0.2.1", 25), bound));
        assertEquals(Optional.of(Service.SUBMISSION), ListenAddress.serviceAt(new InetSocketAddress("192.0.2.1", 587), bound));
        assertEquals(Optional.empty(), ListenAddress.serviceAt(new InetSocketAddress("192.0.2.1", 26), bound));
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp://", "lmtp://", "lmtp:///", "pop3://127.0.0.1:110", "/run/mail/lmtp", "lmtp://run/x:x",
        "lmtp://127.0.0.1:24/x", "://127.0.0.1:24", "2525", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:x", "::1:25",
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
