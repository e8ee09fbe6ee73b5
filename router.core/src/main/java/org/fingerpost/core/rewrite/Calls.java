package org.fingerpost.core.rewrite;

/** Calls of rule sets among the tokens of a replacement: {@code $>name} takes all that follows it. */
final class Calls {

    private final Evaluation evaluation;
    private final TokenBuffer tokens;

    Calls(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.tokens = evaluation.stack();
    }

    /**
     * Does all calls among the tokens from {@code base} to the top of the stack, the last one first. If one names no rule set, none is
     * done and the tokens stay as they are.
     */
    Status perform(int base) {
        int at = Pattern.NO_MATCH;
        Callee callee = null;
        for (int i = base; i + 1 < tokens.size(); i++) {
            if (isCall(i)) {
                at = i;
                callee = evaluation.find(name(i));
                if (callee == null) {
                    return evaluation.unknown(name(i));
                }
            }
        }
        Status status = Status.OK;
        while (callee != null) {
            status = status.worse(evaluation.call(callee, at + 2));
            if (callee instanceof ProvidedRuleSet && Rewritten.isResolved(tokens, at + 2)) {
                tokens.remove(base, at + 2);
                return status;
            }
            tokens.remove(at, at + 2);
            at = before(at, base);
            callee = at == Pattern.NO_MATCH ? null : evaluation.find(name(at));
        }
        return status;
    }

    /** The last call before this one. */
    private int before(int at, int base) {
        int before = at - 1;
        while (before >= base && !isCall(before)) {
            before--;
        }
        return before >= base ? before : Pattern.NO_MATCH;
    }

    private boolean isCall(int at) {
        return (tokens.get(at).traits() & Vocabulary.CALL) != 0;
    }

    private String name(int at) {
        return Quotes.strip(tokens.get(at + 1).text());
    }
}
