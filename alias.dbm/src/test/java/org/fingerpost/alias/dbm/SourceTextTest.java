package org.fingerpost.alias.dbm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.fingerpost.api.table.TableException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTextTest {

    @TempDir
    Path directory;
    private Path file;
    private final List<String> warnings = new ArrayList<>();

    @BeforeEach
    void name() {
        file = directory.resolve("aliases");
    }

    @Test
    void continuationLinesAreJoinedAndCommentsAreNoPartOfValues() throws Exception {
        Text text = aliases("a: eric,\n  tef,\n\tanna\n# comment\nb: eric # not comment\n");
        assertEquals(Map.of("a", "eric,  tef,\tanna", "b", "eric # not comment"), text.entries());
        assertEquals(file + ": 2 aliases, longest 18 bytes, 36 bytes total", text.summary());
    }

    @Test
    void summaryIsSendmails() throws Exception {
        assertEquals(file + ": 2 aliases, longest 13 bytes, 30 bytes total",
                aliases("list: eric, nosuch1\nowner-list: tef\n").summary());
        assertEquals(file + ": 0 aliases, longest 0 bytes, 0 bytes total", aliases("").summary());
    }

    @Test
    void namesAreFoldedButNotTheOctetsOfUtf8() throws Exception {
        assertEquals(Map.of("mailer-daemon", "Postmaster", "\u00c3\u0089", "x"),
                aliases("MAILER-Daemon: Postmaster\n\u00c3\u0089: x").entries());
    }

    @Test
    void quotedNamesMayHoldBlanksAndColons() throws Exception {
        assertEquals(Map.of("a b:c", "x", "d\"e", "y", "f:g", "z"), aliases("\"A b:c\": x\n\"d\\\"e\": y\nf\\:g: z\n").entries());
    }

    @Test
    void programsFilesAndInclusionsStayAsWritten() throws Exception {
        assertEquals(Map.of("p", "\"|/bin/prog a 'b c'\"", "f", "/var/mail/x", "l", ":include:/etc/list"),
                aliases("p: \"|/bin/prog a 'b c'\"\nf: /var/mail/x\nl: :include:/etc/list\n").entries());
    }

    @Test
    void backslashAtTheEndJoinsLines() throws Exception {
        assertEquals(Map.of("a", "b,c"), aliases("a: b,\\\nc\n").entries());
    }

    @Test
    void whatContinuesACommentIsComment() throws Exception {
        assertEquals(Map.of("b", "x"), aliases("#a: eric,\n  tef\n\tanna\nb: x\n").entries());
        assertEquals(List.of(file + ":2: Warning: continues a comment, so it does not count",
                file + ":3: Warning: continues a comment, so it does not count"), warnings);
    }

    @Test
    void linesMayEndWithCrLfAndTheLastOneWithNothing() throws Exception {
        assertEquals(Map.of("a", "eric,  tef", "b", "x"), aliases("a: eric,\r\n  tef\r\n\r\nb: x").entries());
    }

    @Test
    void octetsThatAreNoTextAreRefused() {
        String message = assertThrows(TableException.class, () -> aliases("a: x\0y\nb: x\rc: y\n")).getMessage();
        assertEquals(List.of(file + ":1: a NUL octet", file + ":2: a CR without LF"), message.lines().toList());
    }

    @Test
    void linesAndEntriesHaveLimits() throws Exception {
        SourceLimits limits = new SourceLimits(100_000, 1 << 20);
        String long100000 = "a: " + "x".repeat(99_997);
        assertEquals(99_997, read(Syntax.ALIASES, long100000 + "\nb: y\n", limits).entries().get("a").length());
        assertEquals(file + ":1: a line of more than 100000 octets",
                assertThrows(TableException.class, () -> read(Syntax.ALIASES, long100000 + "x\nb: y\n", limits)).getMessage());
        assertEquals(file + ":1: a line of more than 100000 octets",
                assertThrows(TableException.class, () -> read(Syntax.ALIASES, "x".repeat(1 << 20), limits)).getMessage());
        assertEquals(file + ":3: an entry of more than 100000 octets, which begins on line 1", assertThrows(TableException.class,
                () -> read(Syntax.ALIASES, ("a: " + "x".repeat(60_000) + "\n " + "y".repeat(30_000)
                        + "\n" + " zzz".repeat(10_000) + "\nb: y\n"), limits)).getMessage());
        assertTrue(assertThrows(TableException.class, () -> aliases("n".repeat(1001) + ": x")).getMessage()
                .endsWith("nnn... a name of more than 1000 octets"));
    }

    @Test
    void allIsTakenAsSendmailTakesIt() throws Exception {
        assertEquals(Map.of("a", "eric,,tef, ,", "b", "eric", "c", ":error: no such", "d", "|\"a b\"", "e", "|/bin/x y",
                "f", "eric # no comment", "g", "list: b, c;"), aliases("a: eric,,tef, ,\nb\t:eric\nc: :error: no such\n"
                        + "d: |\"a b\"\ne:|/bin/x y\nf: eric # no comment\ng: list: b, c;\n").entries());
    }

    @Test
    void everyBadLineIsNamed() {
        String message = assertThrows(TableException.class,
                () -> aliases("good: x\nno colon here\nempty:\n\n  stray\n: nobody\nfoo bar: x\n# c\n\t\nlast: y")).getMessage();
        assertEquals(List.of(
                file + ":2: missing colon",
                file + ":3: empty... missing value",
                file + ":5: a line that continues none begins with white space",
                file + ":6: no name before the colon",
                file + ":7: foo bar... illegal alias name: a blank outside quotes"), message.lines().toList());
    }

    @Test
    void aFloodOfBadLinesIsCountedOnly() {
        TableException e = assertThrows(TableException.class, () -> aliases("bad\n".repeat(5000)));
        List<String> lines = e.getMessage().lines().toList();
        assertEquals(101, lines.size());
        assertEquals(file + ": 4900 more bad lines", lines.get(100));
    }

    @Test
    void makemapSyntaxIsKeyAndValue() throws Exception {
        assertEquals(Map.of("example.org", "esmtp:[mx]  x", "a:b", "c"),
                read(Syntax.MAKEMAP, "# table\nExample.ORG\t esmtp:[mx]  x\n\na:b c\n").entries());
    }

    @Test
    void makemapSyntaxWantsAValue() {
        TableException e = assertThrows(TableException.class, () -> read(Syntax.MAKEMAP, "ok v\nalone\n"));
        assertTrue(e.getMessage().startsWith(file + ":2: alone... missing value"), e.getMessage());
    }

    private Text aliases(String text) throws IOException, TableException {
        return read(Syntax.ALIASES, text);
    }

    private Text read(Syntax syntax, String text) throws IOException, TableException {
        return read(syntax, text, SourceLimits.DEFAULT);
    }

    private Text read(Syntax syntax, String text, SourceLimits limits) throws IOException, TableException {
        Map<String, String> entries = new HashMap<>();
        SourceText source = new SourceText(file, new SourceForm(syntax, new Keys(true, false)), limits,
                new Reports(warnings::add, line -> { }), new NameCheck(null), (key, value, line) -> entries.put(key, value));
        return new Text(entries, source.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1))));
    }

    private record Text(Map<String, String> entries, String summary) {
    }
}
