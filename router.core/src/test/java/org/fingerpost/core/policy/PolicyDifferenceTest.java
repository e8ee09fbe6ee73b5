package org.fingerpost.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.fingerpost.api.policy.HeaderDeclaration;
import org.fingerpost.api.policy.Location;
import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.policy.Rule;
import org.fingerpost.api.policy.RuleSetDefinition;
import org.fingerpost.api.policy.Symbol;
import org.fingerpost.api.policy.Symbol.Kind;
import org.fingerpost.api.table.TableDeclaration;
import org.junit.jupiter.api.Test;

class PolicyDifferenceTest {

    private static Policy.Builder base() {
        return Policy.builder().level(10).macro("S", MacroText.parse("")).macro("j", MacroText.parse("$w.x"))
                .addToClass("w", List.of("a", "b"))
                .option("BlankSub", ".").ruleSet(new RuleSetDefinition("parse", OptionalInt.of(0), rules(0, "a", "b", "c")));
    }

    private static List<Rule> rules(int firstLine, String... words) {
        List<Rule> rules = new ArrayList<>();
        for (String word : words) {
            rules.add(new Rule(List.of(Symbol.of(Kind.SOME), Symbol.literal(word)), List.of(new Symbol(Kind.POSITION, "1")),
                    new Location(Path.of("x.cf"), firstLine + rules.size() + 1, 0)));
        }
        return rules;
    }

    private static String difference(Policy.Builder after) {
        return String.join("\n", PolicyDifference.between(base().build(), after.build()));
    }

    @Test
    void whatStandsOnOtherLinesIsTheSame() {
        assertEquals("", difference(base().ruleSet(new RuleSetDefinition("parse", OptionalInt.of(0), rules(7, "a", "b", "c")))));
    }

    @Test
    void valuesOfOneNameShowOldAndNew() {
        assertEquals("""
                macro S
                  - ""
                  + "[192.0.2.1]"
                macro n
                  + "${j}"
                option BlankSub
                  - "."
                  + "_\"""", difference(base().macro("S", MacroText.parse("[192.0.2.1]")).macro("n", MacroText.parse("${j}")).option("BlankSub", "_")));
    }

    @Test
    void ofAClassTheMembersThatComeAndGo() {
        Policy.Builder after = Policy.builder().level(10).macro("S", MacroText.parse("")).macro("j", MacroText.parse("$w.x"))
                .addToClass("w", List.of("b", "c", "d")).option("BlankSub", ".")
                .ruleSet(new RuleSetDefinition("parse", OptionalInt.of(0), rules(0, "a", "b", "c")));
        assertEquals("class w\n  - a\n  + c d", difference(after));
    }

    @Test
    void ofARuleSetTheRulesThatDiffer() {
        assertEquals("""
                rule set parse
                  - x.cf:2: R$+ b  ->  $1
                  + x.cf:12: R$+ x  ->  $1
                  + x.cf:13: R$+ y  ->  $1""", difference(base().ruleSet(new RuleSetDefinition("parse", OptionalInt.of(0), rules(10, "a", "x", "y", "c")))));
        assertEquals("rule set New, new\n  + x.cf:1: R$+ z  ->  $1",
                difference(base().ruleSet(new RuleSetDefinition("New", OptionalInt.empty(), rules(0, "z")))));
    }

    @Test
    void mailersTablesAndFieldsAsTheirLinesHaveThem() {
        Policy.Builder after = base().mailer(new MailerDefinition("m", "[IPC]", "mu", List.of(MacroText.parse("TCP")),
                Map.of('S', "1")))
                .table(new TableDeclaration("t", "hash", "-o etc/t", Path.of("/")))
                .header(new HeaderDeclaration("Date", "D", Optional.empty(), MacroText.parse("$a")))
                .precedence("junk", -100).environment("A=b").level(9);
        assertEquals("""
                level
                  - 10
                  + 9
                mailer m
                  + Mm, P=[IPC], F=mu, S=1, A=TCP
                table t
                  + hash -o etc/t
                header field Date
                  + ?D? $a
                precedence junk
                  + -100
                environment
                  - []
                  + [A=b]""", difference(after));
    }
}
