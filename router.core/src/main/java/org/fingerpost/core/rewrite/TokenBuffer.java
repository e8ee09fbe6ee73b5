package org.fingerpost.core.rewrite;

import java.util.Arrays;
import java.util.List;

/** Tokens in a row that grows and shrinks at its end. Of one thread. */
final class TokenBuffer {

    private Token[] tokens;
    private int size;

    TokenBuffer(int expected) {
        tokens = new Token[expected];
    }

    int size() {
        return size;
    }

    /** @param index below {@link #size()} */
    Token get(int index) {
        return tokens[index];
    }

    void add(Token token) {
        ensureRoomFor(1);
        tokens[size++] = token;
    }

    /** Adds what stands in another buffer from one index to another. */
    void addAll(TokenBuffer other, int from, int to) {
        addAll(other.tokens, from, to);
    }

    void addAll(Token[] others, int from, int to) {
        int count = to - from;
        ensureRoomFor(count);
        if (count < 8) { // for a few, a loop is quicker than the call that copies arrays
            for (int i = from; i < to; i++) {
                tokens[size++] = others[i];
            }
        } else {
            System.arraycopy(others, from, tokens, size, count);
            size += count;
        }
    }

    void addAll(List<String> texts, Vocabulary vocabulary) {
        if (texts instanceof TokenList list && list.isOf(vocabulary)) {
            addAll(list.array(), 0, list.size());
            return;
        }
        for (String text : texts) {
            add(vocabulary.token(text));
        }
    }

    /** Drops all from this index on. */
    void truncate(int newSize) {
        size = newSize;
    }

    /** Drops the tokens from one index to another; what follows them moves up. */
    void remove(int from, int to) {
        System.arraycopy(tokens, to, tokens, from, size - to);
        size -= to - from;
    }

    /** All bits of the tokens from one index to another. */
    long traits(int from, int to) {
        long traits = 0;
        for (int i = from; i < to; i++) {
            traits |= tokens[i].traits();
        }
        return traits;
    }

    /** The tokens from one index to another as text: {@code blank} between two atoms, nothing between others. */
    String join(int from, int to, char blank) {
        if (to == from + 1) {
            return tokens[from].text();
        }
        StringBuilder text = new StringBuilder();
        boolean afterAtom = false;
        for (int i = from; i < to; i++) {
            Token token = tokens[i];
            if (afterAtom && token.isAtom()) {
                text.append(blank);
            }
            text.append(token.text());
            afterAtom = token.isAtom();
        }
        return text.toString();
    }

    /** A copy of the tokens from one index to another. */
    TokenList list(int from, int to, Vocabulary vocabulary) {
        return new TokenList(Arrays.copyOfRange(tokens, from, to), vocabulary);
    }

    private void ensureRoomFor(int count) {
        if (size + count > tokens.length) {
            tokens = Arrays.copyOf(tokens, Math.max(2 * tokens.length, size + count));
        }
    }
}
