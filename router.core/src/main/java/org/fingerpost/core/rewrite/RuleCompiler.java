package org.fingerpost.core.rewrite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.policy.Rule;
import org.fingerpost.api.policy.RuleSetDefinition;
import org.fingerpost.api.policy.Symbol;

/** Makes matchers and replacements of a policy's rules. For one thread. */
final class RuleCompiler {

    private final Map<String, PhraseClass> classes;

    RuleCompiler(Map<String, PhraseClass> classes) {
        this.classes = classes;
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

    CompiledRuleSet compile(RuleSetDefinition definition) {
        Set<String> names = new LinkedHashSet<>(Set.of(definition.name()));
        definition.number().ifPresent(number -> names.add(String.valueOf(number)));
        return new CompiledRuleSet(definition.name(), List.copyOf(names), definition.rules().stream().map(this::compile).toList());
    }

    private CompiledRule compile(Rule rule) {
        List<Element> elements = rule.left().stream().map(this::element).toList();
        return new CompiledRule(new Pattern(elements), replacement(rule.right()), rule);
    }

    private Element element(Symbol symbol) {
        return switch (symbol.kind()) {
            case ANY -> new Element.AtLeast(0);
            case SOME -> new Element.AtLeast(1);
            case ONE -> new Element.One();
            case AT -> new Element.Nothing();
            case IN_CLASS -> new Element.InClass(members(symbol.text()));
            case NOT_IN_CLASS -> new Element.NotInClass(members(symbol.text()));
            case DEFERRED_MACRO -> new Element.DeferredMacro(symbol.text());
            case IN_MACRO -> new Element.InMacro(symbol.text());
            default -> new Element.Literal(Ascii.lower(token(symbol)));
        };
    }

    private PhraseClass members(String className) {
        return classes.getOrDefault(className, PhraseClass.EMPTY);
    }

    private static Replacement replacement(List<Symbol> right) {
        Replacement.Flow flow = flow(right);
        List<Replacement.Part> parts = new ArrayList<>();
        for (Symbol symbol : flow == Replacement.Flow.REPEAT ? right : right.subList(1, right.size())) {
            parts.add(part(symbol));
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

    private static Replacement.Part part(Symbol symbol) {
        return switch (symbol.kind()) {
            case POSITION -> new Replacement.Position(Character.digit(symbol.text().charAt(0), 10));
            case DEFERRED_MACRO -> new Replacement.DeferredMacro(symbol.text());
            default -> new Replacement.Token(token(symbol));
        };
    }

    private static String token(Symbol symbol) {
        return switch (symbol.kind()) {
            case LITERAL -> symbol.text();
            case AT, COLON, MAILER, CALL, HOST_BEGIN, HOST_END, LOOKUP_BEGIN, LOOKUP_END, BAR -> OperatorTokens.of(symbol.kind());
            default -> symbol.toString();
        };
    }
}
