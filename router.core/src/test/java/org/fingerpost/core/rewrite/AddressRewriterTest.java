package org.fingerpost.core.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.rewrite.Resolution;
import org.fingerpost.api.rewrite.Resolution.Refusal;
import org.fingerpost.api.rewrite.Route;
import org.fingerpost.core.rewrite.AddressRewriter.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRewriterTest {

    private static final MailerDefinition ESMTP = mailer("esmtp", "mDFM", Map.of('S', "11/31", 'R', "21"));
    private static final MailerDefinition PLAIN = mailer("plain", "mDFMuhc", Map.of());

    private final TestSurroundings world = new TestSurroundings();
    private final AddressRewriter rewriter = rewriter();

    private static AddressRewriter rewriter() {
        PolicyText text = new PolicyText()
                .rules("3", "$@ => $@ < @ >", "$* < $* > $* => $: $2", "$+ @ $+ => $: $1 < @ $2 >")
                .rules("0", "$* < @ here > => $# plain $@ Local $: $1", "$* < @ bad > => $# error $@ nohost $: no host $1",
                        "$* < @ gone > => $# discard $: x", "$* < @ odd > => $# esmtp $@ x",
                        "$* < @ $+ > $* => $# esmtp $@ $2 $: $1 < @ $2 > $3")
                .rules("4", "< @ > => $@", "$* < $+ > $* => $1 $2 $3")
                .rules("11", "$- => $: $1 < @ env >").rules("31", "$- => $: $1 < @ hdr >").rules("21", "$* => $: $1 . $&h");
        text.builder().mailer(ESMTP).mailer(PLAIN);
        return new AddressRewriter(text.policy(), new RuleEngine(text.policy()));
    }

    private static MailerDefinition mailer(String name, String flags, Map<Character, String> equates) {
        return new MailerDefinition(name, "[" + name + "]", flags, List.of(MacroText.parse("$u")), equates);
    }

    @Test
    void addressResolvesToARouteWhoseUserIsRewrittenForTheMailer() {
        assertEquals(new Route("esmtp", "host.example", "joe@host.example.host.example"), resolve("Joe <Joe@Host.Example>"),
                "R= sees $h; without F=uh both are lower case");
        assertEquals(new Route("plain", "Local", "Joe"), resolve("Joe@here"), "F=uh keep the case");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "<a@b             | 'Unbalanced ''<'''",
            "\"a@b           | 'Unbalanced ''\"'''",
            "a@b)             | 'Unbalanced '')'''",
            "(only a comment) | the address is empty",
            "''               | the address is empty",
            "a\u0085b@c      | 8-bit character in mailbox address",
            "a\u00c2\u0085b@c | 8-bit character in mailbox address",
            "a\u00c3\u0085\u0085b@c | 8-bit character in mailbox address"})
    void syntaxErrorsAreRefusedForGood(String address, String text) {
        assertEquals(new Refusal(553, EnhancedStatus.of("5.1.3"), text), resolve(address));
    }

    @Test
    void lettersOfUtf8AreLetters() {
        String octets = new String("Gr\u00fc\u00df@h\u00c9re".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertTrue(((Route) resolve(octets + ".Example")).user().startsWith(octets.replace("Gr", "gr")), octets);
    }

    @Test
    void controlCharactersNeverReachARoute() {
        assertEquals(553, assertInstanceOf(Refusal.class, resolve("a\u0001b@c")).code());
        assertEquals(553, assertInstanceOf(Refusal.class, resolve("a\uE023b@c")).code());
        assertEquals(553, assertInstanceOf(Refusal.class, resolve("a".repeat(254) + "@b")).code());
    }

    @Test
    void errorMailerRefusesAndMistakesOfThePolicyDefer() {
        assertEquals(new Refusal(550, EnhancedStatus.of("5.1.2"), "no host x"), resolve("x@bad"));
        assertEquals(451, assertInstanceOf(Refusal.class, resolve("x@gone")).code(), "discard is for checks only");
        assertEquals(451, assertInstanceOf(Refusal.class, resolve("x@odd")).code(), "no user");
        assertEquals(451, assertInstanceOf(Refusal.class, resolve("x")).code(), "no mailer");
    }

    @Test
    void senderAndRecipientGoThroughTheirOwnRuleSets() {
        assertEquals("joe@env", rewriter.rewrite("joe", Role.ENVELOPE_SENDER, ESMTP, world));
        assertEquals("joe@hdr", rewriter.rewrite("joe", Role.HEADER_SENDER, ESMTP, world));
        assertEquals("", rewriter.rewrite("", Role.ENVELOPE_SENDER, PLAIN, world));
        assertEquals("a@b", rewriter.rewrite("x <a@b> y", Role.HEADER_RECIPIENT, PLAIN, world));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "joe                                 | joe@hdr",
            "Joe Doe <joe>                       | Joe Doe <joe@hdr>",
            "J. Doe <joe>                        | \"J. Doe\" <joe@hdr>",
            "\"Doe, Joe\" <joe> (a, b)        | \"Doe, Joe\" <joe@hdr> (a, b)",
            "joe (Joe Doe)                       | joe@hdr (Joe Doe)",
            "(Joe) joe                           | (Joe) joe@hdr",
            "<joe                                | <joe@hdr>",
            "(only a comment)                    | (only a comment)",
            "<>                                  | <>"})
    void itemsKeepEverythingButTheAddress(String item, String expected) {
        assertEquals(expected, rewriter.rewriteItem(item, Role.HEADER_SENDER, ESMTP, world, ""));
    }

    @Test
    void mailerWithFlagCGetsNoComments() {
        assertEquals("a@b", rewriter.rewriteItem("Joe <a@b> (x)", Role.HEADER_SENDER, PLAIN, world, ""));
    }

    @Test
    void aDomainIsAppendedToWhatHasNone() {
        assertEquals("Joe <joe@far>", rewriter.rewriteItem("Joe <joe>", Role.HEADER_SENDER, ESMTP, world, "@far"));
        assertEquals("joe@near", rewriter.rewriteItem("joe@near", Role.HEADER_SENDER, ESMTP, world, "@far"));
    }

    @Test
    void namesAreQuotedWhereTheyMustBe() {
        assertEquals("\"A, B (c)\" <joe>", rewriter.mended("A, B (c) <joe>"));
        assertEquals("Joe Doe <joe>", rewriter.mended("Joe Doe <joe>"));
    }

    @Test
    void policyWithoutRuleSetsChangesNothing() {
        AddressRewriter empty = new AddressRewriter(Policy.builder().build(), new RuleEngine(Policy.builder().build()));
        assertEquals("a@b", empty.rewrite("a@b", Role.ENVELOPE_SENDER, PLAIN, world));
        assertEquals("a@b (c)", empty.rewriteItem("a@b (c)", Role.HEADER_RECIPIENT, ESMTP, world, ""));
        assertEquals(451, assertInstanceOf(Refusal.class, empty.resolve("a@b", world)).code());
    }

    @Test
    void noTextMakesItThrow() {
        Random random = new Random(4711);
        String alphabet = "ab@.<>()\"\\:;,![] \t\n$\u0000\u00ff\u0085\uE023\uE03E";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder address = new StringBuilder();
            for (int n = random.nextInt(14); n >= 0; n--) {
                address.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            resolve(address.toString());
            assertTrue(rewriter.rewriteItem(address.toString(), Role.HEADER_SENDER, ESMTP, world, "@far").length() < 1000);
        }
    }

    private Resolution resolve(String address) {
        return rewriter.resolve(address, world);
    }
}
