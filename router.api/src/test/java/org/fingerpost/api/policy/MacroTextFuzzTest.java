package org.fingerpost.api.policy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.params.provider.MethodSource;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any text as macros that use each other: the first line is {@code $a}, the second one {@code $b} and so on. */
class MacroTextFuzzTest {

    static Stream<byte[]> texts() {
        return Stream.of("$b@$c\n$?cof $c$|none$.\n${d}\nhost", "$a$a$a", "$?a$?b$?c$|$.$.", "$b$b$b\n$c$c$c\n$d$d$d\n$e$e$e\nx",
                "$", "${a",
                "$$x$", "$|$.$&b").map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("texts")
    @DictionaryEntries({"$?", "$|", "$.", "$&", "${", "$$", "\\x0a"})
    @FuzzTest(maxDuration = "10m")
    void anyMacros(byte[] octets) {
        String[] lines = new String(octets, StandardCharsets.ISO_8859_1).split("\n");
        Map<String, MacroText> macros = new HashMap<>();
        for (int i = 0; i < lines.length && i < 26; i++) {
            macros.put(String.valueOf((char) ('a' + i)), MacroText.parse(lines[i]));
        }
        for (MacroText text : macros.values()) {
            String expanded = text.expand(name -> Optional.ofNullable(macros.get(name)));
            assertTrue(expanded.length() <= MacroText.MAX_LENGTH, "a text of " + expanded.length() + " characters");
            text.mentions("a");
        }
    }
}
