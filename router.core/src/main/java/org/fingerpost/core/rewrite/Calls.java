package org.fingerpost.core.rewrite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Calls of rule sets among the tokens of a replacement: {@code $>name} takes all that follows it. */
final class Calls {

    private record Call(int at, Evaluation.Callable target) {
    }

    private final Evaluation evaluation;

    Calls(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /** All calls done, the last one first. If one names no rule set, none is done and the tokens stay as they are. */
    Rewritten perform(List<String> tokens) {
        if (!tokens.contains(OperatorTokens.CALL)) {
            return Rewritten.ok(tokens);
        }
        Deque<Call> calls = new ArrayDeque<>();
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).equals(OperatorTokens.CALL)) {
                String name = Quotes.strip(tokens.get(i + 1));
                Optional<Evaluation.Callable> target = evaluation.find(name);
                if (target.isEmpty()) {
                    return evaluation.unknown(name, tokens);
                }
                calls.push(new Call(i, target.get()));
            }
        }
        return perform(calls, tokens);
    }

    private static Rewritten perform(Deque<Call> calls, List<String> input) {
        List<String> tokens = input;
        Status status = Status.OK;
        String reason = "";
        while (!calls.isEmpty()) {
            Call call = calls.pop();
            Rewritten result = call.target.call(List.copyOf(tokens.subList(call.at + 2, tokens.size())));
            if (status.worse(result.status()) != status) {
                status = result.status();
                reason = result.reason();
            }
            if (call.target.isJava() && result.isResolved()) {
                return new Rewritten(result.tokens(), status, reason);
            }
            tokens = new ArrayList<>(tokens.subList(0, call.at));
            tokens.addAll(result.tokens());
        }
        return new Rewritten(tokens, status, reason);
    }
}
