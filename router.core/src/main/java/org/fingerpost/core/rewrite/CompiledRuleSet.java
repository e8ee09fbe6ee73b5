package org.fingerpost.core.rewrite;

import java.util.List;

/** A rule set ready to run. Immutable. */
final class CompiledRuleSet implements Callee {

    private final String name;
    private final List<String> names;
    private final CompiledRule[] rules;
    /** What the patterns ask of tokens, rule by rule: it is gone through for every address and every rule. */
    private final long[] traits;
    private final int[] least;
    private final int[] most;

    /**
     * @param name  what explanations show
     * @param names all that it can be called by, its number included
     */
    CompiledRuleSet(String name, List<String> names, List<CompiledRule> rules) {
        this.name = name;
        this.names = names;
        this.rules = rules.toArray(CompiledRule[]::new);
        this.traits = rules.stream().mapToLong(rule -> rule.pattern().traits()).toArray();
        this.least = rules.stream().mapToInt(rule -> rule.pattern().least()).toArray();
        this.most = rules.stream().mapToInt(rule -> rule.pattern().most()).toArray();
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

    /**
     * The first rule from {@code index} on that tokens may match: they have all words that its pattern names, and their number is
     * one that it can match. {@link #size()} if there is none.
     *
     * @param present all bits of the tokens
     * @param count   how many tokens there are
     */
    int possible(int index, long present, int count) {
        long absent = ~present;
        int i = index;
        while (i < traits.length && ((traits[i] & absent) != 0 || count < least[i] || count > most[i])) {
            i++;
        }
        return i;
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
