package org.fingerpost.testmode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.fingerpost.api.policy.Reading;
import org.fingerpost.rules.cf.SendmailCfReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code -d} and {@code -bv} print; the texts are those of sendmail 8.17. */
class DebugTest {

    private static final String POLICY = """
            V10/Berkeley
            DnMAILER-DAEMON
            D{late}l.ate
            O OperatorChars=.:%@!^/[]+
            Kari arith
            Mlocal, P=[FILE], F=lsm, S=3, R=4, A=FILE $u
            Mnet, P=[IPC], F=m, S=3, R=4, A=TCP $h
            S3
            R$&{late} $*\t$: late $1
            Rsum $- $-\t$: $(ari + $@ $1 $@ $2 $)
            Rloop $+\tloop $1
            S4
            R$* < $* > $*\t$1 $2 $3
            S0
            Rnobody\t$#error $@ 5.1.1 $: "550 nobody here"
            R$- @ $+\t$#net $@ $2 $: $1 < @ $2 >
            R$*\t$#local $: $1
            """;

    @TempDir
    Path directory;

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(octets);
    private final DebugLevels debug = new DebugLevels();

    private Reading reading() throws IOException {
        Path file = Files.writeString(directory.resolve("test.cf"), POLICY, StandardCharsets.ISO_8859_1);
        Reading reading = new SendmailCfReader("relay.conf.example").read(file, directory);
        assertTrue(reading.isUsable(), reading.problems().toString());
        return reading;
    }

    private String shown(String... commands) throws IOException {
        new TestMode(reading().policy(), directory, new TableTypes(), debug, out)
                .run(new ByteArrayInputStream(String.join("\n", commands).getBytes(StandardCharsets.ISO_8859_1)));
        return octets.toString(StandardCharsets.ISO_8859_1).replaceAll("(?s)\\A.*?\n> |(?m)^> ", "");
    }

    @Test
    void rulesAreShownAsTheyAreTried() throws IOException {
        assertEquals("""
                3                  input: sum 1 2
                -----trying rule: $&{late} $*
                rewrite: LHS $&{late} => "l.ate"
                ----- rule fails
                -----trying rule: sum $- $-
                -----rule matches: $: $( ari + $@ $1 $@ $2 $)
                map_lookup(ari, +, %0=+, %1=1, %2=2) => 3 (0), ad=0
                rewritten as: 3
                -----trying rule: loop $+
                ----- rule fails
                3                returns: 3
                """, shown("-d21.12,60.5", "3 sum 1 2").replaceAll("^> ", ""));
    }

    @Test
    void rulesThatFailAreToldWithoutTheRulesThemselves() throws IOException {
        assertEquals("""
                3                  input: sum 1 2
                ----- rule fails
                rewritten as: 3
                ----- rule fails
                3                returns: 3
                """, shown("-d21.10", "3 sum 1 2").replaceAll("^> |(?m)^rewrite: .*\n", ""));
    }

    @Test
    void ruleThatAppliesForEverIsShownWithItsTokens() throws IOException {
        assertEquals("""
                3                  input: loop x
                Infinite loop in ruleset 3, rule 3
                workspace:  loop x
                3                returns: loop x
                """, shown("-d21.1", "3 loop x").replaceAll("^> ", ""));
    }

    @Test
    void levelsAreTakenInAllForms() {
        debug.set("21.12,60-62.5,nonsense, 7");
        assertTrue(debug.at(21, 12) && debug.at(61, 5) && debug.at(7, 1));
        assertFalse(debug.at(21, 13) || debug.at(63, 1) || debug.at(7, 2));
        debug.set("21.0");
        assertFalse(debug.at(21, 1));
        debug.set("");
        assertTrue(debug.at(99, 1));
    }

    @Test
    void recipientsAreVerifiedWithoutARouter() throws IOException {
        int status = new VerifyMode(reading().policy(), directory, new TableTypes(), debug, out)
                .run(List.of("tef@z.example,ann@a.example", "nobody", "eric"));
        out.flush();
        assertEquals("""
                nobody... nobody here
                eric... deliverable: mailer local, user eric
                ann@a.example... deliverable: mailer net, host a.example, user ann@a.example
                tef@z.example... deliverable: mailer net, host z.example, user tef@z.example
                """, octets.toString(StandardCharsets.ISO_8859_1));
        assertEquals(67, status);
    }

    @Test
    void optionsOfTheCommandLineAreRead() {
        CommandLine line = CommandLine.read(List.of("-bv", "-C", "x.cf", "-d21.12", "-oi", "-f", "me", "--", "-odd", "b"), null);
        assertEquals("v", line.mode());
        assertEquals("x.cf", line.policy().orElseThrow().toString());
        assertTrue(line.debug().at(21, 12));
        assertEquals(List.of("-odd", "b"), line.addresses());
        assertEquals("", line.objection());
    }

    @Test
    void unknownOptionIsNamed() {
        assertEquals("unknown option -Z", CommandLine.read(List.of("-bt", "-vZ", "-Y"), null).objection());
        assertEquals("unknown option --verbose", CommandLine.read(List.of("-bt", "--verbose"), null).objection());
    }
}
