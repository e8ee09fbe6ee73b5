package org.fingerpost.rules.cf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.fingerpost.api.policy.HeaderDeclaration;
import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.policy.Problem;
import org.fingerpost.api.policy.Reading;
import org.fingerpost.api.policy.Rule;
import org.fingerpost.api.policy.Symbol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendmailCfReaderTest {

    @TempDir
    Path directory;

    @Test
    void machineNamesAreThereUnlessDefined() throws IOException {
        Policy policy = policy("V10", "Dmother.example");
        assertEquals("relay", expanded(policy, "w"));
        assertEquals("relay.conf.example", expanded(policy, "j"));
        assertEquals("other.example", expanded(policy, "m"));
        assertEquals("MAILER-DAEMON", expanded(policy, "n"));
        assertEquals(Set.of("relay", "relay.conf.example", "localhost", "[127.0.0.1]"), policy.classes().get("w"));
        assertEquals("relay.conf.example", expanded(policy("V4"), "w"), "before level 5 $w is the full name");
    }

    @Test
    void macroValuesLoseTheirQuotingAndKeepTheirMacros() throws IOException {
        Policy policy = policy("V10", "Da$b!", "Dbone", "Dbtwo", "D{Long}$?a has $a$| none$.", "Dq\"quo ted\" \\\"x");
        assertEquals("two!", expanded(policy, "a"));
        assertEquals(" has two!", expanded(policy, "Long"));
        assertEquals("quo ted \"x", expanded(policy, "q"));
    }

    @Test
    void classesComeFromLinesAndFiles() throws IOException {
        write("hosts", "one extra\n# comment\n\ntwo\tmore\n");
        Policy policy = policy("V10", "Daalpha", "CX x.y  $a", "C{Long}a", "C{Long}\tb", "F{File}hosts", "F{Second}hosts %*s %s",
                "F{None}-o absent", "Troot daemon");
        assertEquals(Set.of("x.y", "alpha"), policy.classes().get("X"));
        assertEquals(Set.of("a", "b"), policy.classes().get("Long"));
        assertEquals(Set.of("one", "two"), policy.classes().get("File"));
        assertEquals(Set.of("extra", "more"), policy.classes().get("Second"));
        assertEquals(Set.of(), policy.classes().get("None"));
        assertEquals(Set.of("root", "daemon"), policy.classes().get("t"));
        Policy others = policy("V10", "C{A}one two", "CB$={A} three $=A $={None}", "C{A}four");
        assertEquals(Set.of("one", "two", "three"), others.classes().get("B"));
        assertTrue(policy.sources().contains(directory.resolve("hosts")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', value = {
            "$* < @ $=w > $*          ¦ $* < @ $=w > $*",
            "$~{Deep}.x               ¦ $~{Deep} . x",
            "a$b.c                    ¦ aBeta . Gamma . c",
            "$?b yes $| no $. end     ¦ yes end",
            "$?z yes $| no $. end     ¦ no end",
            "$* $$| $*                ¦ $* $| $*",
            "$* $| $*                 ¦ $* $| $*",
            "$&{late} $&x             ¦ $&{late} $&x",
            "`\"a $b $1\" \\$1`       ¦ `\"a Beta.Gamma $1\" \\$1`",
            "( a )                    ¦ ( a )"})
    void patternsAreCutIntoSymbols(String pattern, String expected) throws IOException {
        Reading reading = read("V10", "Db\"Beta.Gamma\"", "S0", "R" + pattern + "\t$: x");
        Rule rule = reading.policy().ruleSet("0").orElseThrow().rules().get(0);
        assertEquals(expected, spelled(rule.left()));
    }

    @Test
    void dollarsThatAreDoubledAreTextAndBarsAreOperators() throws IOException {
        Policy policy = policy("V10", "S0", "R$* $$| $*\t$: $1 $| $2 $$ 1");
        Rule rule = policy.ruleSet("0").orElseThrow().rules().get(0);
        assertEquals(Symbol.literal("$|"), rule.left().get(1));
        assertEquals(Symbol.of(Symbol.Kind.BAR), rule.right().get(2));
        assertEquals(Symbol.literal("$"), rule.right().get(4));
    }

    @Test
    void macrosInRulesAreThoseOfTheLinesAbove() throws IOException {
        Policy policy = policy("V10", "Daone", "S0", "R$a\t$: $a $>$a x", "Datwo");
        Rule rule = policy.ruleSet("0").orElseThrow().rules().get(0);
        assertEquals("one", spelled(rule.left()));
        assertEquals("$: one $> one x", spelled(rule.right()));
        assertEquals(3, rule.where().line() - 1);
    }

    @Test
    void fieldsOfRulesAreSeparatedByTabsAndCommentsGo() throws IOException {
        Policy policy = policy("V10", "S0 # zero", "R$+ x\t\t$: $1\tcomment $9", "Ra\\#b\t$#local $: a # comment",
                "R$-\t$:\n\t$1\tmore",
                "# whole line");
        List<Rule> rules = policy.ruleSet("0").orElseThrow().rules();
        assertEquals("$+ x => $: $1", spelled(rules.get(0)));
        assertEquals("a#b => $# local $: a", spelled(rules.get(1)));
        assertEquals("$- => $:", spelled(rules.get(2)), "a tab of a continuation separates too");
        assertEquals("x # y", expanded(policy("V1", "Dax # y"), "a"), "no comments in lines before level 3");
    }

    @Test
    void ruleSetsHaveNumbersAndNames() throws IOException {
        Policy policy = policy("V10", "S3", "Ra\tb", "Scanonify=3", "Rb\tc", "Sother", "Rc\td", "S3", "Rd\te", "Slate=77");
        assertEquals(3, policy.ruleSet("canonify").orElseThrow().rules().size());
        assertEquals(policy.ruleSet("canonify"), policy.ruleSet("3"));
        assertEquals(1, policy.ruleSet("other").orElseThrow().rules().size());
        assertTrue(policy.ruleSet("77").isPresent());
    }

    @Test
    void operatorCharactersCountForTheRulesBelow() throws IOException {
        Policy policy = policy("V10", "O OperatorChars=.", "S1", "Ra@b.c\tx", "O OperatorChars=@", "Ra@b.c\tx");
        List<Rule> rules = policy.ruleSet("1").orElseThrow().rules();
        assertEquals("a@b . c", spelled(rules.get(0).left()));
        assertEquals("a @ b.c", spelled(rules.get(1).left()));
        assertEquals(Optional.of(".:@"), policy("V4", "Do.:@").option("OperatorChars"));
    }

    @Test
    void mailersHaveFieldsArgumentsAndFlags() throws IOException {
        Policy policy = policy("V10", "Msmtp, P=[IPC], F=mDFM uX, S=EnvFrom/HdrFrom, R=21, r=50, Eol=\\r\\n, Max=1000,\n\tA=TCP $h 25");
        MailerDefinition smtp = policy.mailers().get("smtp");
        assertEquals("smtp", smtp.service());
        assertEquals("mDFMuX", smtp.flags());
        assertEquals(Optional.of("HdrFrom"), smtp.senderHeaderRuleSet());
        assertEquals(50, smtp.maxRecipients());
        assertEquals(Optional.of("\r\n"), smtp.equate('E'));
        assertEquals(1000, smtp.maxMessageBytes());
        assertEquals(List.of("TCP", "$h", "25"), smtp.arguments().stream().map(MacroText::source).toList());
        assertTrue(policy("Mlocal, P=/bin/mail, F=ls, A=mail $u").mailers().get("local").has('/'), "flags of old configurations");
    }

    @Test
    void optionsHaveLettersAndLongNames() throws IOException {
        Reading reading = read("V10", "OQ/var/q", "O Timeout.initial=5m", "O LogLeve=3", "O Nonsense=1", "O Max=1", "OT3d/4h",
                "Mlocal, P=/bin/x, A=x");
        assertEquals(Map.of("QueueDirectory", "/var/q", "Timeout.initial", "5m", "LogLevel", "3",
                "Timeout.queuereturn", "3d", "Timeout.queuewarn", "4h"),
                reading.policy().options());
        assertEquals(List.of(6), reading.problems().stream().filter(Problem::isError).map(p -> p.where().orElseThrow().line())
                .toList());
        assertEquals(List.of(4, 5, 6), reading.problems().stream().map(p -> p.where().orElseThrow().line()).toList());
    }

    @Test
    void headersHaveFlagsConditionsAndChecks() throws IOException {
        Policy policy = policy("V10", "H?D?Date: $a", "H?${Show}?X-Y: $?s $s$.\n\tmore", "HSubject: $>Check", "H*: $>+Any",
                "HTo:");
        List<HeaderDeclaration> headers = policy.headers();
        assertEquals(new HeaderDeclaration("Date", "D", Optional.empty(), MacroText.parse("$a")), headers.get(0));
        assertEquals(Optional.of("Show"), headers.get(1).condition());
        assertEquals("$?s $s$.\n\tmore", headers.get(1).text().source());
        assertEquals(Optional.of("Check"), headers.get(2).ruleSet());
        assertEquals(List.of(false, true), List.of(headers.get(2).comments(), headers.get(3).comments()));
        assertEquals("*", headers.get(3).name());
        assertEquals("", headers.get(4).text().source());
    }

    @Test
    void tablesPrecedencesAndEnvironmentAreTaken() throws IOException {
        Policy policy = policy("V10", "Dfmaps", "Kaccess hash -T<TMPF> $f/access", "Knull null", "Pbulk=-60", "EPATH=/bin",
                "EAGENT");
        assertEquals("-T<TMPF> maps/access", policy.tables().get("access").arguments());
        assertEquals(directory, policy.tables().get("access").directory());
        assertEquals("", policy.tables().get("null").arguments());
        assertEquals(-60, policy.precedences().get("bulk"));
        assertEquals(List.of("PATH=/bin", "AGENT"), policy.environment());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', nullValues = "-", value = {
            "Zfoo                          ¦ 2:1  ¦ Z          ¦ \"Zfoo\" is no line               ¦ as the first character",
            "R$*                           ¦ 3:2  ¦ $*         ¦ without a tab                     ¦ a tab between",
            "R \t$: x                      ¦ 3:2  ¦ ``         ¦ left side of the rule is empty    ¦ a pattern",
            "R$*\t$2                       ¦ 3:5  ¦ $2         ¦ no $2: of the left side 1 operator ¦ $1",
            "R$* a\t$1 $+                  ¦ 3:10 ¦ $+         ¦ $+ on the right side              ¦ -",
            "R$* $1\tx                     ¦ 3:5  ¦ $1         ¦ $1 on the left side               ¦ -",
            "R$-$-$-$-$-$-$-$-$-$-\tx      ¦ 3:2  ¦ $-$-$-$-$-$-$-$-$-$- ¦ 10 operators        ¦ at most 9",
            "R$*\t$: $(m $1                ¦ 3:14 ¦ ``         ¦ a look-up has no end              ¦ $)",
            "R$*\t$: $(m $(n $1 $) $)      ¦ 3:12 ¦ $(         ¦ inside another look-up            ¦ $) before it",
            "R$*\t$: $1 $)                 ¦ 3:11 ¦ $)         ¦ ends no look-up                   ¦ $( before it",
            "R$~{w\tx                      ¦ 3:2  ¦ $~{w       ¦ in the name of a macro            ¦ one character",
            "D{abc                         ¦ 2:2  ¦ {abc       ¦ whose brace is not closed         ¦ one character",
            "D{a-b}c                       ¦ 2:2  ¦ {a-b}c     ¦ \"-\" in the name                  ¦ one character",
            "C                             ¦ 2:2  ¦ ``         ¦ without a name                    ¦ one character",
            "Da$b                          ¦ -    ¦ -          ¦ -                                 ¦ -",
            "Fx                            ¦ 2:3  ¦ ``         ¦ has no file                       ¦ the name of a file",
            "Fx absent                     ¦ 2:4  ¦ absent     ¦ no such file                      ¦ -",
            "HFoo                          ¦ 2:2  ¦ Foo        ¦ declares no header field          ¦ Name: value",
            "Pfoo                          ¦ 2:2  ¦ foo        ¦ is no precedence                  ¦ name=number",
            "S100                          ¦ 2:2  ¦ 100        ¦ out of range                      ¦ up to 99",
            "Sfoo=bar                      ¦ 2:2  ¦ foo=bar    ¦ no number for a rule set          ¦ up to 99",
            "K                             ¦ 2:2  ¦ ``         ¦ without a name                    ¦ a name of letters",
            "Kx                            ¦ 2:2  ¦ x          ¦ has no type                       ¦ a type",
            "Kx hash -y /z                 ¦ 2:9  ¦ -y         ¦ illegal option y                  ¦ -",
            "Mx, P=/bin/x                  ¦ 2:2  ¦ x,         ¦ A= argument required              ¦ -",
            "Mx, P=/bin/x, Z=q, A=x        ¦ 2:15 ¦ Z=q        ¦ no field Z=                       ¦ one of",
            "V10/Sun                       ¦ 2:5  ¦ Sun        ¦ vendor                            ¦ Berkeley",
            "O                             ¦ 2:1  ¦ O          ¦ an option without a name          ¦ a letter",
            "O Timeout.mail=5x             ¦ 2:16 ¦ 5x         ¦ is no time                        ¦ 4h",
            "Odz                           ¦ 2:3  ¦ z          ¦ no mode                           ¦ interactive",
            "O PrivacyOptions=novrfy,noexp ¦ 2:25 ¦ noexp      ¦ does not know \"noexp\"            ¦ a list of",
            "O DefaultUser=nobody!         ¦ 2:15 ¦ nobody!    ¦ unknown user nobody!              ¦ that this machine knows"})
    void mistakesAreNamedWithTheirPlaceAndWhatIsExpected(String line, String place, String token, String message, String expected)
            throws IOException {
        Reading reading = line.startsWith("R") ? read("V10", "S0", line) : read("V10", line);
        List<Problem> errors = reading.problems().stream().filter(Problem::isError).toList();
        if (message == null) {
            assertEquals(List.of(), errors);
            return;
        }
        assertFalse(errors.isEmpty(), "no problem");
        Problem first = errors.get(0);
        assertTrue(first.message().contains(message), first.message());
        assertEquals(place, first.where().orElseThrow().line() + ":" + first.where().orElseThrow().column(), first.message());
        assertEquals(token, first.token());
        assertTrue(expected == null ? first.expected().isEmpty() : first.expected().contains(expected), first.expected());
        assertTrue(first.line().equals(line) && first.sendmail().isPresent()
                || message.equals("ends no look-up"), first::toString);
        assertFalse(reading.isUsable());
    }

    @Test
    void allMistakesAreFoundNotOnlyTheFirst() throws IOException {
        Reading reading = read("V10", "Zfoo", "S0", "R$*\t$2", "R$*\t$+", "Pfoo", "Dok1", "Mlocal, P=/bin/x, A=x");
        assertEquals(4, reading.problems().size());
        assertTrue(reading.problems().get(1).toString()
                .endsWith("test.cf:4:5: there is no $2: of the left side 1 operator matches something; "
                + "$1 is expected"), reading.problems().get(1)::toString);
        assertEquals("k1", expanded(reading.policy(), "o"));
    }

    @Test
    void excerptsShowTheLineAndThePlace() throws IOException {
        Problem problem = read("V10", "O PrivacyOptions=novrfy,noexp").problems().get(0);
        String[] lines = problem.excerpt().split("\n");
        assertTrue(lines[0].endsWith("Is it noexpn?"), lines[0]);
        assertEquals("    O PrivacyOptions=novrfy,noexp", lines[1]);
        assertEquals("                            ^~~~~", lines[2]);
    }

    @Test
    void sendmailsWordsForALineWithContinuationsHaveTheLastLinesNumber() throws IOException {
        Problem problem = read("V10", "Dxa", "Mx, P=/bin/x,", "\tZ=1, A=x").problems().get(0);
        assertEquals(4, problem.where().orElseThrow().line());
        assertTrue(problem.sendmail().orElseThrow().text().endsWith("test.cf: line 4: Mx: unknown mailer equate Z="),
                problem::toString);
    }

    @Test
    void programsAndTablesGiveMembersOfClasses() throws IOException {
        Reading reading = read("V10", "Fx\"|/bin/echo one two\"", "F{y}key@text:-k0 -v1 /z", "Mlocal, P=/bin/x, A=x");
        assertEquals(List.of(), reading.problems());
        assertEquals(Set.of("one"), reading.policy().classes().get("x"), "%s takes the first word of a line");
        assertFalse(reading.policy().isRepeatable());
        assertEquals("key", reading.policy().classesFromTables().get(0).key());
        assertEquals("-k0 -v1 /z", reading.policy().classesFromTables().get(0).table().arguments());
    }

    @Test
    void aDirectoryGivesAllMembersOfAClass() throws IOException {
        Reading reading = read("V10", "Djmx.our.example", "D{sendmailMTACluster}Servers", "F{Ours}@LDAP",
                "F{R}@ldap:-k (&(objectClass=relay)) -v cn", "Mlocal, P=/bin/x, A=x");
        assertEquals(List.of(), reading.problems());
        assertEquals("-z, -k \"(&(objectClass=sendmailMTAClass)(sendmailMTAClassName=Ours)(|(sendmailMTACluster=Servers)"
                + "(sendmailMTAHost=mx.our.example)))\" -v \"sendmailMTAClassValue,"
                + "sendmailMTAClassSearch:FILTER:sendmailMTAClass,sendmailMTAClassURL:URL:sendmailMTAClass\"",
                reading.policy().classesFromTables().get(0).table().arguments());
        assertEquals("-z, -k (&(objectClass=relay)) -v cn",
                reading.policy().classesFromTables().get(1).table().arguments());
    }

    @Test
    void macroThatNamesItselfIsAnError() throws IOException {
        Reading reading = read("V10", "Da$a x", "S0", "R$*\t$: $a", "Mlocal, P=/bin/x, A=x");
        assertEquals(1, reading.problems().size());
        assertTrue(reading.problems().get(0).hint().contains("$a"), reading.problems()::toString);
    }

    @Test
    void sizesAreLimited() throws IOException {
        assertTrue(read("V10", "Da" + "x".repeat(70_000)).problems().get(0).expected().contains("at most 65536"));
        assertTrue(read("V10", "S0", "R$*\t" + "$1".repeat(1500)).problems().stream()
                .anyMatch(p -> p.message().contains("more than 1000")));
        assertTrue(read("x\n".repeat(600)).problems().size() <= 501);
    }

    @Test
    void absentFileIsAProblemNotAnException() {
        Reading reading = new SendmailCfReader(new HostNames("a", "a.b")).read(directory.resolve("none.cf"), directory);
        assertFalse(reading.isUsable());
        assertTrue(reading.problems().get(0).message().contains("no such file"));
    }

    @Test
    void everyOctetSurvives() throws IOException {
        StringBuilder octets = new StringBuilder();
        for (char c = 0xa0; c <= 0xff; c++) {
            octets.append(c);
        }
        assertEquals(octets.toString(), expanded(policy("V10", "Da" + octets), "a"));
    }

    private Policy policy(String... lines) throws IOException {
        Reading reading = read(lines);
        assertTrue(reading.isUsable(), reading.problems()::toString);
        return reading.policy();
    }

    private Reading read(String... lines) throws IOException {
        return new SendmailCfReader(new HostNames("relay", "relay.conf.example"))
                .read(write("test.cf", String.join("\n", lines)), directory);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text, StandardCharsets.ISO_8859_1);
    }

    private static String expanded(Policy policy, String macro) {
        return policy.macros().get(macro).expand(name -> Optional.ofNullable(policy.macros().get(name)));
    }

    private static String spelled(List<Symbol> symbols) {
        return symbols.stream().map(Symbol::toString).collect(Collectors.joining(" "));
    }

    private static String spelled(Rule rule) {
        return spelled(rule.left()) + " => " + spelled(rule.right());
    }
}
