package org.fingerpost.core.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.rewrite.Operator;
import org.fingerpost.api.rewrite.Tokenizer.Problem;
import org.fingerpost.api.rewrite.Tokenizer.Tokenization;
import org.fingerpost.api.table.Lookup;

/**
 * Look-ups among the tokens of a replacement: {@code $( table key $@ argument $: default $)} and {@code $[ host $: default $]}. They
 * are done from left to right; what a table answers is cut into tokens and not looked at again.
 */
final class LookUps {

    /** The table that knows canonical host names. */
    private static final String HOST_TABLE = "host";

    private final Evaluation evaluation;

    LookUps(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    Rewritten perform(List<String> tokens) {
        if (!tokens.contains(OperatorTokens.LOOKUP_BEGIN) && !tokens.contains(OperatorTokens.HOST_BEGIN)) {
            return Rewritten.ok(tokens);
        }
        return new Pass(tokens).run();
    }

    /** One look-up as it stands among the tokens. */
    private static final class Query {

        private final boolean host;
        private String table = HOST_TABLE;
        private final List<String> key = new ArrayList<>();
        private final List<List<String>> arguments = new ArrayList<>();
        private Optional<List<String>> absent = Optional.empty();

        Query(boolean host) {
            this.host = host;
        }

        String end() {
            return host ? OperatorTokens.HOST_END : OperatorTokens.LOOKUP_END;
        }
    }

    private final class Pass {

        private final List<String> tokens;
        private final List<String> result = new ArrayList<>();
        private int at;
        private Status status = Status.OK;
        private String reason = "";

        Pass(List<String> tokens) {
            this.tokens = tokens;
        }

        Rewritten run() {
            while (at < tokens.size() && !status.endsRuleSet()) {
                String token = tokens.get(at++);
                boolean host = token.equals(OperatorTokens.HOST_BEGIN);
                if (host || token.equals(OperatorTokens.LOOKUP_BEGIN)) {
                    answer(query(host));
                } else {
                    result.add(token);
                }
            }
            return new Rewritten(result, status, reason);
        }

        private Query query(boolean host) {
            Query query = new Query(host);
            if (!host && at < tokens.size()) {
                query.table = tokens.get(at++);
            }
            List<String> part = query.key;
            while (at < tokens.size()) {
                String token = tokens.get(at++);
                if (token.equals(query.end())) {
                    break;
                } else if (token.equals(Operator.HOST)) {
                    part = new ArrayList<>();
                    query.arguments.add(part);
                } else if (token.equals(Operator.USER)) {
                    part = new ArrayList<>();
                    query.absent = Optional.of(part);
                } else {
                    part.add(token);
                }
            }
            return query;
        }

        private void answer(Query query) {
            Lookup lookup = evaluation.lookup(query.table, key(query), query.arguments.stream().map(this::join).toList());
            if (lookup instanceof Lookup.Found found) {
                add(found.value());
                return;
            }
            // A host name that the network cannot tell now stays as it is: no rule set depends on it to be safe.
            if (lookup instanceof Lookup.Unavailable unavailable && !query.host) {
                status = status.worse(Status.TEMPORARY);
                reason = "table " + query.table + " is not available: " + unavailable.reason();
            }
            query.absent.map(this::join).ifPresentOrElse(this::add, () -> result.addAll(query.key));
        }

        private String key(Query query) {
            return evaluation.program().keyTokenizer(query.table).join(query.key);
        }

        private String join(List<String> part) {
            return evaluation.program().tokenizer().join(part);
        }

        private void add(String value) {
            Tokenization cut = evaluation.program().valueTokenizer().tokenize(value);
            for (Problem problem : cut.problems()) {
                evaluation.trace().warned(value + "... " + problem.text());
            }
            if (!cut.tokens().isEmpty() || value.isEmpty()) {
                result.addAll(cut.tokens());
            } else {
                status = Status.DATA;
                reason = "a table gave what is no address";
            }
        }
    }
}
