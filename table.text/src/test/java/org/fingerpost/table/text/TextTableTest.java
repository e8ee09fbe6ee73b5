package org.fingerpost.table.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.unix.FileSafety;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers here are those that sendmail 8.17.1 gives for the same file, flags and keys. */
class TextTableTest {

    private static final String LETTERS = """
            # a comment
            a:b
            c:
            e:one two three
            f:"quoted value"
            g:%0 and %1 and %2 and %%
            Upper:UPPER.Case
            k1:v1:v2:v3
            sp ace:has space
            sp_ace:hash space
            "q":quoted key
            q:bare key
            nocolon
            twice:first
            TWICE:second
            lost
            lost:found
            x:50% %z %
            """;

    private static final String WORDS = "eins one\nzwei   two\n\tdrei\tthree\nvier four extra\n\n  \na words-a\n";

    @TempDir
    Path directory;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(directory.resolve("letters"), LETTERS, StandardCharsets.ISO_8859_1);
        Files.writeString(directory.resolve("words"), WORDS, StandardCharsets.ISO_8859_1);
    }

    @Test
    void aFileThatOthersCanWriteIsNotRead() throws Exception {
        Path words = directory.resolve("words");
        Files.setPosixFilePermissions(words, PosixFilePermissions.fromString("rw-rw-rw-"));
        TableDeclaration declaration = new TableDeclaration("t", "text", "-k0 -v1 words", directory);
        Lookup.Unavailable refused = assertInstanceOf(Lookup.Unavailable.class,
                new TextTableType().open(declaration).lookup("eins", List.of()));
        assertTrue(refused.reason().contains("unsafe map file: " + words.toRealPath() + ": world-writable file"),
                refused.reason());
        assertEquals(new Lookup.Found("one"), new TextTableType()
                .open(declaration.withSafety(FileSafety.parse("MapInUnsafeDirPath")))
                .lookup("eins", List.of()));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', textBlock = """
            # flags,                  key,       value; none if it is not found
            -k0 -v1 -z:,              a,         b
            -k0 -v1 -z:,              c,         ''
            -k0 -v1 -z:,              '',
            -k0 -v1 -z:,              # a comment,
            -k0 -v1 -z:,              upper,     UPPER.Case
            -k0 -v1 -z: -f,           UPPER,     UPPER.Case
            -k0 -v1 -z:,              e,         one two three
            -k0 -v1 -z:,              f,         "quoted value"
            -k0 -v1 -z:,              k1,        v1
            -k0 -v2 -z:,              k1,        v2
            -k0 -v2 -z:,              a,
            -k0 -v9 -z:,              k1,
            -k5 -v1 -z:,              a,
            -k1 -v0 -z:,              b,         a
            -k 0 -v 1 -z:,            a,         b
            -z:,                      A,         a
            -z: -k0,                  upper,     Upper
            -k0 -v1 -z: -a<+>,        a,         b<+>
            -k0 -v1 -z: -m -aYES,     Upper,     UpperYES
            -k0 -v1 -z:,              q,         bare key
            -k0 -v1 -z: -q,           "q",       quoted key
            -k0 -v1 -z:,              sp ace,    has space
            -k0 -v1 -z:,              twice,     first
            -k0 -v1 -z:,              lost,
            -k0 -v1 -z:,              g,         g and one and two and %
            -k0 -v1 -z:,              x,         '50% %z %'
            -z\\t,                    a:b,       a:b
            -A -N -O -D -t -k0 -z: -v1, a,       b
            """)
    void columnsOfDelimitedLines(String flags, String key, String value) throws TableException {
        assertEquals(expected(value), lookup(flags + " letters", key == null ? "" : key, "one", "two"));
    }

    @ParameterizedTest
    @CsvSource({"one,eins", "two,zwei", "four,vier", "extra,", "eins,", "words-a,a"})
    void columnsBetweenWhiteSpace(String key, String value) throws TableException {
        assertEquals(expected(value), lookup("-k1 -v0 words", key));
    }

    @Test
    void leadingWhiteSpaceIsSkippedForTheFirstColumn() throws TableException {
        assertEquals(new Lookup.Found("drei"), lookup("words", "drei"));
    }

    @Test
    void argumentsThatAreNotThereVanish() throws TableException {
        assertEquals(new Lookup.Found("g and  and  and %"), lookup("-k0 -v1 -z: letters", "g"));
    }

    @Test
    void anAbsentFileIsTroubleUnlessOptional() throws TableException {
        assertEquals(new Lookup.Unavailable(directory.resolve("none") + ": no such file"), lookup("none", "a"));
        assertEquals(Lookup.NOT_FOUND, lookup("-o none", "a"));
        assertEquals(new Lookup.NotFound(75), lookup("-t none", "a"));
        assertInstanceOf(Lookup.Unavailable.class, lookup("-T<TMPF> none", "A"), "as in sendmail -T is for what can be asked");
    }

    @Test
    void absoluteNamesStayAbsolute() throws TableException {
        assertEquals(new Lookup.Found("b"), lookup("-v1 -z: " + directory.resolve("letters"), "a"));
    }

    @Test
    void declarationsThatMakeNoSenseAreRefused() {
        assertTrue(refusal("-kname letters").contains("-kname"));
        assertTrue(refusal("-v letters").contains("-v"));
        assertTrue(refusal("-o").contains("no file name"));
    }

    private String refusal(String arguments) {
        return assertThrows(TableException.class, () -> lookup(arguments, "a")).getMessage();
    }

    private static Lookup expected(String value) {
        return value == null ? Lookup.NOT_FOUND : new Lookup.Found(value);
    }

    private Lookup lookup(String arguments, String key, String... values) throws TableException {
        return new TextTableType().open(new TableDeclaration("t", "text", arguments, directory)).lookup(key, List.of(values));
    }
}
