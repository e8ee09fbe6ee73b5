package org.fingerpost.core.rewrite;

import java.util.List;

import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.rewrite.Rewriting;

/** The rule sets of one policy, compiled. Immutable; any thread. */
public final class RuleEngine {

    public RuleEngine(Policy policy) {
        throw new IllegalStateException();
    }

    /** Whether the policy defines this rule set (name or number). */
    public boolean has(String ruleSet) {
        throw new IllegalStateException();
    }

    public Rewriting apply(String ruleSet, List<String> tokens, Surroundings surroundings) {
        throw new IllegalStateException();
    }
}
