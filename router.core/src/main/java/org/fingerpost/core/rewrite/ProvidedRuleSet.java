package org.fingerpost.core.rewrite;

import org.fingerpost.api.rewrite.Rewriting;
import org.fingerpost.api.rewrite.RuleSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A rule set that a bundle gives, while one evaluation calls it. */
record ProvidedRuleSet(String name, RuleSet service) implements Callee {

    private static final Logger LOG = LoggerFactory.getLogger(ProvidedRuleSet.class);

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public Status apply(Evaluation evaluation, int base) {
        Rewriting rewriting = ask(evaluation, base);
        evaluation.stack().truncate(base);
        evaluation.stack().addAll(Triple.tokens(rewriting, evaluation.program().tokenizer()).tokens(),
                evaluation.program().vocabulary());
        evaluation.left(name, base);
        return Status.OK;
    }

    /** Whatever it does wrong is a temporary refusal. */
    private Rewriting ask(Evaluation evaluation, int base) {
        try {
            Rewriting rewriting = service.apply(evaluation.tokens(base), evaluation);
            if (rewriting != null) {
                return rewriting;
            }
            LOG.error("rule set {} given by {} returned null", name, service.getClass().getName());
        } catch (RuntimeException | LinkageError e) {
            LOG.error("rule set {} given by {} failed", name, service.getClass().getName(), e);
        }
        return new Rewriting.Resolved(Status.TEMPORARY.refusal("rule set " + name + " failed").orElseThrow());
    }
}
