package org.fingerpost.core.rewrite;

import java.util.List;
import java.util.StringTokenizer;

/** One symbol of a pattern, compiled. Immutable. */
sealed interface Element {

    int NO_MATCH = -1;

    /** What an element may look at: the tokens, and the world around for macros expanded now. */
    interface Subject {
        List<String> tokens();

        String join(List<String> tokens);

        /** Empty if undefined. */
        String macro(String name);
    }

    /**
     * The end of the shortest match that begins at token {@code from} and ends at {@code least} or after it.
     *
     * @return exclusive index, or {@link #NO_MATCH}
     */
    int end(Subject subject, int from, int least);

    /** Whether the replacement can refer to what it matched. */
    default boolean isNumbered() {
        return true;
    }

    /** {@code $*} and {@code $+}. */
    record AtLeast(int count) implements Element {
        @Override
        public int end(Subject subject, int from, int least) {
            int end = Math.max(from + count, least);
            return end <= subject.tokens().size() ? end : NO_MATCH;
        }
    }

    /** {@code $-}. */
    record One() implements Element {
        @Override
        public int end(Subject subject, int from, int least) {
            return oneToken(subject, from, least);
        }
    }

    /** {@code $@}. */
    record Nothing() implements Element {
        @Override
        public int end(Subject subject, int from, int least) {
            return least <= from ? from : NO_MATCH;
        }

        @Override
        public boolean isNumbered() {
            return false;
        }
    }

    /** A token of the pattern, in lower case. */
    record Literal(String text) implements Element {
        @Override
        public int end(Subject subject, int from, int least) {
            int end = oneToken(subject, from, least);
            return end != NO_MATCH && Ascii.equal(text, subject.tokens().get(from)) ? end : NO_MATCH;
        }

        @Override
        public boolean isNumbered() {
            return false;
        }
    }

    /** {@code $=x}: the shortest phrase first. */
    record InClass(PhraseClass members) implements Element {
        @Override
        public int end(Subject subject, int from, int least) {
            List<String> tokens = subject.tokens();
            for (int end = Math.max(from + 1, least); end <= tokens.size(); end++) {
                String phrase = end == from + 1 ? tokens.get(from) : subject.join(tokens.subList(from, end));
                if (phrase.length() > members.longest()) {
                    return NO_MATCH;
                }
                if (members.contains(phrase)) {
                    return end;
                }
            }
            return NO_MATCH;
        }
    }

    /** {@code $~x}: one token that is no member by itself, be it the beginning of one or not. */
    record NotInClass(PhraseClass members) implements Element {
        @Override
        public int end(Subject subject, int from, int least) {
            int end = oneToken(subject, from, least);
            return end != NO_MATCH && !members.contains(subject.tokens().get(from)) ? end : NO_MATCH;
        }
    }

    /** {@code $&x}: as many tokens as spell its value now; none if it is undefined. */
    record DeferredMacro(String name) implements Element {
        @Override
        public int end(Subject subject, int from, int least) {
            String value = Ascii.lower(subject.macro(name));
            int end = from;
            for (int at = 0; at < value.length(); end++) {
                if (end == subject.tokens().size() || !Ascii.matches(value, at, subject.tokens().get(end))) {
                    return NO_MATCH;
                }
                at += subject.tokens().get(end).length();
            }
            return end >= least ? end : NO_MATCH;
        }

        @Override
        public boolean isNumbered() {
            return false;
        }
    }

    /** {@code $%x}: one token that is a word of the macro's value. */
    record InMacro(String name) implements Element {
        @Override
        public int end(Subject subject, int from, int least) {
            int end = oneToken(subject, from, least);
            if (end == NO_MATCH) {
                return NO_MATCH;
            }
            StringTokenizer words = new StringTokenizer(Ascii.lower(subject.macro(name)));
            while (words.hasMoreTokens()) {
                if (Ascii.equal(words.nextToken(), subject.tokens().get(from))) {
                    return end;
                }
            }
            return NO_MATCH;
        }
    }

    private static int oneToken(Subject subject, int from, int least) {
        return from < subject.tokens().size() && least <= from + 1 ? from + 1 : NO_MATCH;
    }
}
