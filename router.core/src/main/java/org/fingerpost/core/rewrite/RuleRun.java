package org.fingerpost.core.rewrite;

import java.util.ArrayList;
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
    /** Why no rule is tried any more; {@link Status#OK} if that is not so. */
    private Status givenUp = Status.OK;

    RuleRun(CompiledRuleSet set, Evaluation evaluation, int base) {
        this.set = set;
        this.evaluation = evaluation;
        this.tokens = evaluation.stack();
        this.base = base;
        this.traits = tokens.traits(base, tokens.size());
    }

    /** What happened on the way. */
    Status toEnd() {
        int index = isResolved() ? set.size() : nextPossible(0);
        int attempts = 0;
        while (index < set.size()) {
            CompiledRule rule = set.rule(index);
            if (attempts == MAX_ATTEMPTS) {
                tellTry(rule);
                evaluation.trace().warned("Infinite loop in ruleset " + set.name() + ", rule " + (index + 1));
                break;
            }
            boolean matches = matches(rule);
            if (matches && !apply(rule)) {
                evaluation.trace().gaveUp(set.name());
                return givenUp; // as in sendmail, nobody is told that it is left
            }
            Replacement.Flow flow = matches ? rule.replacement().flow() : Replacement.Flow.ONCE;
            if (evaluation.budget().isSpent() || matches && (flow == Replacement.Flow.RETURN || isResolved())) {
                break;
            }
            attempts++;
            if (flow == Replacement.Flow.ONCE) {
                index = nextPossible(index + 1);
                attempts = 0;
            }
        }
        if (evaluation.budget().isSpent()) {
            note(evaluation.failed(Status.CONFIGURATION, "the rules take too long"));
        }
        evaluation.left(set.name(), base);
        return status;
    }

    private boolean isResolved() {
        return (traits & Vocabulary.MAILER) != 0 && Rewritten.isResolved(tokens, base);
    }

    /** Who wants to hear of tries hears of the other rules, too. */
    private int nextPossible(int index) {
        return evaluation.tellsTries() ? index : set.possible(index, traits, tokens, base);
    }

    private boolean matches(CompiledRule rule) {
        if (!evaluation.tellsTries()) {
            return evaluation.matcher().matches(rule.pattern(), base, evaluation.budget());
        }
        Trace trace = evaluation.trace();
        trace.tries(rule.source());
        boolean matches = evaluation.matcher().matches(rule.pattern(), base, evaluation.budget());
        if (matches) {
            trace.matches(rule.source(), captures(rule.pattern()));
        } else {
            trace.fails(rule.source());
        }
        return matches;
    }

    private void tellTry(CompiledRule rule) {
        if (evaluation.tellsTries()) {
            evaluation.trace().tries(rule.source());
        }
    }

    private List<List<String>> captures(Pattern pattern) {
        Matcher matcher = evaluation.matcher();
        List<List<String>> captures = new ArrayList<>();
        for (int i = 0; i < pattern.elements().length; i++) {
            if (pattern.elements()[i].kind().isNumbered()) {
                captures.add(tokens.list(matcher.begin(i), matcher.end(i), evaluation.program().vocabulary()));
            }
        }
        return captures;
    }

    /** Whether the rule could be applied; else the tokens are as they were, or as many as may be of those that calls made. */
    private boolean apply(CompiledRule rule) {
        if (!evaluation.isTraced()) {
            return replace(rule);
        }
        List<String> before = evaluation.tokens(base);
        boolean replaced = replace(rule);
        if (replaced) {
            evaluation.trace().fired(rule.source(), before, evaluation.tokens(base));
        }
        return replaced;
    }

    /** Puts the replacement on top of what was matched, and then in its place. */
    private boolean replace(CompiledRule rule) {
        int top = tokens.size();
        substitute(rule);
        checkSize(top);
        traits = tokens.traits(top, tokens.size());
        if (givenUp == Status.OK && (traits & Vocabulary.LOOK_UP) != 0) {
            lookUp(top);
            checkSize(top);
            traits = tokens.traits(top, tokens.size());
        }
        if (givenUp != Status.OK) {
            tokens.truncate(top);
            return false;
        }
        tokens.remove(base, top);
        if ((traits & Vocabulary.CALL) != 0) {
            note(evaluation.calls().perform(base));
            checkSize(base);
            if (givenUp != Status.OK) {
                tokens.truncate(base + Tokenizer.MAX_TOKENS);
                return false;
            }
            traits = tokens.traits(base, tokens.size());
        }
        return true;
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
                givenUp = givenUp.then(evaluation.addMacro(macro.name()));
            } else if (part instanceof Replacement.OutOfBounds position) {
                giveUp(Status.CONFIGURATION,
                        "rewrite: ruleset " + set.name() + ": replacement $" + position.digit() + " out of bounds");
                return;
            }
        }
    }

    private void lookUp(int top) {
        Status lookedUp = evaluation.lookUps().perform(top);
        if (lookedUp == Status.DATA) {
            givenUp = lookedUp;
        } else {
            note(lookedUp);
        }
    }

    private void checkSize(int top) {
        int count = tokens.size() - top;
        evaluation.budget().spend(count);
        if (count > Tokenizer.MAX_TOKENS && givenUp == Status.OK) {
            giveUp(Status.DATA, "rewrite: expansion too long");
        }
    }

    private void giveUp(Status why, String message) {
        evaluation.trace().warned(message);
        givenUp = evaluation.failed(why, message);
    }

    private void note(Status other) {
        status = status.then(other);
    }
}
