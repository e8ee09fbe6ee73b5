package org.fingerpost.core.rewrite;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/** The texts of tokens. Given to the program that it came from, it needs no look at the texts. Immutable. */
final class TokenList extends AbstractList<String> implements RandomAccess {

    private final Token[] tokens;
    private final Vocabulary vocabulary;

    /** @param tokens not to be changed any more */
    TokenList(Token[] tokens, Vocabulary vocabulary) {
        this.tokens = tokens;
        this.vocabulary = vocabulary;
    }

    boolean isOf(Vocabulary other) {
        return vocabulary == other;
    }

    /** Not to be changed. */
    Token[] array() {
        return tokens;
    }

    @Override
    public String get(int index) {
        return tokens[index].text();
    }

    @Override
    public TokenList subList(int from, int to) {
        return new TokenList(Arrays.copyOfRange(tokens, from, to), vocabulary);
    }

    @Override
    public int size() {
        return tokens.length;
    }
}
