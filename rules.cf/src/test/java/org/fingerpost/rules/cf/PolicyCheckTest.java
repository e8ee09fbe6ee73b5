package org.fingerpost.rules.cf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCheckTest {

    @TempDir
    private Path directory;
    private String said;

    private int check(String text) throws IOException {
        return check(new String[] {directory.toString(), Files.writeString(directory.resolve("x.cf"), text).toString()});
    }

    private int check(String[] words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.ISO_8859_1);
        int status = PolicyCheck.check(words, stream, stream);
        said = out.toString(StandardCharsets.ISO_8859_1);
        return status;
    }

    @Test
    void allThatIsWrongIsSaid() throws IOException {
        assertEquals(78, check("V10/Berkeley\n?x\nFwnames\nMlocal, P=[FILE], F=A, A=FILE $u\n"));
        String file = directory.resolve("x.cf").toString();
        assertTrue(said.contains(file + ":2:") && said.contains("\"?x\""), said);
        assertTrue(said.contains(file + ":3:"), said);
        assertTrue(said.contains(file + ": 2 errors, "), said);
    }

    @Test
    void warningsAreNoErrors() throws IOException {
        assertEquals(0, check("V10/Berkeley\nQx\n"));
        assertTrue(said.contains("x.cf: no errors, "), said);
    }

    @Test
    void namesThatNobodyDefinesAreAWarning() throws IOException {
        assertEquals(0, check("V10/Berkeley\nKhosts hash -o x\nS0\nRa $+\t$: $>Later $1\n"
                + "Rb $+\t$: $>Latre $1\nRc $+\t$: $(Hosts $1 $)\n"
                + "Rd $+\t$: $(hsots $1 $)\nRe $+\t$: $(host $1 $) $>97 $>$1 $>\"Latre\" $>\"Later\"\nSLater\n"));
        String file = directory.resolve("x.cf").toString();
        assertTrue(said.contains(file + ":5:10: warning: rule set Latre is called, and not defined here."), said);
        assertTrue(said.contains("    Rb $+\t$: $>Latre $1\n         \t   ^~~~~~~\n"), said);
        assertTrue(said.contains(file + ":7:10: warning: table hsots is asked, and not declared here."), said);
        assertEquals(2, said.split(" here\\. ", -1).length - 1, said);
    }

    @Test
    void aWordThatExcusesNothingIsNamed() throws IOException {
        assertEquals(78, check("V10/Berkeley\nO DontBlameSendmail=TrustStickyBits\n"));
        assertTrue(said.contains("x.cf:2:") && said.contains("\"TrustStickyBits\"") && said.contains("TrustStickyBit?"), said);
    }

    @Test
    void aClassThatAnybodyCouldFillIsNotRead() throws IOException {
        Path words = Files.writeString(directory.resolve("words"), "a\n");
        Files.setPosixFilePermissions(words, PosixFilePermissions.fromString("rw-rw-rw-"));
        String text = "V10/Berkeley\nFx" + words + "\nO DontBlameSendmail=";
        assertEquals(78, check(text + "safe\n"));
        assertTrue(said.contains("x.cf:2:3: class x: " + words + ": world-writable file"), said);
        assertEquals(0, check(text + "TrustStickyBit,\n\tClassFileInUnsafeDirPath\n"));
        assertEquals(0, check(text.replace("Fx", "Fx-o ") + "safe\n"));
        assertTrue(said.contains("warning: class x: " + words + ": world-writable file"), said);
    }

    @Test
    void whatIsNotThereOrNotAskedIsNamed() {
        assertEquals(66, check(new String[] {directory.toString(), directory.resolve("none.cf").toString()}));
        assertTrue(said.contains("cannot read " + directory.resolve("none.cf")), said);
        assertEquals(64, check(new String[0]));
    }
}
