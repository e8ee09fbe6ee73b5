package org.fingerpost.core.policy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import org.fingerpost.api.policy.Location;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.policy.Rule;
import org.fingerpost.api.policy.RuleSetDefinition;
import org.fingerpost.api.policy.Symbol;
import org.fingerpost.api.policy.Symbol.Kind;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.core.services.FakeReference;
import org.fingerpost.core.services.Services;

/**
 * A small policy: {@code user@host} goes to the mailer {@code relay}, all else is local. Aliases and users are maps of the test.
 */
public final class TestPolicy {

    private TestPolicy() {
    }

    /** The generation with these services, and with the tables {@code aliases} and {@code user} from the maps. */
    public static Generation generation(Services services, Path directory, Map<String, String> aliases, List<String> users) {
        return generation(services, directory, aliases, users, Map.of());
    }

    /** The same with options. */
    public static Generation generation(Services services, Path directory, Map<String, String> aliases, List<String> users,
            Map<String, String> options) {
        table(services, "aliases", (key, arguments) -> answer(aliases.get(key)));
        table(services, "user", (key, arguments) -> answer(users.contains(key) ? key : null));
        return new Generation(1, policy(options), services, directory);
    }

    public static void table(Services services, String name, LookupTable table) {
        services.bindTable(new FakeReference<>(Map.of("table.name", name)), table);
    }

    private static Lookup answer(String value) {
        return value == null ? Lookup.NOT_FOUND : value.startsWith("?") ? new Lookup.Unavailable(value) : new Lookup.Found(value);
    }

    private static Policy policy(Map<String, String> options) {
        Rule relay = rule(List.of(Symbol.of(Kind.SOME), Symbol.literal("@"), Symbol.of(Kind.SOME)),
                Symbol.of(Kind.MAILER), Symbol.literal("relay"), Symbol.of(Kind.AT), Symbol.literal("hub"), Symbol.of(Kind.COLON),
                new Symbol(Kind.POSITION, "1"), Symbol.literal("@"), new Symbol(Kind.POSITION, "2"));
        Rule local = rule(List.of(Symbol.of(Kind.SOME)),
                Symbol.of(Kind.MAILER), Symbol.literal("local"), Symbol.of(Kind.COLON), new Symbol(Kind.POSITION, "1"));
        Policy.Builder builder = Policy.builder();
        options.forEach(builder::option);
        return builder.level(10)
                .option("OperatorChars", ".:%@!^/[]+")
                .macro("j", MacroText.parse("here.example"))
                .ruleSet(new RuleSetDefinition("canonify", OptionalInt.of(3), List.of()))
                .ruleSet(new RuleSetDefinition("parse", OptionalInt.of(0), List.of(relay, local)))
                .mailer(new MailerDefinition("local", "[FILE]", "lsDFMAw5",
                        List.of(MacroText.parse("FILE"), MacroText.parse("mail/$u")),
                        Map.of()))
                .mailer(new MailerDefinition("relay", "[IPC]", "mDFMuX", List.of(MacroText.parse("TCP"), MacroText.parse("$h")),
                        Map.of()))
                .mailer(new MailerDefinition("vacation", "[VACATION]", "lsDFMnuV", List.of(MacroText.parse("VACATION"),
                        MacroText.parse("$h"), MacroText.parse("$u")), Map.of()))
                .build();
    }

    private static Rule rule(List<Symbol> left, Symbol... right) {
        return new Rule(left, List.of(right), new Location(Path.of("test.cf"), 1, 0));
    }
}
