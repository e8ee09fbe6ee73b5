package org.fingerpost.core.rewrite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.policy.Rule;
import org.fingerpost.api.policy.RuleSetDefinition;
import org.fingerpost.api.policy.Symbol;

/** Makes patterns and replacements of a policy's rules. For one thread. */
final class RuleCompiler {

    private final Vocabulary vocabulary;
    private final Map<String, PhraseClass> classes;
    /** One string for all that are equal: the name in a call is then the one that its rule set is found by. */
    private final Map<String, String> texts = new HashMap<>();

    RuleCompiler(Vocabulary vocabulary, Map<String, PhraseClass> classes) {
        this.vocabulary = vocabulary;
        this.classes = classes;
    }

    /** The words of all patterns, in lower case, and how often they are there. */
    static Map<String, Integer> words(Policy policy) {
        Map<String, Integer> counts = new HashMap<>();
        for (RuleSetDefinition definition : policy.ruleSets().values()) {
            for (Rule rule : definition.rules()) {
                for (Symbol symbol : rule.left()) {
                    if (isWord(symbol)) {
                        counts.merge(Ascii.lower(token(symbol)), 1, Integer::sum);
                    }
                }
            }
        }
        return counts;
    }

    /** All rule sets by their names, and by their numbers too. */
    Map<String, CompiledRuleSet> ruleSets(Policy policy) {
        Map<String, CompiledRuleSet> sets = new HashMap<>();
        for (RuleSetDefinition definition : policy.ruleSets().values()) {
            CompiledRuleSet set = compile(definition);
            set.names().forEach(name -> sets.put(name, set));
        }
        return sets;
    }

    private CompiledRuleSet compile(RuleSetDefinition definition) {
        Set<String> names = new LinkedHashSet<>(Set.of(same(definition.name())));
        definition.number().ifPresent(number -> names.add(same(String.valueOf(number))));
        return new CompiledRuleSet(definition.name(), List.copyOf(names),
                definition.rules().stream().map(this::compile).toList());
    }

    private String same(String text) {
        String known = texts.putIfAbsent(text, text);
        return known == null ? text : known;
    }

    private CompiledRule compile(Rule rule) {
        return new CompiledRule(pattern(rule.left()), replacement(rule.right(), positions(rule.left())), rule);
    }

    private Pattern pattern(List<Symbol> left) {
        List<Element> elements = new ArrayList<>(left.size());
        long traits = 0;
        for (Symbol symbol : left) {
            elements.add(element(symbol));
            if (isWord(symbol)) {
                traits |= vocabulary.token(token(symbol)).traits();
            }
        }
        return new Pattern(elements, traits);
    }

    private Element element(Symbol symbol) {
        return switch (symbol.kind()) {
            case ANY -> Element.of(Element.Kind.ANY);
            case SOME -> Element.of(Element.Kind.SOME);
            case ONE -> Element.of(Element.Kind.ONE);
            case AT -> Element.of(Element.Kind.NOTHING);
            case IN_CLASS -> Element.ofClass(Element.Kind.IN_CLASS, members(symbol.text()));
            case NOT_IN_CLASS -> Element.ofClass(Element.Kind.NOT_IN_CLASS, members(symbol.text()));
            case DEFERRED_MACRO -> Element.ofMacro(Element.Kind.DEFERRED_MACRO, symbol.text());
            case IN_MACRO -> Element.ofMacro(Element.Kind.IN_MACRO, symbol.text());
            default -> Element.literal(vocabulary.token(token(symbol)).word());
        };
    }

    /** Whether it stands for itself in a pattern. */
    private static boolean isWord(Symbol symbol) {
        return switch (symbol.kind()) {
            case ANY, SOME, ONE, AT, IN_CLASS, NOT_IN_CLASS, DEFERRED_MACRO, IN_MACRO -> false;
            default -> true;
        };
    }

    private PhraseClass members(String className) {
        return classes.getOrDefault(className, PhraseClass.EMPTY);
    }

    /** The indices of the elements that a replacement can refer to. */
    private int[] positions(List<Symbol> left) {
        return IntStream.range(0, left.size()).filter(i -> element(left.get(i)).kind().isNumbered()).toArray();
    }

    private Replacement replacement(List<Symbol> right, int[] positions) {
        Replacement.Flow flow = flow(right);
        List<Replacement.Part> parts = new ArrayList<>();
        for (Symbol symbol : flow == Replacement.Flow.REPEAT ? right : right.subList(1, right.size())) {
            parts.add(part(symbol, positions));
        }
        return new Replacement(flow, parts);
    }

    /** {@code $:} and {@code $@} say how it goes on only where they come first. */
    private static Replacement.Flow flow(List<Symbol> right) {
        Symbol.Kind first = right.isEmpty() ? Symbol.Kind.LITERAL : right.get(0).kind();
        return switch (first) {
            case COLON -> Replacement.Flow.ONCE;
            case AT -> Replacement.Flow.RETURN;
            default -> Replacement.Flow.REPEAT;
        };
    }

    private Replacement.Part part(Symbol symbol, int[] positions) {
        return switch (symbol.kind()) {
            case POSITION -> position(symbol.text(), positions);
            case DEFERRED_MACRO -> new Replacement.DeferredMacro(symbol.text());
            default -> new Replacement.Itself(vocabulary.token(same(token(symbol))));
        };
    }

    private static Replacement.Part position(String digit, int[] positions) {
        int number = Character.digit(digit.charAt(0), 10);
        return number >= 1 && number <= positions.length ? new Replacement.Matched(positions[number - 1])
                : new Replacement.OutOfBounds(digit);
    }

    private static String token(Symbol symbol) {
        return switch (symbol.kind()) {
            case LITERAL -> symbol.text();
            case AT, COLON, MAILER, CALL, HOST_BEGIN, HOST_END, LOOKUP_BEGIN, LOOKUP_END, BAR -> OperatorTokens.of(symbol.kind());
            default -> symbol.toString();
        };
    }
}
