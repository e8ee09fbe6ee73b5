package org.fingerpost.core.rewrite;

/** One symbol of a pattern, compiled, with what is known of the elements behind it. Immutable. */
final class Element {

    /** Any number, as the most that something takes. */
    static final int ANY_NUMBER = Integer.MAX_VALUE;

    /** What an element matches. */
    enum Kind {
        /** {@code $*}: any tokens. */
        ANY(0, ANY_NUMBER, true),
        /** {@code $+}: one token or more. */
        SOME(1, ANY_NUMBER, true),
        /** {@code $-}: one token. */
        ONE(1, 1, true),
        /** {@code $@}: nothing. */
        NOTHING(0, 0, false),
        /** A word of the pattern. */
        LITERAL(1, 1, false),
        /** {@code $=x}: a phrase, the shortest first. */
        IN_CLASS(1, ANY_NUMBER, true),
        /** {@code $~x}: one token that is no member by itself, be it the beginning of one or not. */
        NOT_IN_CLASS(1, 1, true),
        /** {@code $&x}: as many tokens as spell its value now; none if it is undefined. */
        DEFERRED_MACRO(0, ANY_NUMBER, false),
        /** {@code $%x}: one token that is a word of the macro's value. */
        IN_MACRO(1, 1, true);

        private final int least;
        private final int most;
        private final boolean isNumbered;

        Kind(int least, int most, boolean isNumbered) {
            this.least = least;
            this.most = most;
            this.isNumbered = isNumbered;
        }

        /** Tokens that it takes at least. */
        int least() {
            return least;
        }

        /** Tokens that it takes at most. */
        int most() {
            return most;
        }

        /** Whether the replacement can refer to what it matched. */
        boolean isNumbered() {
            return isNumbered;
        }
    }

    /** What follows an element is of no certain length. */
    static final int VARIES = -1;

    private final Kind kind;
    private final int word;
    private final PhraseClass members;
    private final String macro;
    private final int leastBehind;
    private final int exactlyBehind;
    private final int wordBehind;

    private Element(Kind kind, int word, PhraseClass members, String macro, int leastBehind, int exactlyBehind, int wordBehind) {
        this.kind = kind;
        this.word = word;
        this.members = members;
        this.macro = macro;
        this.leastBehind = leastBehind;
        this.exactlyBehind = exactlyBehind;
        this.wordBehind = wordBehind;
    }

    private Element(Kind kind, int word, PhraseClass members, String macro) {
        this(kind, word, members, macro, 0, 0, Token.NO_WORD);
    }

    static Element of(Kind kind) {
        return new Element(kind, Token.NO_WORD, PhraseClass.EMPTY, "");
    }

    static Element literal(int word) {
        return new Element(Kind.LITERAL, word, PhraseClass.EMPTY, "");
    }

    static Element ofClass(Kind kind, PhraseClass members) {
        return new Element(kind, Token.NO_WORD, members, "");
    }

    static Element ofMacro(Kind kind, String macro) {
        return new Element(kind, Token.NO_WORD, PhraseClass.EMPTY, macro);
    }

    /** The same with this element and all that are behind it behind it. */
    Element before(Element next) {
        int least = next.leastBehind + next.kind.least;
        boolean varies = next.exactlyBehind == VARIES || next.kind.least != next.kind.most;
        return new Element(kind, word, members, macro, least, varies ? VARIES : least, next.word);
    }

    Kind kind() {
        return kind;
    }

    /** Of a literal: the number of the word in the program's {@link Vocabulary}; else {@link Token#NO_WORD}. */
    int word() {
        return word;
    }

    /** Of the kinds that ask a class. */
    PhraseClass members() {
        return members;
    }

    /** Of the kinds that ask a macro: its name. */
    String macro() {
        return macro;
    }

    /** How many tokens the elements behind take at least. */
    int leastBehind() {
        return leastBehind;
    }

    /** How many tokens the elements behind take, or {@link #VARIES}. */
    int exactlyBehind() {
        return exactlyBehind;
    }

    /** The word that must follow at once; {@link Token#NO_WORD} if any may. */
    int wordBehind() {
        return wordBehind;
    }
}
