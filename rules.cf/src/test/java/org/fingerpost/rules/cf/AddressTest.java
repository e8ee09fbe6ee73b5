package org.fingerpost.rules.cf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.rewrite.RuleSet;
import org.fingerpost.api.rewrite.Tokenizer;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.core.rewrite.OperatorTokens;
import org.fingerpost.core.rewrite.Rewritten;
import org.fingerpost.core.rewrite.RuleEngine;
import org.fingerpost.core.rewrite.Surroundings;
import org.fingerpost.core.rewrite.Trace;

/** Runs the commands of a recorded test that name rule sets: {@code 3,0 address, address}. */
final class AddressTest implements Surroundings {

    private static final int MAX_ADDRESS = 255;

    private final Policy policy;
    private final RuleEngine engine;
    private final Map<String, String> macros = new HashMap<>();
    private final TestTables tables;

    AddressTest(Policy policy, RuleEngine engine) {
        this.policy = policy;
        this.engine = engine;
        this.tables = new TestTables(policy, macros);
    }

    /** {@code .D{name}value}. */
    void define(String command) {
        Names.Scanned name = Names.scan(command, 2).orElseThrow();
        macros.put(name.name(), command.substring(name.end()));
    }

    /** What each rule set gave, in the form of {@link Vector#ruleSets}. */
    List<String> run(String command) {
        String[] words = command.split("[ \t]+", 2);
        List<String> results = new ArrayList<>();
        if (words.length < 2) {
            return results;
        }
        for (String address : split(words[1])) {
            apply(List.of(words[0].split(",", -1)), address, results);
        }
        return results;
    }

    private void apply(List<String> ruleSets, String address, List<String> results) {
        if (address.length() > MAX_ADDRESS || address.chars().anyMatch(c -> c >= 0x80 && c < 0xa0)) {
            return;
        }
        Tokenizer.Tokenization cut = engine.ruleTokenizer().tokenize(address);
        List<String> tokens = cut.tokens();
        if (tokens.isEmpty()) {
            return;
        }
        for (String ruleSet : ruleSets) {
            if (!engine.has(ruleSet) && !ruleSet.matches("\\d{1,2}")) {
                return;
            }
            Rewritten result = engine.evaluate(ruleSet, tokens, this);
            tokens = result.tokens();
            String name = policy.ruleSet(ruleSet).map(set -> set.name()).orElse(ruleSet);
            results.add(name + "\t" + printed(OperatorTokens.spelled(tokens)));
        }
    }

    /** At commas outside of quotes, angle brackets and, if they are no tokens, comments. */
    private List<String> split(String addresses) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        int angles = 0;
        int comments = 0;
        boolean quoted = false;
        for (int i = 0; i < addresses.length(); i++) {
            char c = addresses.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"' && comments == 0) {
                quoted = !quoted;
            } else if (!quoted && policy.level() < 9 && (c == '(' || c == ')')) {
                comments = Math.max(0, comments + (c == '(' ? 1 : -1));
            } else if (!quoted && comments == 0 && (c == '<' || c == '>')) {
                angles = Math.max(0, angles + (c == '<' ? 1 : -1));
            } else if (c == ',' && !quoted && comments == 0 && angles == 0) {
                parts.add(addresses.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(addresses.substring(start));
        return parts;
    }

    private static String printed(String tokens) {
        StringBuilder out = new StringBuilder();
        for (char c : tokens.toCharArray()) {
            char low = (char) (c & 0x7f);
            out.append(c >= 0x80 ? "M-" : "").append(low < ' ' || low == 0x7f ? "^" + (char) (low ^ 0x40) : String.valueOf(low));
        }
        return out.toString();
    }

    @Override
    public Optional<String> macro(String name) {
        return Optional.ofNullable(macros.get(name)).map(MacroText::parse).or(() -> Optional.ofNullable(policy.macros().get(name)))
                .map(text -> text.expand(n -> Optional.ofNullable(policy.macros().get(n))));
    }

    @Override
    public Optional<RuleSet> service(String ruleSet) {
        return Optional.empty();
    }

    @Override
    public Lookup lookup(String table, String key, List<String> arguments) {
        return tables.lookup(table, key, arguments);
    }

    @Override
    public Trace trace() {
        return Trace.NONE;
    }
}
