package org.fingerpost.core.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.fingerpost.api.policy.HeaderDeclaration;
import org.fingerpost.api.policy.Location;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.policy.Rule;
import org.fingerpost.api.policy.RuleSetDefinition;
import org.fingerpost.api.policy.Symbol;
import org.fingerpost.api.table.TableDeclaration;

/**
 * What differs between two policies, for a person: a heading for each thing, below it what goes ({@code -}) and comes
 * ({@code +}).
 */
public final class PolicyDifference {

    private final Policy before;
    private final Policy after;
    private final List<String> lines = new ArrayList<>();

    private PolicyDifference(Policy before, Policy after) {
        this.before = before;
        this.after = after;
    }

    /** Lines of text; none if mail would be treated alike. */
    public static List<String> between(Policy before, Policy after) {
        return new PolicyDifference(before, after).lines();
    }

    private List<String> lines() {
        single("level", before.level(), after.level());
        each("macro", Policy::macros, value -> "\"" + value.source() + "\"");
        classes();
        each("option", Policy::options, value -> "\"" + value + "\"");
        each("mailer", Policy::mailers, Object::toString);
        each("table", Policy::tables, PolicyDifference::spelled);
        each("header field", policy -> byName(policy.headers()), Function.identity());
        each("precedence", Policy::precedences, String::valueOf);
        single("environment", before.environment(), after.environment());
        ruleSets();
        return lines;
    }

    private void single(String what, Object old, Object young) {
        if (!old.equals(young)) {
            add(what, old.toString(), young.toString());
        }
    }

    private <T> void each(String what, Function<Policy, Map<String, T>> part, Function<? super T, String> spelling) {
        Map<String, T> old = part.apply(before);
        Map<String, T> young = part.apply(after);
        for (String name : names(old.keySet(), young.keySet())) {
            String was = old.containsKey(name) ? spelling.apply(old.get(name)) : null;
            String is = young.containsKey(name) ? spelling.apply(young.get(name)) : null;
            if (!Objects.equals(was, is)) {
                add(what + " " + name, was, is);
            }
        }
    }

    private void add(String heading, String was, String is) {
        lines.add(heading);
        if (was != null) {
            lines.add("  - " + was);
        }
        if (is != null) {
            lines.add("  + " + is);
        }
    }

    private void classes() {
        for (String name : names(before.classes().keySet(), after.classes().keySet())) {
            Set<String> old = before.classes().getOrDefault(name, Set.of());
            Set<String> young = after.classes().getOrDefault(name, Set.of());
            String gone = old.stream().filter(member -> !young.contains(member)).collect(Collectors.joining(" "));
            String come = young.stream().filter(member -> !old.contains(member)).collect(Collectors.joining(" "));
            if (!gone.isEmpty() || !come.isEmpty()) {
                add("class " + name, gone.isEmpty() ? null : gone, come.isEmpty() ? null : come);
            }
        }
    }

    private void ruleSets() {
        for (String name : names(before.ruleSets().keySet(), after.ruleSets().keySet())) {
            RuleSetDefinition old = before.ruleSets().get(name);
            RuleSetDefinition young = after.ruleSets().get(name);
            List<Rule> was = old == null ? List.of() : old.rules();
            List<Rule> is = young == null ? List.of() : young.rules();
            if (old == null || young == null || !old.number().equals(young.number()) || !texts(was).equals(texts(is))) {
                lines.add("rule set " + name + (old == null ? ", new" : young == null ? ", gone" : ""));
                rules(was, is);
            }
        }
    }

    /** What the two have in common at their beginnings and ends is left out. */
    private void rules(List<Rule> was, List<Rule> is) {
        List<String> old = texts(was);
        List<String> young = texts(is);
        int begin = 0;
        while (begin < Math.min(old.size(), young.size()) && old.get(begin).equals(young.get(begin))) {
            begin++;
        }
        int same = 0;
        while (same < Math.min(old.size(), young.size()) - begin
                && old.get(old.size() - 1 - same).equals(young.get(young.size() - 1 - same))) {
            same++;
        }
        was.subList(begin, was.size() - same).forEach(rule -> lines.add("  - " + placed(rule)));
        is.subList(begin, is.size() - same).forEach(rule -> lines.add("  + " + placed(rule)));
    }

    private static List<String> texts(List<Rule> rules) {
        return rules.stream().map(PolicyDifference::spelled).toList();
    }

    private static String placed(Rule rule) {
        return new Location(rule.where().file(), rule.where().line(), 0) + ": " + spelled(rule);
    }

    private static String spelled(Rule rule) {
        return "R" + spelled(rule.left()) + "  ->  " + spelled(rule.right());
    }

    private static String spelled(List<Symbol> side) {
        return side.stream().map(Symbol::toString).collect(Collectors.joining(" "));
    }

    private static String spelled(TableDeclaration table) {
        return (table.type() + " " + table.arguments()).strip();
    }

    /** A field may be declared more than once. */
    private static Map<String, String> byName(List<HeaderDeclaration> headers) {
        Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach(header -> byName.merge(header.name(), spelled(header), (one, other) -> one + "; " + other));
        return byName;
    }

    private static String spelled(HeaderDeclaration header) {
        return (header.flags().isEmpty() ? "" : "?" + header.flags() + "? ")
                + header.condition().map(macro -> "?${" + macro + "}? ").orElse("")
                + header.ruleSet().map(name -> (header.comments() ? "$>+" : "$>") + name + " ").orElse("")
                + header.text().source();
    }

    private static Set<String> names(Set<String> old, Set<String> young) {
        Set<String> names = new LinkedHashSet<>(old);
        names.addAll(young);
        return names;
    }
}
