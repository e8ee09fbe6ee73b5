package org.fingerpost.core.rewrite;

import java.util.ArrayList;
import java.util.List;

import org.fingerpost.api.rewrite.Operator;
import org.fingerpost.api.rewrite.Tokenizer;
import org.fingerpost.api.table.Lookup;

/**
 * Look-ups among the tokens of a replacement: {@code $( table key $@ argument $: default $)} and {@code $[ host $: default $]}.
 * They are done from left to right; what a table answers is cut into tokens and not looked at again. Of one evaluation.
 */
final class LookUps {

    /** The table that knows canonical host names. */
    private static final String HOST_TABLE = "host";

    private final Evaluation evaluation;
    private final Program program;
    private final TokenBuffer tokens;
    private final TokenBuffer output = new TokenBuffer(0);
    private int at;
    private Status status;

    LookUps(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.program = evaluation.program();
        this.tokens = evaluation.stack();
    }

    /** Puts what the tables answer in the place of the look-ups among the tokens from {@code base} to the top of the stack. */
    Status perform(int base) {
        at = base;
        status = Status.OK;
        output.truncate(0);
        while (at < tokens.size() && status != Status.DATA) {
            Token token = tokens.get(at++);
            if ((token.traits() & Vocabulary.LOOK_UP) != 0) {
                answer(query(token.text().equals(OperatorTokens.HOST_BEGIN)));
            } else {
                output.add(token);
            }
        }
        tokens.truncate(base);
        tokens.addAll(output, 0, output.size());
        return status;
    }

    /** One look-up as it stands among the tokens: where its parts begin and end. */
    private static final class Query {

        private final boolean isHost;
        private String table = HOST_TABLE;
        private int keyBegin;
        private int keyEnd;
        private final List<String> arguments = new ArrayList<>(0);
        private boolean hasDefault;
        private int defaultBegin;
        private int defaultEnd;

        Query(boolean isHost) {
            this.isHost = isHost;
        }

        String end() {
            return isHost ? OperatorTokens.HOST_END : OperatorTokens.LOOKUP_END;
        }
    }

    private Query query(boolean isHost) {
        Query query = new Query(isHost);
        if (!isHost && at < tokens.size()) {
            query.table = tokens.get(at++).text();
        }
        query.keyBegin = at;
        query.keyEnd = partEnd(query);
        String separator = next();
        while (!separator.isEmpty() && !separator.equals(query.end())) {
            int begin = at;
            int end = partEnd(query);
            if (separator.equals(Operator.USER)) {
                query.hasDefault = true;
                query.defaultBegin = begin;
                query.defaultEnd = end;
            } else {
                query.arguments.add(tokens.join(begin, end, program.blank()));
            }
            separator = next();
        }
        return query;
    }

    /** The text of the next token; empty at the end. */
    private String next() {
        return at < tokens.size() ? tokens.get(at++).text() : "";
    }

    /** Goes to what ends a part of a look-up. */
    private int partEnd(Query query) {
        while (at < tokens.size()) {
            String text = tokens.get(at).text();
            if (text.equals(query.end()) || text.equals(Operator.HOST) || text.equals(Operator.USER)) {
                break;
            }
            at++;
        }
        return at;
    }

    private void answer(Query query) {
        String key = program.key(query.table, tokens.join(query.keyBegin, query.keyEnd, program.keyBlank(query.table)));
        Lookup lookup = evaluation.lookup(query.table, key, query.arguments);
        if (lookup instanceof Lookup.Found found) {
            add(found.value(), program.valueTokenizer());
            return;
        }
        // A host name that the network cannot tell now stays as it is: no rule set depends on it to be safe.
        if (lookup instanceof Lookup.Unavailable unavailable && !query.isHost) {
            status = status.then(evaluation.failed(Status.TEMPORARY,
                    "table " + query.table + " is not available: " + unavailable.reason()));
        }
        if (query.hasDefault && query.defaultEnd == query.defaultBegin + 1 && isWord(tokens.get(query.defaultBegin))) {
            output.add(tokens.get(query.defaultBegin));
        } else if (query.hasDefault) {
            add(tokens.join(query.defaultBegin, query.defaultEnd, program.blank()), program.tokenTokenizer());
        } else {
            output.addAll(tokens, query.keyBegin, query.keyEnd);
        }
    }

    /** Whether its text, cut again, is this very token: letters and digits. Most defaults are, and cutting costs more than asking. */
    private static boolean isWord(Token token) {
        String text = token.text();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9')) {
                return false;
            }
        }
        return token.isAtom();
    }

    private void add(String value, Tokenizer tokenizer) {
        Status added = evaluation.addText(value, tokenizer, output);
        status = added == Status.OK ? status : added;
    }
}
