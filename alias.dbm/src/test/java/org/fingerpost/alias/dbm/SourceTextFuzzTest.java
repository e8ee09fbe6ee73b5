package org.fingerpost.alias.dbm;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.fingerpost.api.table.TableException;
import org.junit.jupiter.params.provider.MethodSource;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any octets as an aliases file or as what makemap takes: entries, or a {@link TableException}. */
class SourceTextFuzzTest {

    private static final SourceLimits LIMITS = new SourceLimits(1000, 1 << 20);

    static Stream<byte[]> texts() {
        return Stream.of("staff: ann, bob\n\tcarol\n# comment\nroot: ann\\\n, bob\n", "\"a b\": c\n", "\"a\nb: c", ": x\n",
                "a:\n", "key value\n",
                " x\n", "a\\:b: c", "a: b\r\n").map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("texts")
    @DictionaryEntries({"\\x0a", "\\x0a\\x09", "\\\\\\x0a", ": ", "\\\""})
    @FuzzTest(maxDuration = "10m")
    void anyText(byte[] octets) throws IOException {
        for (Syntax syntax : Syntax.values()) {
            try {
                new SourceText(Path.of("aliases"), new SourceForm(syntax, new Keys(true, false)), LIMITS,
                        new Reports(line -> { }, line -> { }), new NameCheck(null), SourceTextFuzzTest::check)
                                .read(new ByteArrayInputStream(octets));
            } catch (TableException e) {
                assertFalse(e.getMessage().isEmpty());
            }
        }
    }

    private static void check(String key, String value, int line) {
        assertFalse(key.contains("\n") || value.isEmpty() || value.indexOf('\0') >= 0 || value.indexOf('\r') >= 0 || line < 1,
                key + "\t" + value);
        assertTrue(value.length() <= 1000);
    }
}
