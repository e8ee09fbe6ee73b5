package org.fingerpost.core.rewrite;

import java.util.List;

import org.fingerpost.api.rewrite.Tokenizer;

/** One run of one rule set over the tokens from a base to the top of the evaluation's stack. */
final class RuleRun {

    /** How often one rule is tried in a row; then the rule set ends with what there is. */
    private static final int MAX_ATTEMPTS = 100;

    private final CompiledRuleSet set;
    private final Evaluation evaluation;
    private final TokenBuffer tokens;
    private final int base;
    /** All bits of the tokens. */
    private long traits;
    private Status status = Status.OK;

    RuleRun(CompiledRuleSet set, Evaluation evaluation, int base) {
        this.set = set;
        this.evaluation = evaluation;
        this.tokens = evaluation.stack();
        this.base = base;
        this.traits = tokens.traits(base, tokens.size());
    }

    /** The worst that happened on the way. */
    Status toEnd() {
        int index = isResolved() ? set.size() : nextPossible(0);
        int attempts = 0;
        while (index < set.size()) {
            CompiledRule rule = set.rule(index);
            boolean matches = evaluation.matcher().matches(rule.pattern(), base, evaluation.budget());
            if (matches) {
                apply(rule);
                attempts++;
            }
            Replacement.Flow flow = matches ? rule.replacement().flow() : Replacement.Flow.ONCE;
            if (matches && (flow == Replacement.Flow.RETURN || status.endsRuleSet() || isResolved())) {
                break;
            }
            if (flow == Replacement.Flow.ONCE) {
                index = nextPossible(index + 1);
                attempts = 0;
            } else if (attempts == MAX_ATTEMPTS) {
                evaluation.trace().warned("Infinite loop in ruleset " + set.name() + ", rule " + (index + 1));
                break;
            }
        }
        return status;
    }

    private boolean isResolved() {
        return (traits & Vocabulary.MAILER) != 0 && Rewritten.isResolved(tokens, base);
    }

    private int nextPossible(int index) {
        return set.possible(index, traits, tokens.size() - base);
    }

    private void apply(CompiledRule rule) {
        List<String> before = evaluation.isTraced() ? evaluation.tokens(base) : List.of();
        replace(rule);
        if (evaluation.isTraced()) {
            evaluation.trace().fired(rule.source(), before, evaluation.tokens(base));
        }
        if (evaluation.budget().isSpent()) {
            note(evaluation.failed(Status.CONFIGURATION, "the rules take too long"));
        }
    }

    /** Puts the replacement on top of what was matched, and then in its place. */
    private void replace(CompiledRule rule) {
        int top = tokens.size();
        substitute(rule);
        traits = tokens.traits(top, tokens.size());
        if ((traits & Vocabulary.LOOK_UP) != 0) {
            note(evaluation.lookUps().perform(top));
            traits = tokens.traits(top, tokens.size());
        }
        int count = tokens.size() - top;
        evaluation.budget().spend(count);
        if (count > Tokenizer.MAX_TOKENS) {
            note(evaluation.failed(Status.CONFIGURATION, "rewrite: expansion too long"));
            tokens.truncate(top);
            return;
        }
        tokens.remove(base, top);
        if ((traits & Vocabulary.CALL) != 0 && !status.endsRuleSet()) {
            note(evaluation.calls().perform(base));
            traits = tokens.traits(base, tokens.size());
        }
    }

    /** Adds the tokens before any look-up or call. */
    private void substitute(CompiledRule rule) {
        Matcher matcher = evaluation.matcher();
        for (Replacement.Part part : rule.replacement().parts()) {
            if (part instanceof Replacement.Itself itself) {
                tokens.add(itself.token());
            } else if (part instanceof Replacement.Matched matched) {
                tokens.addAll(tokens, matcher.begin(matched.element()), matcher.end(matched.element()));
            } else if (part instanceof Replacement.DeferredMacro macro) {
                evaluation.addMacro(macro.name());
            }
        }
    }

    private void note(Status other) {
        status = status.worse(other);
    }
}
