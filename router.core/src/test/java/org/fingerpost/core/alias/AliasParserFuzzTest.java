package org.fingerpost.core.alias;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.provider.MethodSource;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any octets as the right side of an alias. */
class AliasParserFuzzTest {

    static Stream<byte[]> values() {
        return Stream.of("ann, bob@far.example", "\"|prog a, b\", /var/mail/x, \\ann", ":include:/etc/list", "\"/a\\\"b\"",
                "a (b, c) <d, e>", ":error:550 5.7.1 a, b",
                "|prog", "\"|a\\\\", "\\", ",,").map(value -> value.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("values")
    @DictionaryEntries({"\"|", "\"/", ":include:", "\\\\"})
    @FuzzTest(maxDuration = "10m")
    void anyValue(byte[] octets) {
        List<AliasTarget> targets = AliasParser.parse(new String(octets, StandardCharsets.ISO_8859_1));
        assertTrue(targets.size() <= octets.length / 2 + 1, "more targets than commas");
    }
}
