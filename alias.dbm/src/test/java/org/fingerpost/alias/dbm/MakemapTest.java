package org.fingerpost.alias.dbm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of lines is what makemap of sendmail 8.17.1 says. */
class MakemapTest {

    private static final String TEXT =
            "# comment\n\nUpper\tVal Two  \n\"quoted\" q\ndup one\ndup two\n lead x\nnoval\n\u00e9 \u00fc\n";

    @TempDir
    Path directory;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int makemap(String options, String input) {
        out.reset();
        err.reset();
        List<String> args = new ArrayList<>(options.isEmpty() ? List.of() : List.of(options.split(" ")));
        args.add(directory.resolve("map").toString());
        return run(args, input);
    }

    private int run(List<String> args, String input) {
        return Makemap.run(args.toArray(String[]::new), new ByteArrayInputStream(input.getBytes(StandardCharsets.ISO_8859_1)),
                new PrintStream(out, true, StandardCharsets.ISO_8859_1), new PrintStream(err, true, StandardCharsets.ISO_8859_1));
    }

    private String dump() {
        assertEquals(0, makemap("-u hash", ""));
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private List<String> complaints() {
        return err.toString(StandardCharsets.ISO_8859_1).lines()
                .map(line -> line.replace("makemap: " + directory.resolve("map") + ": ", "")).toList();
    }

    private Lookup ask(String arguments, String key) throws TableException {
        try (AliasTable table = (AliasTable) new AliasTableType().open(new TableDeclaration("m", "hash", arguments, directory))) {
            return table.lookup(key, List.of());
        }
    }

    @Test
    void badLinesAreReportedAndLeftOut() {
        assertEquals(65, makemap("hash", TEXT));
        assertEquals(List.of("line 7: syntax error (leading space)",
                "line 8: no RHS for LHS noval", "line 6: key dup: duplicate key"), complaints());
        assertEquals("upper\tVal Two  \n\"quoted\"\tq\ndup\tone\n\u00e9\t\u00fc\n", dump());
    }

    @Test
    void options() {
        assertEquals(0, makemap("-N -d btree", "dup one\nDup two\n"));
        assertEquals("dup\tone\n", dump());
        assertEquals(0, makemap("-r -c 100 hash", "dup one\ndup two\n"));
        assertEquals("dup\ttwo\n", dump());
        assertEquals(0, makemap("-f hash", "Dup one\ndup two\n"));
        assertEquals("Dup\tone\ndup\ttwo\n", dump());
        assertEquals(0, makemap("-e hash", "key\n"));
        assertEquals("key\t\n", dump());
        assertEquals(0, makemap("-t: -D ; hash", "; comment\nmy key:the value\n"));
        assertEquals("my key\tthe value\n", dump());
        assertEquals(0, makemap("-o hash", "more x\n"));
        assertEquals("my key\tthe value\nmore\tx\n", dump());
        assertEquals(0, makemap("-v hash", "A b\n"));
        assertEquals("key=`a', val=`b'\n", out.toString(StandardCharsets.ISO_8859_1));
        assertEquals(0, run(List.of("-l"), ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "-x hash", "hash more", "-D"})
    void commandLinesThatMakeNoSense(String options) {
        assertEquals(64, makemap(options, "a b\n"));
        assertTrue(err.toString(StandardCharsets.ISO_8859_1).contains("usage: makemap"), err::toString);
        assertFalse(Files.exists(directory.resolve("map.db")));
    }

    @Test
    void whatCannotBeReadOrWritten() {
        assertEquals(66, makemap("-u hash", ""));
        assertEquals(73, run(List.of("hash", directory.resolve("none/map").toString()), "a b\n"));
    }

    @Test
    void anIndexOfMakemapCountsWhateverTheTextHolds() throws Exception {
        Files.writeString(directory.resolve("map"), "key of the text\n");
        assertEquals(new Lookup.Found("of the text"), ask("map", "KEY"));
        assertEquals(0, makemap("hash", "key of makemap\n"));
        assertEquals(new Lookup.Found("of makemap"), ask("map", "KEY"));
        assertEquals(new Lookup.Found("of makemap"), ask("-f map.db", "key"));
        Files.delete(directory.resolve("map"));
        assertEquals(new Lookup.Found("of makemap"), ask("map", "KEY"));
    }

    @Test
    void nothingIsLeftBesideTheIndex() throws Exception {
        makemap("hash", "a b\n");
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(directory.resolve("map.db")), files.toList());
        }
        assertEquals("rw-r-----", java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("map.db"))));
    }

    @Test
    void aDatabaseOfSendmailIsLeftAlone() throws Exception {
        byte[] theirs = ByteBuffer.allocate(8192).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(12, 0x061561).array();
        Files.write(directory.resolve("map.db"), theirs);
        Files.writeString(directory.resolve("map"), "key of the text\n");
        assertEquals(new Lookup.Found("of the text"), ask("map", "key"));
        assertEquals(8192, Files.size(directory.resolve("map.db")));
        assertEquals(-1, java.util.Arrays.mismatch(theirs, Files.readAllBytes(directory.resolve("map.db"))));
    }
}
