package org.fingerpost.alias.dbm;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.fingerpost.api.table.TableException;
import org.junit.jupiter.params.provider.MethodSource;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;

/** Any octets as an aliases file or as what makemap takes: entries, or a {@link TableException}. */
class SourceTextFuzzTest {

    private static final Path FILE = Jimfs.newFileSystem(Configuration.unix()).getPath("/aliases");

    static Stream<byte[]> texts() {
        return Stream.of("staff: ann, bob\n\tcarol\n# comment\nroot: ann\\\n, bob\n", "\"a b\": c\n", "\"a\nb: c", ": x\n",
                "a:\n", "key value\n",
                " x\n", "a\\:b: c", "a: b\r\n").map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("texts")
    @DictionaryEntries({"\\x0a", "\\x0a\\x09", "\\\\\\x0a", ": ", "\\\""})
    @FuzzTest(maxDuration = "10m")
    void anyText(byte[] octets) throws IOException {
        Files.write(FILE, octets);
        for (Syntax syntax : Syntax.values()) {
            try {
                SourceText text = SourceText.read(FILE, syntax, new Keys(true, false), warning -> { });
                text.entries().forEach((key, value) -> assertFalse(key.contains("\n") || value.isBlank(), key + "\t" + value));
            } catch (TableException e) {
                assertFalse(e.getMessage().isEmpty());
            }
        }
    }
}
