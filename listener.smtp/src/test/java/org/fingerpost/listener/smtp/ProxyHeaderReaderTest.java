package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.fingerpost.listener.smtp.ProxyHeaderReader.Endpoints;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyHeaderReaderTest {

    private static final String SIGNATURE = "0D0A0D0A000D0A515549540A";

    /** Text, or hexadecimal digits after a number sign; then what follows it. */
    private static byte[] octets(String header) {
        if (!header.startsWith("#")) {
            return (header.replace("\\r", "\r").replace("\\n", "\n")).getBytes(StandardCharsets.ISO_8859_1);
        }
        String hex = header.substring(1).replace("SIG", SIGNATURE).replace(" ", "");
        byte[] octets = new byte[hex.length() / 2];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
        }
        return octets;
    }

    @ParameterizedTest
    @CsvSource({
        "PROXY TCP4 192.0.2.1 198.51.100.2 1234 25\\r\\n, 192.0.2.1 1234 198.51.100.2",
        "PROXY TCP6 2001:db8::1 2001:db8::2 1234 25\\r\\n, 2001:db8::1 1234 2001:db8::2",
        "PROXY UNKNOWN\\r\\n, nobody",
        "PROXY UNKNOWN ffff:f...f:ffff 1 2\\r\\n, nobody",
        "#SIG 21 11 000C C0000201 C6336402 04D2 0019, 192.0.2.1 1234 198.51.100.2",
        "#SIG 21 21 0024 20010DB8000000000000000000000001 20010DB8000000000000000000000002 04D2 0019, 2001:db8::1 1234 2001:db8::2",
        "#SIG 21 11 0013 C0000201 C6336402 04D2 0019 04000401020304, 192.0.2.1 1234 198.51.100.2",
        "#SIG 20 00 0000, nobody",
        "#SIG 20 11 000C C0000201 C6336402 04D2 0019, nobody",
        "#SIG 21 00 0000, nobody",
        "#SIG 21 31 0004 2F612F62, nobody",
    })
    void headersOfBothVersionsCutAnywhere(String header, String expected) throws Exception {
        byte[] all = (new String(octets(header), StandardCharsets.ISO_8859_1) + "EHLO x").getBytes(StandardCharsets.ISO_8859_1);
        for (int cut = 0; cut <= all.length - 6; cut++) {
            List<Optional<Endpoints>> told = new ArrayList<>();
            ProxyHeaderReader reader = new ProxyHeaderReader(told::add);
            ByteBuffer first = ByteBuffer.wrap(all, 0, cut);
            boolean done = reader.read(first);
            ByteBuffer rest = ByteBuffer.wrap(all, cut, all.length - cut);
            assertTrue(done || reader.read(rest));
            assertEquals(6, rest.remaining(), "what follows is left");
            assertEquals(expected, told.get(0).map(e -> ClientAddress.text(e.source()) + " " + e.sourcePort() + " "
                    + ClientAddress.text(e.destination())).orElse("nobody"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EHLO x\\r\\n, no PROXY at its beginning",
        "PROXI TCP4 192.0.2.1 198.51.100.2 1234 25\\r\\n, no PROXY at its beginning",
        "PROXY TCP4 192.0.2.1 198.51.100.2 1234 25\\n, does not end with CRLF",
        "PROXY TCP4 192.0.2.1 198.51.100.2 1234\\r\\n, two addresses and two ports",
        "PROXY TCP4 a.example b.example 1234 25\\r\\n, two addresses and two ports",
        "PROXY TCP4 192.0.2.300 198.51.100.2 1234 25\\r\\n, no address",
        "PROXY TCP6 abc 2001:db8::2 1234 25\\r\\n, no address",
        "PROXY UDP4 192.0.2.1 198.51.100.2 1234 25\\r\\n, two addresses and two ports",
        "PROXY xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx, too long",
        "#0D0A0D0A000D0A515549540B 21 11, wrong signature",
        "#16030102, no PROXY at its beginning",
        "#SIG 31 11 000C C0000201 C6336402 04D2 0019, neither LOCAL nor PROXY",
        "#SIG 22 11 000C C0000201 C6336402 04D2 0019, neither LOCAL nor PROXY",
        "#SIG 21 11 000B C0000201 C6336402 04D2 00, too short",
        "#SIG 21 21 000C C0000201 C6336402 04D2 0019, too short",
        "#SIG 21 11 FFFF, 65535 octets long",
        "#SIG 21 11 0801, 2049 octets long",
    })
    void everythingElseIsRefused(String header, String why) {
        ProxyHeaderReader reader = new ProxyHeaderReader(told -> { });
        BadProxyHeader e = assertThrows(BadProxyHeader.class, () -> reader.read(ByteBuffer.wrap(octets(header))));
        assertTrue(e.getMessage().contains(why), e.getMessage());
    }
}
