package org.fingerpost.core.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.rewrite.Resolution;
import org.fingerpost.api.rewrite.Resolution.Refusal;
import org.fingerpost.api.rewrite.Rewriting;
import org.fingerpost.api.rewrite.Route;
import org.fingerpost.api.table.TableDeclaration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleEngineTest {

    private final TestSurroundings world = new TestSurroundings();
    private final PolicyText text = new PolicyText();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            // all operators take as little as they can, the leftmost first
            "$* . $* . $*       | [ $1 ] [ $2 ] [ $3 ]  | a.b.c.d   | [ a ] [ b ] [ c . d ]",
            "$+ $+              | [ $1 ] [ $2 ]         | a b c     | [ a ] [ b c ]",
            "$- $+              | [ $1 ] [ $2 ]         | a         | a",
            "$@                 | empty                 | a         | a",
            "$+ $@ $+           | [ $1 ] [ $2 ]         | a b c     | [ a ] [ b c ]",
            // classes: the shortest member first, more on backtracking
            "$=M $+             | [ $1 ] [ $2 ]         | a.b.c     | [ a ] [ . b . c ]",
            "$=M x              | [ $1 ]                | A.B x     | [ A . B ]",
            "$* . $=M           | [ $1 ] [ $2 ]         | q.a.b     | [ q ] [ a . b ]",
            "$~M                | out [ $1 ]            | x         | out [ x ]",
            "$~M                | out [ $1 ]            | a         | a",
            "$~M $+             | [ $1 ] [ $2 ]         | x-y       | [ x ] [ - y ]",
            "$=Z                | never                 | a         | a",
            "$~Z                | any [ $1 ]            | a         | any [ a ]",
            // literals compare without regard to case
            "foo $*             | [ $1 ]                | FOO Bar   | [ Bar ]",
            // macros of now
            "$&late $*          | same [ $1 ]           | ab.cd x   | same [ x ]",
            "$&none $+          | nothing [ $1 ]        | x         | nothing [ x ]",
            "$%list             | word [ $1 ]           | Two       | word [ Two ]",
            "$+                 | $1 $&late             | x         | x ab . cd"})
    void patternsMatchAsSendmailDoes(String left, String right, String input, String expected) {
        text.builder().addToClass("M", List.of("a", "a.b", "a.b.c", "x-y"));
        world.macros.putAll(Map.of("late", "ab.cd", "list", "one two"));
        assertEquals(expected, evaluate(text.rules("t", left + " => $: " + right), "t", input));
    }

    @Test
    void ruleIsAppliedAgainUntilItFailsUnlessPrefixed() {
        assertEquals("x b x b x", evaluate(new PolicyText().rules("t", "$* a $* => $1 b $2"), "t", "x a x a x"));
        assertEquals("x b x a x", evaluate(new PolicyText().rules("t", "$* a $* => $: $1 b $2"), "t", "x a x a x"));
        assertEquals("b", evaluate(new PolicyText().rules("t", "a => $@ b", "b => c"), "t", "a"));
    }

    @Test
    void ruleThatNeverFailsEndsItsRuleSetAfterAHundredTimes() {
        text.rules("t", "$+ => $1 x", "$+ => $: never").rules("caller", "$* => $: $>t $1", "$* => $: after $1");
        assertEquals("after a" + " x".repeat(100), evaluate(text, "caller", "a"));
        assertEquals(List.of("Infinite loop in ruleset t, rule 1"), world.log);
    }

    @Test
    void callTakesAllThatFollowsAndNestedOnesRunFromTheRight() {
        text.rules("a", "$* => $: ( $1 )").rules("b", "$* ) => $: $1 !").rules("90", "$* => $: ninety $1");
        text.rules("t", "1 $* => $: pre $>a $1 post", "2 $* => $: x $>b y $>a $1", "3 $* => $: $>90 $1",
                "4 $* => $: $> $&which $1",
                "5 $* => $: $>7 $1");
        world.macros.put("which", "a");
        assertEquals("pre ( q post )", evaluate(text, "t", "1 q"));
        assertEquals("x y ( q !", evaluate(text, "t", "2 q"));
        assertEquals("ninety q", evaluate(text, "t", "3 q"));
        assertEquals("( q )", evaluate(text, "t", "4 q"));
        assertEquals("q", evaluate(text, "t", "5 q"), "a number without rules changes nothing");
    }

    @Test
    void mailerAsFirstTokenEndsEveryCaller() {
        text.rules("r", "$* => $# esmtp $@ $1 $: u @ $1").rules("t", "$* => $: $>r $1", "$* => $: never");
        assertEquals(new Route("esmtp", "a.b", "u@a.b"), resolved("t", "a.b"));
        text.rules("late", "$* => $: x $# b $1");
        assertEquals("x $# b a", evaluate(text, "late", "a"), "not first, it is a token");
    }

    @Test
    void unknownRuleSetAndTooDeepNestingAreTemporaryRefusals() {
        text.rules("t", "$* => $: $>nowhere $1").rules("deep", "$* => $: $>deep x $1");
        Refusal unknown = assertInstanceOf(Refusal.class, resolved("t", "a"));
        assertEquals(451, unknown.code());
        assertEquals("$> nowhere a", evaluate(text, "t", "a"), "and the rule set goes on");
        assertTrue(assertInstanceOf(Refusal.class, resolved("deep", "a")).text().contains("excessive recursion (max 50)"));
        assertEquals("a" , evaluate(text, "77", "a"));
    }

    @Test
    void lookUpsUseKeyArgumentsAndDefault() {
        world.tables.put("m", Map.of("a b", "one.two", "k|x|z", "args", "gone", "", "open", "\"open"));
        text.rules("t", "d $* => $@ $( m $1 $: none . $) end", "k $- $* => $@ $( m k $@ $1 $@ z $: no $) $2",
                "$* => $: < $( m $1 $) >");
        assertEquals("< one . two >", evaluate(text, "t", "a b"));
        assertEquals("args y", evaluate(text, "t", "k x y"));
        assertEquals("none . end", evaluate(text, "t", "d zz"));
        assertEquals("end", evaluate(text, "t", "d gone"));
        assertEquals("< zz >", evaluate(text, "t", "zz"), "without a default the key stays");
        assertEquals("< \"open\" >", evaluate(text, "t", "open"));
        assertEquals(List.of("\"open... Unbalanced '\"'"), world.log);
    }

    @Test
    void tableThatCannotSayMakesATemporaryRefusalEvenWithADefault() {
        text.rules("t", "$* => $: $( absent $1 $: dflt $)").rules("host", "$* => $: $[ $1 $: dflt $]");
        assertEquals(new Refusal(451, EnhancedStatus.of("4.3.0"), "table absent is not available: unknown table"),
                resolved("t", "a"));
        assertEquals("dflt", evaluate(text, "host", "a"), "host names are not found instead");
    }

    @Test
    void tableOfTheKindThatSubstitutesBlanksGetsThemInItsKey() {
        world.tables.put("m", Map.of("a_b", "found"));
        text.builder().table(new TableDeclaration("m", "text", "-S_ /file", Path.of("/")));
        assertEquals("found", evaluate(text.rules("t", "$* => $: $( m $1 $)"), "t", "a b"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "$# error $@ nouser $: no such user      | 550 | 5.1.1 | no such user",
            "$# error $@ 5.7.1 $: 550 go away        | 550 | 5.7.1 | go away",
            "$# error $: 451 4.2.2 later             | 451 | 4.2.2 | later",
            "$# error $@ tempfail $: later           | 451 | 4.0.0 | later",
            "$# error $: plain                       | 553 | 5.3.0 | plain",
            "$# error $@ 5.1.1 $: 451 which          | 451 | 4.1.1 | which",
            "$# error $@ 4.4.4 $: soft               | 451 | 4.4.4 | soft",
            "$# error $@ odd $: 999 odd              | 553 | 5.3.0 | odd"})
    void errorMailerGivesCodeStatusAndText(String right, int code, String status, String message) {
        // the dots of a status are operators, so they are tokens of their own in a rule
        text.rules("t", "$* => " + right.replace(".", " . "));
        assertEquals(new Refusal(code, EnhancedStatus.of(status), message), resolved("t", "a"));
    }

    @Test
    void quotedTextOfAnErrorLosesItsQuotes() {
        text.rules("t", "$* => $# error $: \"550_no_user\" $1 \"_here\"");
        assertEquals(new Refusal(553, EnhancedStatus.of("5.3.0"), "550_no_userx_here"), resolved("t", "x"));
        text.rules("d", "$* => $# discard $: $1");
        assertInstanceOf(Resolution.Discard.class, resolved("d", "x"));
    }

    @Test
    void javaRuleSetOverridesThePolicyAndCallsBack() {
        text.rules("t", "$* => $: pre $>java $1", "$* => $: after $1").rules("java", "$* => $: rules")
                .rules("up", "$* => $: < $1 >");
        world.services.put("java", (tokens, context) -> context.call("up", tokens));
        assertEquals("after pre < a >", evaluate(text, "t", "a"));
        world.services.put("java", (tokens, context) -> new Rewriting.Resolved(new Route("m", "h", "a b,c")));
        assertEquals(new Route("m", "h", "a b,c"), resolved("t", "a"), "a resolution ends the callers");
        Refusal refusal = new Refusal(550, EnhancedStatus.of("5.7.1"), "not here");
        world.services.put("java", (tokens, context) -> new Rewriting.Resolved(refusal));
        assertEquals(refusal, resolved("t", "a"));
    }

    @Test
    void javaRuleSetThatThrowsOrGivesNullIsATemporaryRefusal() {
        text.rules("t", "$* => $: $>java $1");
        world.services.put("java", (tokens, context) -> {
            throw new IllegalStateException("broken");
        });
        assertEquals(new Refusal(451, EnhancedStatus.of("4.3.0"), "rule set java failed"), resolved("t", "a"));
        world.services.put("java", (tokens, context) -> null);
        assertEquals(451, assertInstanceOf(Refusal.class, resolved("t", "a")).code());
    }

    @Test
    void manyWildcardsTakeNoExponentialTime() {
        text.rules("t", "$* $* $* $* $* $* $* $* never => $: x");
        List<String> tokens = Collections.nCopies(800, "a");
        Rewritten result = new RuleEngine(text.policy()).evaluate("t", tokens, world);
        assertEquals(new Rewritten(tokens, Status.OK, ""), result, "tried to the end within the budget");
    }

    @Test
    void callsThatMultiplyEndInATemporaryRefusal() {
        text.rules("t", "$* => $: $>t x $>t y");
        Refusal refusal = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60),
                () -> assertInstanceOf(Refusal.class, resolved("t", "a")));
        assertEquals(451, refusal.code());
    }

    @Test
    void rulesThatTakeTooManyStepsAreGivenUp() {
        text.rules("t", "$+ => $1 x");
        assertEquals(Status.CONFIGURATION, new RuleEngine(text.policy(), 200).evaluate("t", List.of("a"), world).status());
    }

    @Test
    void replacementOfTooManyTokensEndsItsRuleSetAndNotTheCaller() {
        text.rules("grow", "$+ => $1 $1", "$* => $: never").rules("t", "$* => $: $>grow $1", "$* => $: after $1");
        Rewritten grown = new RuleEngine(text.policy()).evaluate("t", List.of("a"), world);
        assertEquals(Status.DATA, grown.status());
        assertEquals(513, grown.tokens().size(), "as it was before the rule that was too much");
        assertEquals("after", grown.tokens().get(0));
        assertEquals(List.of("rewrite: expansion too long"), world.log);
    }

    @Test
    void positionThatThePatternLacksEndsTheRuleSet() {
        text.rules("t", "$* => $: x $2", "$* => $: never").rules("caller", "$* => $: $>t $1", "$* => $: after $1");
        Rewritten result = new RuleEngine(text.policy()).evaluate("caller", List.of("a"), world);
        assertEquals(new Rewritten(List.of("after", "a"), Status.CONFIGURATION, world.log.get(0)), result);
        assertEquals(List.of("rewrite: ruleset t: replacement $2 out of bounds"), world.log);
    }

    @Test
    void undefinedMacroNeedsAToken() {
        assertEquals("a", evaluate(text.rules("t", "$- $&none => $: never"), "t", "a"));
    }

    @Test
    void macroIsNotExpandedFurther() {
        world.unexpanded.put("full", "$name.net");
        world.macros.put("full", "host.net");
        assertEquals("$name . net", evaluate(text.rules("t", "$* => $: $&full"), "t", "a"));
    }

    @Test
    void callOfAnEmptyRuleSetVanishesAndHidesTheCallBehindIt() {
        text.rules("t", "1 $* => $: $>7 $>up $1", "2 $* => $: $>up $>7 $1").rules("up", "$* => $: < $1 >");
        assertEquals("$> up a", evaluate(text, "t", "1 a"));
        assertEquals("< a >", evaluate(text, "t", "2 a"));
    }

    @Test
    void callsBeforeOneThatFailsAreNotDone() {
        text.rules("fails", "$* => $: $1 $2").rules("up", "$* => $: < $1 >").rules("t", "$* => $: $>up a $>fails $1");
        assertEquals("$> up a b", evaluate(text, "t", "b"));
    }

    @ParameterizedTest
    @CsvSource({"nosuch, Unknown ruleset nosuch", "199, bad ruleset 199 (100 max)|Unknown ruleset 199",
            "-, invalid ruleset name: \"-\"|Unknown ruleset -"})
    void nameOfNoRuleSetStays(String name, String messages) {
        assertEquals("$> " + name + " a", evaluate(text.rules("t", "$* => $: $>" + name + " $1"), "t", "a"));
        assertEquals(List.of(messages.split("\\|")), world.log);
    }

    @Test
    void numberInANameEndsBeforeWhatIsNoDigit() {
        assertEquals("< a >", evaluate(text.rules("3", "$* => $: < $1 >").rules("t", "$* => $: $>03x $1"), "t", "a"));
    }

    @ParameterizedTest
    @CsvSource({"DATA, TEMPORARY, TEMPORARY", "TEMPORARY, DATA, TEMPORARY", "DATA, CONFIGURATION, DATA",
            "CONFIGURATION, DATA, CONFIGURATION", "OK, DATA, DATA", "DATA, OK, DATA"})
    void firstFailureCountsUnlessATemporaryOneComesLater(Status first, Status later, Status result) {
        assertEquals(result, first.then(later));
    }

    @Test
    void operatorsInADefaultAreKeptButNoneComesOutOfATable() {
        world.tables.put("m", Map.of("evil", "\uE023local"));
        text.rules("t", "$* => $: x $( m $1 $: $# b $)");
        assertEquals("x $# b", evaluate(text, "t", "a"));
        assertEquals("evil", evaluate(text, "t", "evil"), "the rule is given up");
    }

    private String evaluate(PolicyText policy, String ruleSet, String input) {
        RuleEngine engine = new RuleEngine(policy.policy());
        return OperatorTokens.spelled(engine.evaluate(ruleSet, engine.ruleTokenizer().tokenize(input).tokens(), world).tokens());
    }

    private Resolution resolved(String ruleSet, String input) {
        RuleEngine engine = new RuleEngine(text.policy());
        Rewriting result = engine.apply(ruleSet, engine.tokenizer().tokenize(input).tokens(), world);
        return assertInstanceOf(Rewriting.Resolved.class, result).resolution();
    }
}
