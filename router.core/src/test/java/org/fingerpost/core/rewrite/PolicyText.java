package org.fingerpost.core.rewrite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import org.fingerpost.api.policy.Location;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.policy.Rule;
import org.fingerpost.api.policy.RuleSetDefinition;
import org.fingerpost.api.policy.Symbol;
import org.fingerpost.api.policy.Symbol.Kind;

/** Policies for tests, from rules as people write them: symbols separated by blanks, {@code =>} between the sides. */
public final class PolicyText {

    private final Policy.Builder builder = Policy.builder().level(10).option("OperatorChars", ".:%@!^/[]+-");
    private final Map<String, List<Rule>> ruleSets = new LinkedHashMap<>();

    public PolicyText rules(String ruleSet, String... rules) {
        List<Rule> list = ruleSets.computeIfAbsent(ruleSet, name -> new ArrayList<>());
        for (String rule : rules) {
            String[] sides = rule.split("=>", 2);
            list.add(new Rule(symbols(sides[0]), symbols(sides[1]), new Location(Path.of("test.cf"), list.size() + 1, 0)));
        }
        return this;
    }

    public Policy.Builder builder() {
        return builder;
    }

    public Policy policy() {
        ruleSets.forEach((name, rules) -> builder.ruleSet(new RuleSetDefinition(name,
                name.matches("\\d+") ? OptionalInt.of(Integer.parseInt(name)) : OptionalInt.empty(), rules)));
        return builder.build();
    }

    static List<Symbol> symbols(String side) {
        List<Symbol> symbols = new ArrayList<>();
        for (String word : side.strip().split(" +")) {
            if (!word.isEmpty()) {
                Symbol symbol = symbol(word);
                symbols.add(symbol.kind() == Kind.CALL ? Symbol.of(Kind.CALL) : symbol);
                if (symbol.kind() == Kind.CALL && !symbol.text().isEmpty()) {
                    symbols.add(Symbol.literal(symbol.text()));
                }
            }
        }
        return symbols;
    }

    private static Symbol symbol(String word) {
        if (word.matches("\\$[0-9]")) {
            return new Symbol(Kind.POSITION, word.substring(1));
        }
        for (Kind kind : Kind.values()) {
            if (kind.spelling().length() == 2 && word.startsWith(kind.spelling())) {
                return new Symbol(kind, word.substring(2));
            }
        }
        return Symbol.literal(word);
    }
}
