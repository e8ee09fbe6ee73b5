package org.fingerpost.core.rewrite;

import java.util.List;

import org.fingerpost.api.rewrite.Tokenizer;

/** One run of one rule set over one list of tokens. */
final class RuleRun implements Element.Subject {

    /** How often one rule is tried in a row; then the rule set ends with what there is. */
    private static final int MAX_ATTEMPTS = 100;

    private final CompiledRuleSet set;
    private final Evaluation evaluation;
    private final LookUps lookUps;
    private final Calls calls;
    private List<String> tokens;
    private Status status = Status.OK;
    private String reason = "";

    RuleRun(CompiledRuleSet set, Evaluation evaluation) {
        this.set = set;
        this.evaluation = evaluation;
        this.lookUps = new LookUps(evaluation);
        this.calls = new Calls(evaluation);
    }

    Rewritten over(List<String> input) {
        tokens = input;
        int index = 0;
        int attempts = 0;
        while (goesOn() && index < set.rules().size()) {
            if (++attempts > MAX_ATTEMPTS) {
                evaluation.trace().warned("Infinite loop in ruleset " + set.name() + ", rule " + (index + 1));
                break;
            }
            Replacement.Flow flow = attempt(set.rules().get(index));
            if (flow == Replacement.Flow.RETURN) {
                break;
            }
            if (flow == Replacement.Flow.ONCE) {
                index++;
                attempts = 0;
            }
        }
        return new Rewritten(tokens, status, reason);
    }

    private boolean goesOn() {
        if (evaluation.budget().isSpent()) {
            note(Status.CONFIGURATION, "the rules take too long");
        }
        return !status.endsRuleSet() && !Rewritten.isResolved(tokens);
    }

    /** How it goes on: a rule that does not match is followed by the next one. */
    private Replacement.Flow attempt(CompiledRule rule) {
        var captures = rule.pattern().match(this, evaluation.budget());
        if (captures.isEmpty()) {
            return Replacement.Flow.ONCE;
        }
        List<String> before = tokens;
        replace(rule.replacement().substitute(captures.get(), evaluation::macroTokens));
        evaluation.trace().fired(rule.source(), before, tokens);
        return rule.replacement().flow();
    }

    private void replace(List<String> replacement) {
        Rewritten next = lookUps.perform(replacement);
        note(next.status(), next.reason());
        if (!next.status().endsRuleSet()) {
            next = calls.perform(next.tokens());
            note(next.status(), next.reason());
        }
        evaluation.budget().spend(next.tokens().size());
        if (next.tokens().size() > Tokenizer.MAX_TOKENS) {
            note(Status.CONFIGURATION, "rewrite: expansion too long");
        } else {
            tokens = next.tokens();
        }
    }

    private void note(Status other, String why) {
        if (status.worse(other) != status) {
            status = other;
            reason = why;
        }
    }

    @Override
    public List<String> tokens() {
        return tokens;
    }

    @Override
    public String join(List<String> phrase) {
        return evaluation.program().tokenizer().join(phrase);
    }

    @Override
    public String macro(String name) {
        return evaluation.macro(name).orElse("");
    }
}
