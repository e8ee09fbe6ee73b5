package org.fingerpost.rules.cf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.rewrite.RuleSet;
import org.fingerpost.api.rewrite.Tokenizer;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.core.policy.MacroScope;
import org.fingerpost.core.policy.Tables;
import org.fingerpost.core.rewrite.OperatorTokens;
import org.fingerpost.core.rewrite.Rewritten;
import org.fingerpost.core.rewrite.RuleEngine;
import org.fingerpost.core.rewrite.Surroundings;
import org.fingerpost.core.rewrite.Trace;

/** Runs commands that name rule sets, {@code 3,0 address, address}, and prints what sendmail -bt prints. */
final class AddressTest implements Surroundings, Trace {

    private static final int MAX_ADDRESS = 255;

    private final Policy policy;
    private final RuleEngine engine;
    private final MacroScope macros;
    private final Tables tables;
    private final StringBuilder out = new StringBuilder();

    AddressTest(Policy policy, RuleEngine engine, Tables tables) {
        this.policy = policy;
        this.engine = engine;
        this.tables = tables;
        this.macros = new MacroScope(policy);
    }

    /** {@code .D{name}value}. */
    void define(String command) {
        Names.Scanned name = Names.scan(command, 2, words -> { }).orElseThrow();
        macros.define(name.name(), command.substring(name.end()));
    }

    /** What is printed. */
    String run(String command) {
        out.setLength(0);
        String[] words = command.split("[ \t]+", 2);
        if (words.length < 2 || words[1].isBlank()) {
            warned("No address!");
        } else if (words[1].length() > MAX_ADDRESS) {
            warned("Address \"" + words[1].substring(0, MAX_ADDRESS) + "\" too long (" + MAX_ADDRESS + " bytes max)");
        } else if (words[1].chars().anyMatch(AddressTest::isRefused)) {
            warned("8-bit character in mailbox address \"" + words[1].replaceAll("[\u0080-\u009f]", "?") + "\"");
        } else {
            split(words[1]).forEach(address -> apply(words[0], address));
        }
        return out.toString();
    }

    private static boolean isRefused(int octet) {
        return octet >= 0x80 && octet < 0xa0;
    }

    private void apply(String ruleSets, String address) {
        Tokenizer.Tokenization cut = engine.ruleTokenizer().tokenize(address);
        cut.problems().forEach(problem -> warned(address + "... " + problem.text()));
        List<String> tokens = cut.tokens();
        if (tokens.isEmpty()) {
            return;
        }
        Matcher names = Pattern.compile("(\\w+)(,|$|.*)").matcher(ruleSets);
        while (names.lookingAt()) {
            if (!engine.has(names.group(1)) && !names.group(1).matches("\\d{1,2}")) {
                warned("Undefined ruleset " + ruleSets.substring(names.start()));
                return;
            }
            Rewritten result = engine.evaluate(names.group(1), tokens, this);
            tokens = result.tokens();
            names.region(names.end(), ruleSets.length());
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

    private static String printed(String token) {
        StringBuilder out = new StringBuilder();
        for (char c : token.toCharArray()) {
            char low = (char) (c & 0x7f);
            if (low >= ' ' && low != 0x7f) {
                out.append(c >= 0x80 ? "M-" : "").append(low);
            }
        }
        return out.toString();
    }

    @Override
    public Optional<String> macro(String name) {
        return macros.value(name);
    }

    @Override
    public Optional<RuleSet> service(String ruleSet) {
        return Optional.empty();
    }

    @Override
    public Lookup lookup(String table, String key, List<String> arguments) {
        return tables.lookup(table, key, arguments, macros);
    }

    @Override
    public Trace trace() {
        return this;
    }

    @Override
    public void entered(String ruleSet, List<String> tokens) {
        step(ruleSet, "  input:", tokens);
    }

    @Override
    public void left(String ruleSet, List<String> tokens) {
        step(ruleSet, "returns:", tokens);
    }

    private void step(String ruleSet, String what, List<String> tokens) {
        out.append(String.format("%-16s ", ruleSet)).append(what);
        tokens.forEach(token -> out.append(' ').append(printed(OperatorTokens.spelled(token))));
        out.append('\n');
    }

    @Override
    public void warned(String message) {
        out.append(message).append('\n');
    }
}
