package org.fingerpost.core.rewrite;

/**
 * A token as the rules of one program see it: its text, and what the program knows of that text. Two tokens whose texts differ
 * only in the case of letters are the same word, so that a pattern compares numbers, not characters. Immutable; made by a
 * {@link Vocabulary}.
 */
final class Token {

    /** The number of all words that no pattern names. */
    static final int NO_WORD = 0;

    private final String text;
    private final int word;
    private final long traits;
    private final boolean isAtom;

    Token(String text, int word, long traits, boolean isAtom) {
        this.text = text;
        this.word = word;
        this.traits = traits;
        this.isAtom = isAtom;
    }

    /** Octets, or one operator. */
    String text() {
        return text;
    }

    /** The number of the word, from 1; {@link #NO_WORD} if no pattern names it. */
    int word() {
        return word;
    }

    /**
     * Bits that stand for words, see {@link Vocabulary}. Where a bit that a word has is in no token of an address, the word is
     * not in the address.
     */
    long traits() {
        return traits;
    }

    /** Whether it is separated by a blank from another atom beside it. */
    boolean isAtom() {
        return isAtom;
    }

    @Override
    public String toString() {
        return text;
    }
}
