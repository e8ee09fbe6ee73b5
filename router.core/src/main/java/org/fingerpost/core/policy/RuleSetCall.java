package org.fingerpost.core.policy;

import java.util.List;
import java.util.Optional;

import org.fingerpost.api.rewrite.Rewriting;
import org.fingerpost.api.rewrite.RuleContext;
import org.fingerpost.api.rewrite.RuleSet;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.core.services.Provided;

/**
 * What a bundle's rule set sees while it is called, and no longer: one that is given up because it does not answer must not go on
 * with an evaluation that has ended.
 */
final class RuleSetCall implements RuleContext, AutoCloseable {

    private final Provided<RuleSet> ruleSet;
    private final RuleContext evaluation;
    private final Overrides overrides;
    private volatile boolean ended;

    RuleSetCall(Provided<RuleSet> ruleSet, RuleContext evaluation, Overrides overrides) {
        this.ruleSet = ruleSet;
        this.evaluation = evaluation;
        this.overrides = overrides;
    }

    private RuleContext evaluation() {
        if (ended) {
            throw new IllegalStateException("the call of rule set " + ruleSet.name()
                    + " has ended; its RuleContext is not to be kept");
        }
        return evaluation;
    }

    @Override
    public Optional<String> macro(String name) {
        return evaluation().macro(name);
    }

    @Override
    public boolean inClass(String className, String member) {
        return evaluation().inClass(className, member);
    }

    @Override
    public Lookup lookup(String table, String key, List<String> arguments) {
        return evaluation().lookup(table, key, arguments);
    }

    @Override
    public Rewriting call(String name, List<String> tokens) {
        return evaluation().call(name, tokens);
    }

    @Override
    public Rewriting overridden(List<String> tokens) {
        return overrides.overriddenBy(ruleSet, tokens, evaluation());
    }

    @Override
    public void close() {
        ended = true;
    }
}
