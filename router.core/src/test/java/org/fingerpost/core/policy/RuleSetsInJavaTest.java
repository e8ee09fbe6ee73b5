package org.fingerpost.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.rewrite.Resolution;
import org.fingerpost.api.rewrite.Resolution.Refusal;
import org.fingerpost.api.rewrite.Rewriting;
import org.fingerpost.api.rewrite.Route;
import org.fingerpost.api.rewrite.RuleContext;
import org.fingerpost.api.rewrite.RuleSet;
import org.fingerpost.core.rewrite.AddressRewriter.Role;
import org.fingerpost.core.rewrite.PolicyText;
import org.fingerpost.core.services.FakeReference;
import org.fingerpost.core.services.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;

/** Rule sets of bundles and rule sets of the policy call each other, to and fro. */
class RuleSetsInJavaTest {

    private static final EnhancedStatus CONFIGURATION = EnhancedStatus.of("4.3.5");

    @TempDir
    Path directory;
    private final Services services = new Services();
    private final PolicyText text = new PolicyText()
            .rules("3", "$+ @ $+ => $: $1 < @ $2 >")
            .rules("0", "$+ < @ here > => $@ $>0 $1", "$+ < @ $+ > => $# esmtp $@ $2 $: $1 < @ $2 >", "$+ => $# local $: $1")
            .rules("qualify").rules("4", "$* < $+ > $* => $1 $2 $3");

    private void java(String name, RuleSet ruleSet, int ranking) {
        services.bindRuleSet(new FakeReference<>(Map.of("ruleset.name", name, Constants.SERVICE_RANKING, ranking)), ruleSet);
    }

    private void java(String name, RuleSet ruleSet) {
        java(name, ruleSet, 0);
    }

    private static Rewriting tokens(String... tokens) {
        return new Rewriting.Tokens(List.of(tokens));
    }

    private Generation generation() {
        text.builder().mailer(new MailerDefinition("esmtp", "[IPC]", "m", List.of(MacroText.parse("$h")),
                Map.of('R', "qualify", 'S', "qualify")));
        return new Generation(1, text.policy(), services, directory);
    }

    private Resolution resolve(String address) {
        Generation generation = generation();
        return generation.addresses().resolve(address, surroundings(generation));
    }

    private PolicySurroundings surroundings(Generation generation) {
        return new PolicySurroundings(generation, new MacroScope(generation.policy()), services);
    }

    private Rewriting apply(String ruleSet, String... tokens) {
        Generation generation = generation();
        return generation.engine().apply(ruleSet, List.of(tokens), surroundings(generation));
    }

    private static Refusal refusal(Rewriting rewriting) {
        return assertInstanceOf(Refusal.class, assertInstanceOf(Rewriting.Resolved.class, rewriting).resolution());
    }

    @Test
    void rulesCallJavaWhichCallsRulesWhichCallJava() {
        text.rules("outer", "$* => $: a $>middle $1", "$* => $: $1 z").rules("inner", "$* => $: c $>last $1");
        java("middle", (tokens, context) -> {
            List<String> longer = new ArrayList<>(List.of("b"));
            longer.addAll(assertInstanceOf(Rewriting.Tokens.class, context.call("inner", tokens)).tokens());
            return new Rewriting.Tokens(longer);
        });
        java("last", (tokens, context) -> tokens("d", tokens.get(0)));
        assertEquals(tokens("a", "b", "c", "d", "x", "z"), apply("outer", "x"));
    }

    @Test
    void javaExtendsTheRuleSetThatItOverrides() {
        java("0", (tokens, context) -> tokens.contains("special")
                ? new Rewriting.Resolved(new Route("esmtp", "hub", "special@hub"))
                : context.overridden(tokens));
        assertEquals(new Route("esmtp", "far", "user@far"), resolve("user@far"));
        assertEquals(new Route("esmtp", "hub", "special@hub"), resolve("special@far"));
        assertEquals(new Route("esmtp", "hub", "special@hub"), resolve("special@here"),
                "the policy's rules call the one that overrides them");
    }

    @Test
    void eachOverridesTheOneOfTheNextLowerRanking() {
        text.rules("t", "$* => $: policy $1");
        java("t", (tokens, context) -> joined("low", context.overridden(tokens)), 1);
        java("t", (tokens, context) -> joined("high", context.overridden(tokens)), 5);
        assertEquals(tokens("high", "low", "policy", "x"), apply("t", "x"));
    }

    @Test
    void whereNothingIsOverriddenTheTokensStay() {
        java("new", (tokens, context) -> joined("java", context.overridden(tokens)));
        assertEquals(tokens("java", "x"), apply("new", "x"));
    }

    @Test
    void whatIsOverriddenMayBeNamedByNumber() {
        java("4", (tokens, context) -> joined("final", context.overridden(tokens)));
        assertEquals(tokens("final", "a", "@", "b"), apply("4", "a", "<", "@", "b", ">"));
    }

    @Test
    void aRouteThatRulesGaveMayBeChangedByJava() {
        java("0", (tokens, context) -> context.overridden(tokens) instanceof Rewriting.Resolved resolved
                && resolved.resolution() instanceof Route route
                ? new Rewriting.Resolved(new Route(route.mailer(), "proxy", route.user()))
                        : tokens("never"));
        assertEquals(new Route("esmtp", "proxy", "user@far"), resolve("user@far"));
        assertEquals(new Route("local", "proxy", "user"), resolve("user"));
    }

    @Test
    void aResolutionEndsAllThatCalled() {
        text.rules("outer", "$* => $: $>java $1", "$* => $: never").rules("resolves", "$* => $# esmtp $@ hub $: $1");
        java("java", (tokens, context) -> context.call("resolves", tokens));
        assertEquals(new Rewriting.Resolved(new Route("esmtp", "hub", "x")), apply("outer", "x"));
    }

    @Test
    void whatJavaResolvesForAMailerIsNoAddress() {
        java("qualify", (tokens, context) -> new Rewriting.Resolved(new Route("esmtp", "h", "u")));
        assertEquals(CONFIGURATION, assertInstanceOf(Refusal.class, resolve("user@far")).status());
        Generation generation = generation();
        assertEquals("user@far", generation.addresses().rewrite("user@far", Role.HEADER_SENDER, generation.mailer("esmtp"),
                surroundings(generation)), "and in headers it stays as it is");
    }

    @Test
    void javaRewritesForAMailer() {
        java("qualify", (tokens, context) -> joined("x", joined(".", new Rewriting.Tokens(tokens))));
        assertEquals(new Route("esmtp", "far", "x.user@far"), resolve("user@far"));
    }

    @Test
    void endlessRecursionIsATemporaryRefusalInEveryMixture() {
        text.rules("rules", "$* => $: $>java $1").rules("overridden", "$* => $: $>overridden $1");
        java("java", (tokens, context) -> context.call("rules", tokens));
        java("self", (tokens, context) -> context.call("self", tokens));
        java("overridden", (tokens, context) -> context.overridden(tokens));
        for (String ruleSet : List.of("rules", "java", "self", "overridden")) {
            Refusal refusal = refusal(apply(ruleSet, "x"));
            assertEquals(CONFIGURATION, refusal.status(), ruleSet);
            assertTrue(refusal.text().contains("excessive recursion (max 50)"), refusal.text());
        }
    }

    @Test
    void anUnknownRuleSetIsATemporaryRefusalThatJavaMaySurvive() {
        java("asks", (tokens, context) -> context.call("nowhere", tokens));
        assertEquals(CONFIGURATION, refusal(apply("asks", "x")).status());
        java("survives", (tokens, context) -> context.call("nowhere", tokens) instanceof Rewriting.Resolved ? tokens("survived")
                : tokens("no"));
        assertEquals(tokens("survived"), apply("survives", "x"));
    }

    @Test
    void afterADepthThatJavaSurvivedThereIsAllTheDepthAgain() {
        text.rules("deep", "$* => $: $>deep $1").rules("outer", "$* => $: $>tries $1", "$* => $: $>tries $1");
        java("tries", (tokens, context) -> context.call("deep", tokens) instanceof Rewriting.Resolved ? tokens("ok")
                : tokens("no"));
        assertEquals(tokens("ok"), apply("outer", "x"));
    }

    @Test
    void aContextThatIsKeptIsOfNoUse() {
        List<RuleContext> kept = new ArrayList<>();
        java("keeps", (tokens, context) -> {
            kept.add(context);
            return new Rewriting.Tokens(tokens);
        });
        apply("keeps", "x");
        RuleContext context = kept.get(0);
        assertThrows(IllegalStateException.class, () -> context.macro("j"));
        assertThrows(IllegalStateException.class, () -> context.inClass("w", "here"));
        assertThrows(IllegalStateException.class, () -> context.lookup("t", "k", List.of()));
        assertThrows(IllegalStateException.class, () -> context.call("0", List.of("x")));
        assertThrows(IllegalStateException.class, () -> context.overridden(List.of("x")));
    }

    private static Rewriting joined(String first, Rewriting rest) {
        List<String> tokens = new ArrayList<>(List.of(first));
        tokens.addAll(assertInstanceOf(Rewriting.Tokens.class, rest).tokens());
        return new Rewriting.Tokens(tokens);
    }
}
