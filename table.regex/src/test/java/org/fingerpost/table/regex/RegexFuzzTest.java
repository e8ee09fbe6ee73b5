package org.fingerpost.table.regex;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.junit.jupiter.params.provider.MethodSource;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Any octets as a declaration of type {@code regex}, and what is behind an LF as keys: an answer, or a {@link TableException}.
 */
class RegexFuzzTest {

    static Stream<byte[]> declarations() {
        return Stream.of("-a@ ^([0-9]+)<@(.*)>$\nx", "-b -s1,2 \\(a\\)\\{2,3\\}[^]a-z[:digit:]]*\naab", "-n -f [a-\\\nx",
                "(((a*)*)*)*b\naaaaaaaa",
                "a{1000}{1000}\na", "[[.hyphen.]-[=a=]]\n-", "\\1").map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("declarations")
    @DictionaryEntries({"[[:alpha:]]", "\\\\(", "\\\\{1,2\\\\}", "{0,3}", "-s1", "-b ", "[^]"})
    @FuzzTest(maxDuration = "10m")
    void anyExpression(byte[] octets) {
        String[] lines = new String(octets, StandardCharsets.ISO_8859_1).split("\n");
        String arguments = lines.length == 0 ? "" : lines[0];
        try {
            var table = new RegexTableType().open(new TableDeclaration("t", "regex", arguments, Path.of("/")));
            for (int i = 1; i < lines.length; i++) {
                table.lookup(lines[i], List.of("x"));
            }
        } catch (TableException e) {
            assertFalse(e.getMessage().isEmpty());
        }
    }
}
