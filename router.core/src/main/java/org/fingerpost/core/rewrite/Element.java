package org.fingerpost.core.rewrite;

/**
 * One symbol of a pattern, compiled. Immutable.
 *
 * @param kind    what it matches
 * @param word    of {@link Kind#LITERAL}: the number of the word in the program's {@link Vocabulary}
 * @param members of the kinds that ask a class
 * @param macro   of the kinds that ask a macro: its name
 */
record Element(Kind kind, int word, PhraseClass members, String macro) {

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
}
