package org.fingerpost.core.rewrite;

import java.util.List;

/** A rule set ready to run. Immutable. */
final class CompiledRuleSet implements Callee {

    private final String name;
    private final List<String> names;
    private final CompiledRule[] rules;

    /**
     * @param name  what explanations show
     * @param names all that it can be called by, its number included
     */
    CompiledRuleSet(String name, List<String> names, List<CompiledRule> rules) {
        this.name = name;
        this.names = names;
        this.rules = rules.toArray(CompiledRule[]::new);
    }

    /** One that has a number and no rules: it changes nothing. */
    static CompiledRuleSet empty(String number) {
        return new CompiledRuleSet(number, List.of(number), List.of());
    }

    @Override
    public String name() {
        return name;
    }

    List<String> names() {
        return names;
    }

    int size() {
        return rules.length;
    }

    CompiledRule rule(int index) {
        return rules[index];
    }

    @Override
    public boolean isEmpty() {
        return rules.length == 0;
    }

    @Override
    public Status apply(Evaluation evaluation, int base) {
        return new RuleRun(this, evaluation, base).toEnd();
    }
}
