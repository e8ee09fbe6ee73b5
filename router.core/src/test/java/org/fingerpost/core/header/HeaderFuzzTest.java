package org.fingerpost.core.header;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.junit.jupiter.params.provider.MethodSource;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any octets as a message: its header is the same however they come, and none of them is lost. */
class HeaderFuzzTest {

    static Stream<byte[]> messages() {
        return Stream.of("From: a@b\r\nTo: c,\r\n\td (e)\r\n\r\nbody", "From me\r\nSubject: x\r\nno field\r\n",
                "To: list: a, <b>;\r\n", " x\r\n",
                "A:\r\n \r\n\r\n", "Subject : x\r\n\r\n", "X\u00e9: y\r\n", "To: \"a, b\" <c>, [d\r\nBcc: x", "A: b\nC: d\r\r\n")
                .map(message -> message.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("messages")
    @DictionaryEntries({"\\x0d\\x0a", "\\x0d\\x0a\\x09", "To:", "From ", "Resent-To:", ": "})
    @FuzzTest(maxDuration = "10m")
    void anyMessage(byte[] octets) {
        HeaderParser whole = new HeaderParser(1 << 16, 100);
        HeaderParser pieces = new HeaderParser(1 << 16, 100);
        try {
            whole.feed(octets, 0, octets.length);
            whole.end();
        } catch (HeaderTooLargeException e) {
            return;
        }
        try {
            for (int i = 0; i < octets.length && !pieces.isComplete(); i++) {
                assertEquals(1, pieces.feed(octets, i, 1));
            }
            pieces.end();
        } catch (HeaderTooLargeException e) {
            throw new AssertionError("too large in pieces, but not as a whole", e);
        }
        assertEquals(text(whole.header()), text(pieces.header()));
        assertArrayEquals(whole.pushedBack(), pieces.pushedBack());
        Header header = whole.header();
        assertTrue(text(header).length() <= octets.length + 2, "the header has grown");
        RecipientFields.addresses(header)
                .forEach(address -> assertTrue(address.chars().noneMatch(c -> c == '\r' || c == '\n' || c == 0)));
        RecipientFields.withoutBcc(header);
        header.fields().forEach(field -> assertTrue(AddressItems.of(field.value()).stream().noneMatch(String::isEmpty)));
    }

    private static String text(Header header) {
        return header.fields().stream().map(HeaderField::raw).collect(Collectors.joining("\r\n"));
    }
}
