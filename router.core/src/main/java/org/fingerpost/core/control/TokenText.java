package org.fingerpost.core.control;

import java.util.List;

import org.fingerpost.api.rewrite.Tokenizer;
import org.fingerpost.core.rewrite.OperatorTokens;

/** Tokens as a person writes an address: no blanks but between words and around the operators of a route. Immutable. */
final class TokenText {

    private final Tokenizer tokenizer;

    TokenText(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    String of(List<String> tokens) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (int i = 0; i <= tokens.size(); i++) {
            boolean end = i == tokens.size();
            if (end || !OperatorTokens.spelled(tokens.get(i)).equals(tokens.get(i))) {
                text.append(tokenizer.join(tokens.subList(from, i)));
                text.append(end ? "" : (i == 0 ? "" : " ") + OperatorTokens.spelled(tokens.get(i)) + " ");
                from = i + 1;
            }
        }
        return text.toString().strip();
    }
}
