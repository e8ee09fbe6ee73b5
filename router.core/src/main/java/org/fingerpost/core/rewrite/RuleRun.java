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

    RuleRun(CompiledRuleSet set, Evaluation evaluation, int base) {
        this.set = set;
        this.evaluation = evaluation;
        this.tokens = evaluation.stack();
        this.base = base;
        this.traits = tokens.traits(base, tokens.size());
    }

    /** The worst that happened on the way. */
    Status toEnd() {
        int index = 0;
        int attempts = 0;
        boolean goesOn = !Rewritten.isResolved(tokens, base);
        while (goesOn && index < set.size()) {
            CompiledRule rule = set.rule(index);
            evaluation.trace().tries(rule.source());
            if (++attempts > MAX_ATTEMPTS) {
                evaluation.trace().warned("Infinite loop in ruleset " + set.name() + ", rule " + (index + 1));
                break;
            }
            if (!matches(rule.pattern())) {
                evaluation.trace().fails(rule.source());
                index++;
                attempts = 0;
                continue;
            }
            apply(rule);
            goesOn = rule.replacement().flow() != Replacement.Flow.RETURN && !status.endsRuleSet() && !Rewritten.isResolved(tokens, base);
            if (rule.replacement().flow() == Replacement.Flow.ONCE) {
                index++;
                attempts = 0;
            }
        }
        return status;
    }

    private boolean matches(Pattern pattern) {
        return (evaluation.isTraced() || pattern.isPossible(traits, tokens.size() - base)) && evaluation.matcher().matches(pattern, base, evaluation.budget());
    }

    private void apply(CompiledRule rule) {
        List<String> before = evaluation.isTraced() ? evaluation.tokens(base) : List.of();
        if (evaluation.isTraced()) {
            evaluation.trace().matches(rule.source(), captures(rule.pattern(), before));
        }
        replace(rule);
        traits = tokens.traits(base, tokens.size());
        if (evaluation.isTraced()) {
            evaluation.trace().fired(rule.source(), before, evaluation.tokens(base));
        }
        if (evaluation.budget().isSpent()) {
            note(evaluation.failed(Status.CONFIGURATION, "the rules take too long"));
        }
    }

    private List<List<String>> captures(Pattern pattern, List<String> subject) {
        List<List<String>> captures = new ArrayList<>();
        for (int number = 1; number <= pattern.positions(); number++) {
            int element = pattern.position(number);
            captures.add(subject.subList(evaluation.matcher().begin(element) - base, evaluation.matcher().end(element) - base));
        }
        return captures;
    }

    private void replace(CompiledRule rule) {
        TokenBuffer result = evaluation.result();
        substitute(rule, result);
        long duties = result.traits(0, result.size());
        if ((duties & Vocabulary.LOOK_UP) != 0) {
            note(evaluation.lookUps().perform(result));
        }
        if (status == Status.DATA) {
            evaluation.giveUp(); // the tokens stay as they were
            return;
        }
        evaluation.budget().spend(result.size());
        if (result.size() > Tokenizer.MAX_TOKENS) {
            note(evaluation.failed(Status.CONFIGURATION, "rewrite: expansion too long"));
            return;
        }
        tokens.truncate(base);
        tokens.addAll(result, 0, result.size());
        if ((duties & Vocabulary.CALL) != 0 && !status.endsRuleSet()) {
            note(evaluation.calls().perform(base));
        }
    }

    /** The tokens before any look-up or call. A position beyond those of the pattern is nothing. */
    private void substitute(CompiledRule rule, TokenBuffer result) {
        Replacement replacement = rule.replacement();
        Pattern pattern = rule.pattern();
        Matcher matcher = evaluation.matcher();
        result.truncate(0);
        for (int i = 0; i < replacement.size(); i++) {
            Replacement.Part part = replacement.part(i);
            if (part instanceof Replacement.Itself itself) {
                result.add(itself.token());
            } else if (part instanceof Replacement.Position position && position.number() >= 1
                    && position.number() <= pattern.positions()) {
                int element = pattern.position(position.number());
                result.addAll(tokens, matcher.begin(element), matcher.end(element));
            } else if (part instanceof Replacement.DeferredMacro macro) {
                note(evaluation.addMacro(macro.name(), result));
            }
        }
    }

    private void note(Status other) {
        status = status.worse(other);
    }
}
