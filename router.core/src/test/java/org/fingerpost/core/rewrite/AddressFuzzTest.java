package org.fingerpost.core.rewrite;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.junit.jupiter.params.provider.MethodSource;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any octets as the value of an address field. */
class AddressFuzzTest {

    static Stream<byte[]> values() {
        return Stream.of("Ann <ann@far.example>, bob (Bob (the) builder)", "list: a, b <b@c>;, d", "\"x, y\" <@a,@b:c@d>", "<a",
                "a>", "(a",
                "a)", "\"a", "a\\", "host::user", "a:b", "x <<y>>", "[a:b]@c, d", "Joe . Smith <js>")
                .map(v -> v.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("values")
    @DictionaryEntries({"\\\"", "\\\\", "<@", "::", "(", ")"})
    @FuzzTest(maxDuration = "10m")
    void anyValue(byte[] octets) {
        String value = new String(octets, StandardCharsets.ISO_8859_1);
        frame(value, true);
        frame(value, false);
    }

    private static void frame(String value, boolean colonOk) {
        AddressFrame frame = AddressFrame.of(value, colonOk);
        int length = frame.before().length() + frame.address().length() + frame.after().length();
        assertTrue(length <= 4 * value.length() + 16, "a frame of " + length + " characters around " + value.length());
    }
}
