package org.fingerpost.api.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.fingerpost.api.rewrite.Tokenizer.Tokenization;
import org.junit.jupiter.params.provider.MethodSource;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any octets as an address: bounded tokens, which joined and cut again are the same. */
class TokenizerFuzzTest {

    private static final List<String> OPERATORS = List.of(".:%@!^/[]+", ".:@[]", "", "\"\\() <", ".:%@!^/[]+$*");

    static Stream<byte[]> addresses() {
        return Stream.of("user@host.example", "\"joe smith\"@far.example (comment (nested)) , b", "<@a,@b:c%d@e>", "a!b!c@d",
                "\"unbalanced", "(unbalanced", "<unbalanced", "un>balanced)", "back\\slash\\", "a\\!b \\\"q\\\" c",
                "[IPv6:::1]", "")
                .map(address -> ("\0" + address).getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("addresses")
    @DictionaryEntries({"\\\"", "\\\\", "<@", "\\!", "(", ")"})
    @FuzzTest(maxDuration = "10m")
    void anyAddress(byte[] octets) {
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        int choice = text.isEmpty() ? 0 : text.charAt(0);
        String address = text.isEmpty() ? "" : text.substring(1);
        Tokenizer tokenizer = new Tokenizer(OPERATORS.get(choice % OPERATORS.size()));
        check(tokenizer, address);
        check(tokenizer.keepingComments(), address);
        check(tokenizer.joiningBy('.'), address);
        for (String token : tokenizer.forRules().tokenize(address).tokens()) {
            assertTrue(!token.isEmpty(), "an empty token of a rule");
        }
    }

    private static void check(Tokenizer tokenizer, String address) {
        Tokenization cut = tokenizer.tokenize(address);
        assertTrue(cut.isUsable() || cut.tokens().isEmpty(), "tokens of what cannot be cut");
        assertTrue(cut.tokens().size() <= Tokenizer.MAX_TOKENS, "too many tokens");
        for (String token : cut.tokens()) {
            assertTrue(!token.isEmpty() && token.length() <= Tokenizer.MAX_TOKEN_LENGTH, token);
        }
        assertTrue(cut.problems().size() <= address.length() + 2, "more problems than octets");
        // Sendmail's own marks, which no address may hold, are joined without the blanks that separated them.
        boolean marks = address.chars().anyMatch(c -> c >= 0x80 && c < 0xa0 || c == 0xff);
        if (cut.problems().isEmpty() && !marks) {
            assertEquals(cut.tokens(), tokenizer.joiningBy(' ').tokenize(tokenizer.joiningBy(' ').join(cut.tokens())).tokens());
        }
    }
}
