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
    private final int[] first;
    private final int[] last;

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
        this.first = rules.stream().mapToInt(rule -> rule.pattern().first()).toArray();
        this.last = rules.stream().mapToInt(rule -> rule.pattern().last()).toArray();
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
     * The first rule from {@code index} on that tokens may match: they have all words that its pattern names, the right one at
     * either end, and their number is one that it can match. {@link #size()} if there is none.
     *
     * @param present all bits of the tokens from {@code base} to the end
     */
    int possible(int index, long present, TokenBuffer tokens, int base) {
        long absent = ~present;
        int count = tokens.size() - base;
        int firstWord = count == 0 ? Token.NO_WORD : tokens.get(base).word();
        int lastWord = count == 0 ? Token.NO_WORD : tokens.get(tokens.size() - 1).word();
        for (int i = index; i < traits.length; i++) {
            if ((traits[i] & absent) == 0 && least[i] <= count && count <= most[i]
                    && (first[i] == Token.NO_WORD || first[i] == firstWord)
                    && (last[i] == Token.NO_WORD || last[i] == lastWord)) {
                return i;
            }
        }
        return traits.length;
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
