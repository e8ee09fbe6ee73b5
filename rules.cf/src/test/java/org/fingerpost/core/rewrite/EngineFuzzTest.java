package org.fingerpost.core.rewrite;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.policy.Reading;
import org.fingerpost.api.rewrite.RuleSet;
import org.fingerpost.api.rewrite.Tokenizer;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.core.rewrite.AddressRewriter.Role;
import org.fingerpost.rules.cf.FuzzPolicies;
import org.fingerpost.rules.cf.SendmailCfReader;
import org.junit.jupiter.params.provider.MethodSource;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Any rules over any address: they end, soon, without an exception, and give no more than {@value Tokenizer#MAX_TOKENS} tokens.
 */
class EngineFuzzTest {

    /** What the rules can name; they follow it. */
    private static final String BEGINNING = """
            V10/Berkeley
            O OperatorChars=.:%@!^/[]+
            Cwlocalhost our.example
            CPa.b a.b.c x
            Dmexample
            Kt hash /t
            Kd dequote
            Mlocal, P=[FILE], F=Ahmu, S=1, R=2, A=FILE $u
            Mrelay, P=[IPC], F=mu, S=1/2, R=2/1, A=TCP $h
            S3
            """;

    /** Less than mail is given, so that more is tried; what it bounds is the same. */
    private static final int STEPS = 20_000;
    /** Far more than the slowest machine needs for what an evaluation may cost. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static Stream<byte[]> rulesAndAddresses() throws IOException {
        return Stream.concat(Stream.of(
                "R$*\t$:$1<@>\nR$*<@>\t$@$1\nS0\nR$+@$=w\t$#local$:$1\nR$+@$+\t$#relay$@$2$:$1<@$2>\0ann@far.example",
                "R$*\t$(t $1 $@ $m $: none $)$[$1$]\nS0\nR$*\t$>x$1\nSx\nR$-.$*\t$2.$1\nR$*$*$*$*$*\t$5$1\0a.b.c.d.e.f",
                "R$+\t$1 $1\nS0\nR$*\t$>0 $>0 $1\0x y",
                "R$*$=P$*\t$1$&{t}$3\nR$~P$*\t$2\nR$@\t$#error$@5.1.1$:no\nS0\nR$*\t$#relay$@$1$:$1\0<@a.b:c@d>",
                "R$*\t$>$1 $1\nR$-$*\t$>$($1$)\n\0\"3\" x").map(FuzzPolicies::octets),
                FuzzPolicies.configurations().flatMap(EngineFuzzTest::ruleSets));
    }

    /** Each rule set by itself: small inputs are tried faster. */
    private static Stream<byte[]> ruleSets(byte[] configuration) {
        return Pattern.compile("(?m)^(?=S)").splitAsStream(new String(configuration, StandardCharsets.ISO_8859_1))
                .filter(text -> text.startsWith("S") && text.length() < 2000)
                .map(text -> FuzzPolicies.octets(text + "\0<@a.example:b!c%d@our.example>"));
    }

    @MethodSource("rulesAndAddresses")
    @DictionaryFile(resourcePath = "/org/fingerpost/rules/cf/cf.dict")
    @FuzzTest(maxDuration = "10m")
    void anyRulesOverAnyAddress(byte[] octets) throws IOException {
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        String rules = end < 0 ? text : text.substring(0, end);
        String address = end < 0 ? "user@far.example" : text.substring(end + 1);
        Policy policy = policy(rules);
        if (policy == null) {
            return;
        }
        long begin = System.nanoTime();
        evaluate(policy, address);
        long took = System.nanoTime() - begin;
        assertTrue(took < PATIENCE.toNanos(), "it took " + Duration.ofNanos(took));
    }

    private static Policy policy(String rules) throws IOException {
        Path file = FuzzPolicies.DIRECTORY.resolve("rules.cf");
        Files.writeString(file, BEGINNING + rules, StandardCharsets.ISO_8859_1);
        Reading reading = new SendmailCfReader("host.our.example").read(file, FuzzPolicies.DIRECTORY);
        return reading.isUsable() ? reading.policy() : null;
    }

    private static void evaluate(Policy policy, String address) {
        RuleEngine engine = new RuleEngine(policy, STEPS);
        AddressRewriter addresses = new AddressRewriter(policy, engine);
        Surroundings surroundings = new Bounded();
        List<String> tokens = engine.tokenizer().tokenize(address).tokens();
        for (String ruleSet : List.of("3", "0", "x")) {
            assertTrue(engine.evaluate(ruleSet, tokens, surroundings).tokens().size() <= Tokenizer.MAX_TOKENS, "too many tokens");
            engine.apply(ruleSet, tokens, surroundings);
        }
        addresses.resolve(address, surroundings);
        MailerDefinition relay = policy.mailers().get("relay");
        addresses.rewrite(address, Role.ENVELOPE_SENDER, relay, surroundings);
        addresses.rewriteItem(address, Role.HEADER_RECIPIENT, relay, surroundings, "");
    }

    /** Tables that answer by what they are asked, and a listener that sees that tokens stay bounded on the way too. */
    private static final class Bounded implements Surroundings, Trace {

        @Override
        public Optional<String> macro(String name) {
            return name.equals("none") ? Optional.empty() : Optional.of(name + "@example");
        }

        @Override
        public Optional<RuleSet> service(String ruleSet) {
            return Optional.empty();
        }

        @Override
        public Lookup lookup(String table, String key, List<String> arguments) {
            int choice = key.length() % 4;
            return choice == 0 ? Lookup.NOT_FOUND : choice == 1 ? new Lookup.Unavailable("not now")
                    : new Lookup.Found(choice == 2 ? key + "." + table : String.join("\"", arguments));
        }

        @Override
        public Trace trace() {
            return this;
        }

        @Override
        public void left(String ruleSet, List<String> tokens) {
            assertTrue(tokens.size() <= Tokenizer.MAX_TOKENS, "too many tokens");
        }
    }
}
