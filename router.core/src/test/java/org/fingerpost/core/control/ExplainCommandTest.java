package org.fingerpost.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.control.Invocation;
import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.rewrite.Resolution;
import org.fingerpost.api.rewrite.Rewriting;
import org.fingerpost.api.rewrite.RuleSet;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.Itinerary;
import org.fingerpost.api.mailer.Mailer;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.core.forward.Household;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.TestPolicy;
import org.fingerpost.core.services.FakeReference;
import org.fingerpost.core.services.Services;
import org.fingerpost.core.services.TestUsers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {

    /** A user at a shell. */
    private record Call(ByteArrayOutputStream printed) implements Invocation {

        @Override
        public List<String> arguments() {
            return List.of();
        }

        @Override
        public Map<String, String> environment() {
            return Map.of();
        }

        @Override
        public String user() {
            return "root";
        }

        @Override
        public InputStream input() {
            return InputStream.nullInputStream();
        }

        @Override
        public PrintStream output() {
            return new PrintStream(printed, true, StandardCharsets.ISO_8859_1);
        }

        @Override
        public PrintStream error() {
            return output();
        }
    }

    private final Services services = TestUsers.unprivileged();
    private String printed;

    private int explain(String... words) throws Exception {
        Generation generation = TestPolicy.generation(services, Path.of("/instance"),
                Map.of("staff", "ann, ann, bob, joe@far.example, \"|/bin/cat\"", "later", "?no disk", "team", "ann, later"),
                List.of("ann"));
        Call call = new Call(new ByteArrayOutputStream());
        int status = ExplainCommand.explain(generation, services, ExplainArguments.of(List.of(words)), call);
        printed = call.printed().toString(StandardCharsets.ISO_8859_1);
        return status;
    }

    private void assertPrints(String line) {
        assertTrue(printed.lines().anyMatch(line::equals), () -> "\"" + line + "\" is not in:\n" + printed);
    }

    @Test
    void mailForAnotherHost() throws Exception {
        assertEquals(0, explain("joe smith@far.example"));
        assertEquals("""
                generation 1

                joe smith@far.example
                    rule set canonify: joe smith@far.example (unchanged)
                    rule set parse: joe smith@far.example -> $# relay $@ hub $: joe smith@far.example
                        test.cf:1: joe smith@far.example -> $# relay $@ hub $: joe smith@far.example
                    rule set 2: joe smith@far.example (unchanged)
                    rule set 4: joe smith@far.example (unchanged)
                    => mailer relay, host hub, user joe smith@far.example

                only this machine, and clients that may relay, may send there

                mailer relay to hub (service smtp, which is not there: its mail waits)
                    batch       one for each host, up to 100 recipients at once
                    sender      <root>
                    user        joe smith@far.example
                    arguments   TCP hub
                    From:       root
                    To:         joe smith@far.example
                """, printed);
    }

    /** Goes to {@code way}; to null it fails. */
    private static Mailer going(Itinerary way) {
        return new Mailer() {
            @Override
            public CompletionStage<List<Outcome>> deliver(Delivery delivery) {
                throw new AssertionError("nothing is delivered");
            }

            @Override
            public Optional<Itinerary> itinerary(Delivery delivery) {
                if (way == null) {
                    throw new IllegalStateException("lost the map");
                }
                return Optional.of(way);
            }
        };
    }

    @Test
    void serversAreNamedIfThatIsAsked() throws Exception {
        services.mailers().add("smtp", going(new Itinerary(List.of(new Itinerary.Stop("mx.test", "192.0.2.1", 25, "MX 10 of hub"),
                new Itinerary.Stop("192.0.2.2", "192.0.2.2", 26, "a fallback")),
                Optional.of(Outcome.deferred("4.4.3", "address of b.test not found")))));
        assertEquals(0, explain("joe@far.example"));
        assertFalse(printed.contains("mx.test"), printed);
        assertEquals(0, explain("--servers", "joe@far.example"));
        assertPrints("    server      mx.test [192.0.2.1] port 25: MX 10 of hub");
        assertPrints("    server      192.0.2.2 port 26: a fallback");
        assertPrints("    => if none of them takes it: 4.4.3 address of b.test not found");
        assertEquals(0, explain("--servers", "--json", "joe@far.example"));
        assertTrue(printed.contains("\"servers\":[{\"host\":\"mx.test\",\"address\":\"192.0.2.1\",\"port\":25,"
                + "\"reason\":\"MX 10 of hub\"},"), printed);
        assertTrue(printed.contains("\"trouble\":\"4.4.3 address of b.test not found\""), printed);
    }

    @Test
    void mailerThatFailsToSayWhereItGoes() throws Exception {
        services.mailers().add("smtp", going(null));
        assertEquals(0, explain("--servers", "joe@far.example"));
        assertTrue(printed.contains("    => no server: 4.3.0 bundle "), printed);
        assertTrue(printed.contains(" failed: java.lang.IllegalStateException: lost the map"), printed);
    }

    @Test
    void aUserOfThisMachine() throws Exception {
        assertEquals(0, explain("ann"));
        assertPrints("    table aliases, \"ann\": not found  (of bundle (gone))");
        assertPrints("    table user, \"ann\": \"ann\"  (of bundle (gone))");
        assertPrints("    => mailer local, user ann");
        assertPrints("everybody may send there");
        assertPrints("    arguments   FILE mail/ann");
    }

    @Test
    void anAliasIsFollowedToTheMailers() throws Exception {
        assertEquals(67, explain("staff"));
        assertPrints("    => alias for ann, ann, bob, joe@far.example, \"|/bin/cat\"");
        assertPrints("ann, from staff");
        assertPrints("    => came up before, and gets the message once");
        assertPrints("    => refused: 550 5.1.1 User unknown");
        assertPrints("|/bin/cat, from staff");
        assertPrints("    => a program, named by alias staff");
        assertEquals(3, printed.lines().filter(line -> line.startsWith("mailer ")).count(), printed);
    }

    @Test
    void aForwardFileIsShownWithWhatItNames(@TempDir Path folder) throws Exception {
        Household household = new Household(folder);
        Path file = household.add("ann", "/bin/sh").resolve(".forward");
        Files.writeString(file, "\\ann\n|/bin/cat\n");
        household.bind(services);
        assertEquals(0, explain("ann"));
        assertPrints("    table forward, \"" + file + "\": \"\\ann, |/bin/cat\"");
        assertPrints("    => what the forward file " + file + " says");
        assertPrints("    => mailer local, user ann");
        assertPrints("    => a program of user ann, named by the forward file " + file);
        assertEquals(0, explain("ann", "--json"));
        assertTrue(printed.contains("\"forward\":\"" + file + "\"") && printed.contains("\"controller\":\"ann\""), printed);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        assertEquals(0, explain("ann"));
        assertTrue(printed.contains("forward file " + file + " is not followed: "), printed);
        assertFalse(printed.contains("|/bin/cat"), printed);
    }

    @Test
    void whatIsBehindAnAliasAndCannotBeToldNowHoldsUpAllOfIt() throws Exception {
        assertEquals(75, explain("team"));
        assertPrints("    => waits: 4.3.0 ?no disk");
        assertEquals(0, printed.lines().filter(line -> line.startsWith("mailer ")).count(), printed);
    }

    @Test
    void whoIsUnknownIsRefused() throws Exception {
        assertEquals(67, explain("nobody"));
        assertPrints("    => refused: 550 5.1.1 User unknown");
        assertEquals(67, explain("x\u001b[2J"));
        assertEquals(List.of(), printed.chars().filter(c -> c < ' ' && c != '\n').boxed().toList(),
                "nothing that commands a terminal");
    }

    @Test
    void whatCannotBeToldNowIsTemporary() throws Exception {
        assertEquals(75, explain("later"));
        assertPrints("    => waits: 451 4.3.0 ?no disk");
    }

    @Test
    void whatARuleSetOfABundleMakesIsShown() throws Exception {
        RuleSet shout = (tokens, context) -> {
            context.lookup("loud", "ann", List.of("very"));
            return new Rewriting.Tokens(List.of("ANN"));
        };
        services.bindRuleSet(new FakeReference<>(Map.of("ruleset.name", "canonify")), shout);
        explain("ann");
        assertPrints("    rule set canonify of bundle (gone): ann -> ANN");
        assertPrints("        table loud, \"ann\", \"very\": there is no table loud");
    }

    @Test
    void aTableSaysWhereItsEntryStands() throws Exception {
        RuleSet asking = (tokens, context) -> {
            context.lookup("placed", "k", List.of());
            return new Rewriting.Tokens(tokens);
        };
        services.bindRuleSet(new FakeReference<>(Map.of("ruleset.name", "canonify")), asking);
        TestPolicy.table(services, "placed", new LookupTable() {
            @Override
            public Lookup lookup(String key, List<String> arguments) {
                return new Lookup.Found("v");
            }

            @Override
            public Optional<String> place(String key) {
                return java.util.Optional.of("/etc/placed:7");
            }
        });
        explain("ann");
        assertPrints("        table placed, \"k\": \"v\", in /etc/placed:7  (of bundle (gone))");
        explain("--json", "ann");
        assertTrue(printed.contains("\"place\":\"/etc/placed:7\""), printed);
    }

    @Test
    void theSenderIsRewrittenForTheMailer() throws Exception {
        assertEquals(0, explain("--from", "<eve@here.example>", "joe@far.example"));
        assertPrints("    sender      <eve@here.example>");
        assertPrints("    From:       eve@here.example");
        assertPrints("    envelope sender: eve@here.example (unchanged)");
        assertPrints("    header recipient: joe@far.example (unchanged)");
        assertPrints("        rule set 1: eve@here.example (unchanged)");
        explain("--from", "<>", "joe@far.example");
        assertPrints("    sender      <>");
        assertPrints("    From:       MAILER-DAEMON");
    }

    @Test
    void aClientMayBeToldThatItMayNot() throws Exception {
        assertEquals(77, explain("--client", "198.51.100.7", "joe@far.example"));
        assertPrints("RCPT TO:<joe@far.example>");
        assertPrints("    => 550 5.7.1 <joe@far.example>... Relaying denied");
        assertEquals(0, explain("--client", "2001:db8::7", "ann"));
        assertPrints("client 2001:db8::7");
        assertPrints("    => 250 2.1.5 <ann>... Recipient ok");
    }

    private void check(String name, Rewriting answer) {
        services.bindRuleSet(new FakeReference<>(Map.of("ruleset.name", name)), (tokens, context) -> answer);
    }

    private static Rewriting refusal(int code, String status, String text) {
        return new Rewriting.Resolved(new Resolution.Refusal(code, EnhancedStatus.of(status), text));
    }

    @Test
    void checkRuleSetsOfThePolicyAreAskedForAClient() throws Exception {
        check("check_mail", new Rewriting.Tokens(List.of("ok")));
        check("check_rcpt", refusal(550, "5.7.1", "not you"));
        assertEquals(77, explain("--client", "198.51.100.7", "--from", "eve@x", "joe@far.example"));
        assertPrints("MAIL FROM:<eve@x>");
        assertPrints("    rule set check_mail of bundle (gone): <eve@x> -> ok");
        assertPrints("    => 250 2.1.0 <eve@x>... Sender ok");
        assertPrints("    => 550 5.7.1 <joe@far.example>... not you");
        assertPrints("rule set check_rcpt says which clients may send there; --client IP asks it");
        assertEquals(0, explain("joe@far.example"), "who sends from this machine is not asked");
        explain("--json", "--client", "198.51.100.7", "joe@far.example");
        assertTrue(printed.contains("\"admitted\":false,\"forAnybody\":null,\"session\":[{\"phase\":\"connect\",\"code\":220,"),
                printed);
        assertTrue(printed.contains("{\"phase\":\"rcpt\",\"code\":550,\"status\":\"5.7.1\",\"text\":\"<joe@far.example>... not you\",\"remark\":null,"
                + "\"steps\":[{\"step\":\"ruleset\",\"name\":\"check_rcpt\","), printed);
    }

    @Test
    void aRefusedClientGetsNoFurther() throws Exception {
        check("check_relay", refusal(554, "5.7.1", "go away"));
        assertEquals(77, explain("--client", "198.51.100.7", "ann"));
        assertPrints("    => 554 5.7.1 go away");
        assertTrue(!printed.contains("MAIL FROM"), printed);
    }

    @Test
    void whatMailersAreNotCalledForIsSaid() throws Exception {
        check("check_compat", refusal(553, "5.7.1", "these two do not fit"));
        assertEquals(67, explain("ann"));
        assertPrints("    => no mailer is called, by check_compat: 5.7.1 these two do not fit");
        assertEquals(0, printed.lines().filter(line -> line.startsWith("mailer ")).count(), printed);
    }

    @Test
    void anAnswerThatWasKeptSaysSo() throws Exception {
        services.bindTable(new FakeReference<>(Map.of("table.name", "user", "cache.found", "1h")),
                (key, arguments) -> new Lookup.Found("found"));
        explain("ann");
        assertTrue(!printed.contains("kept for"), printed);
        explain("ann");
        assertTrue(printed.contains("table user, \"ann\": \"found\", kept for "), printed);
        explain("--json", "ann");
        assertTrue(printed.contains("\"keptSeconds\":"), printed);
        assertTrue(!printed.contains("\"name\":\"user\",\"type\":null,\"source\":null,\"bundle\":\"(gone)\",\"key\":\"ann\","
                + "\"arguments\":[],\"result\":\"found\",\"value\":\"found\",\"reason\":null,\"place\":null,\"keptSeconds\":null"), printed);
    }

    @Test
    void colourIsForThoseWhoAskForIt() throws Exception {
        explain("--color", "ann");
        assertPrints("\u001b[1mann\u001b[0m");
        assertPrints("    \u001b[32m=> mailer local, user ann\u001b[0m");
    }

    @Test
    void programsReadTheSame() throws Exception {
        assertEquals(0, explain("--json", "--from", "eve@x", "joe@far.example"));
        assertTrue(printed.startsWith("{\"generation\":1,\"policy\":null,\"address\":\"joe@far.example\",\"sender\":\"eve@x\",\"client\":null,"
                + "\"admitted\":true,\"forAnybody\":false,\"session\":[],\"recipients\":[{\"number\":0,\"parent\":-1,\"target\":\"joe@far.example\","
                + "\"state\":\"pending\",\"result\":\"mail\",\"mailer\":\"relay\",\"host\":\"hub\",\"user\":\"joe@far.example\",\"steps\":["
                + "{\"step\":\"ruleset\",\"name\":\"canonify\",\"bundle\":null,\"before\":\"joe@far.example\",\"after\":\"joe@far.example\",\"steps\":[]},"),
                printed);
        assertTrue(printed.contains("{\"step\":\"rule\",\"file\":\"test.cf\",\"line\":1,\"before\":\"joe@far.example\","
                + "\"after\":\"$# relay $@ hub $: joe@far.example\",\"steps\":[]}"), printed);
        assertTrue(printed.contains("\"deliveries\":[{\"mailer\":\"relay\",\"service\":\"smtp\",\"bundle\":null,\"host\":\"hub\",\"maxRecipients\":100,"
                + "\"sender\":\"eve@x\",\"users\":[\"joe@far.example\"],\"arguments\":[\"TCP\",\"hub\"],"
                + "\"header\":{\"From\":\"eve@x\",\"To\":\"joe@far.example\"},\"steps\":["
                + "{\"step\":\"address\",\"role\":\"envelope sender\",\"before\":\"eve@x\",\"after\":\"eve@x\",\"steps\":[{\"step\":\"ruleset\","), printed);
        assertEquals(67, explain("--json", "nobody"));
        assertTrue(printed.contains("\"result\":\"refused\",\"code\":550,\"status\":\"5.1.1\",\"text\":\"User unknown\""),
                printed);
        assertTrue(printed.contains("{\"step\":\"table\",\"name\":\"user\",\"type\":null,\"source\":null,\"bundle\":\"(gone)\",\"key\":\"nobody\","
                + "\"arguments\":[],\"result\":\"not found\",\"value\":null,\"reason\":null,\"place\":null,\"keptSeconds\":null,"
                + "\"microseconds\":"),
                printed);
    }
}
