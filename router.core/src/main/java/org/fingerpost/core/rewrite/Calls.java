package org.fingerpost.core.rewrite;

/** Calls of rule sets among the tokens of a replacement: {@code $>name} takes all that follows it. Of one evaluation. */
final class Calls {

    /** A call that is to be done, and the one that stands before it. */
    private record Call(int at, Callee callee, Call before) {
    }

    private final Evaluation evaluation;
    private final TokenBuffer tokens;

    Calls(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.tokens = evaluation.stack();
    }

    /**
     * Does the calls among the tokens from {@code base} to the top of the stack, the last one first. If one names no rule set,
     * none is done. After one that fails, and not for the time being only, those before it are not done.
     */
    Status perform(int base) {
        Call call = null;
        for (int at = base; at + 1 < tokens.size(); at++) {
            if ((tokens.get(at).traits() & Vocabulary.CALL) == 0) {
                continue;
            }
            String name = Quotes.strip(tokens.get(at + 1).text());
            Callee callee = evaluation.find(name);
            if (callee == null) {
                return evaluation.unknown(name);
            }
            if (callee.isEmpty()) {
                tokens.remove(at, at + 2); // as in sendmail, the token that is here now is passed over, be it a call or not
            } else {
                call = new Call(at, callee, call);
            }
        }
        return perform(call, base);
    }

    private Status perform(Call last, int base) {
        Status status = Status.OK;
        for (Call call = last; call != null && (status == Status.OK || status == Status.TEMPORARY); call = call.before) {
            Status called = evaluation.call(call.callee, call.at + 2);
            status = called == Status.OK ? status : called;
            if (call.callee instanceof ProvidedRuleSet && Rewritten.isResolved(tokens, call.at + 2)) {
                tokens.remove(base, call.at + 2);
                break;
            }
            tokens.remove(call.at, call.at + 2);
        }
        return status;
    }
}
