package org.fingerpost.core.rewrite;

import java.util.List;

import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.rewrite.Rewriting;
import org.fingerpost.api.rewrite.Tokenizer;

/**
 * The rule sets of one policy, compiled. Immutable; any thread.
 *
 * <p>Whatever the rules and the tokens are, an evaluation ends: a rule is tried 100 times in a row, calls nest 50 deep, tokens
 * are 1000 at most, and the steps of all of it are counted. It never throws.
 */
public final class RuleEngine {

    private final Program program;
    private final int budget;

    public RuleEngine(Policy policy) {
        this(policy, Budget.STEPS);
    }

    RuleEngine(Policy policy, int budget) {
        this.program = new Program(policy);
        this.budget = budget;
    }

    /** Whether the policy defines this rule set (name or number). */
    public boolean has(String ruleSet) {
        return program.ruleSet(ruleSet) != null;
    }

    /** Whether {@code phrase} is a member of a class; upper and lower case are alike. */
    public boolean isInClass(String name, String phrase) {
        return program.members(name).contains(phrase);
    }

    /**
     * Applies a rule set. What ends the rules before their end is a temporary refusal: a table that is not available, an unknown
     * name, too deep a nesting. A number that has no rules changes nothing.
     */
    public Rewriting apply(String ruleSet, List<String> tokens, Surroundings surroundings) {
        return Triple.rewriting(evaluate(ruleSet, tokens, surroundings.forOneAddress()), program.tokenizer());
    }

    /** The same as tokens, as tests of addresses show it, in these very surroundings: what the rules set in macros stays. */
    public Rewritten evaluate(String ruleSet, List<String> tokens, Surroundings surroundings) {
        return new Evaluation(program, surroundings, new Budget(budget)).run(ruleSet, tokens);
    }

    /** The same by several, one after the other. One that resolves the address, or fails, is the last. */
    Rewritten evaluate(List<String> ruleSets, List<String> tokens, Surroundings surroundings) {
        return new Evaluation(program, surroundings, new Budget(budget)).run(ruleSets, tokens);
    }

    /** Cuts addresses, without their comments, and joins tokens. */
    public Tokenizer tokenizer() {
        return program.tokenizer();
    }

    /** Cuts text that is typed for a rule set: from configuration level 9 on comments are tokens. */
    public Tokenizer ruleTokenizer() {
        return program.ruleTokenizer();
    }
}
