package org.fingerpost.core.rewrite;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The members of a class: phrases of one or more tokens, compared as text without regard to case. They are sorted, so that those
 * that begin with what has been read are neighbours: each octet of a phrase narrows the range of members that it can still be,
 * and reading ends when none is left. Immutable.
 */
final class PhraseClass {

    static final PhraseClass EMPTY = new PhraseClass(List.of());
    private static final int OCTETS = 256;

    /** In lower case, sorted by octets; none is empty. */
    private final String[] members;
    /** The members that begin with octet c are those from starts[c] to starts[c + 1]. */
    private final int[] starts = new int[OCTETS + 1];

    PhraseClass(Collection<String> phrases) {
        members = phrases.stream().filter(phrase -> !phrase.isEmpty()).map(Ascii::lower).distinct().sorted()
                .toArray(String[]::new);
        for (int c = 0, i = 0; c <= OCTETS; c++) {
            while (i < members.length && members[i].charAt(0) < c) {
                i++;
            }
            starts[c] = i;
        }
    }

    boolean isEmpty() {
        return members.length == 0;
    }

    boolean contains(String phrase) {
        Reader reader = new Reader();
        return reader.read(phrase) && reader.isAtMember();
    }

    /**
     * The end of the shortest phrase that is a member, begins at token {@code from} and ends at {@code least} or after it.
     *
     * @param limit the greatest end that is wanted
     * @param blank what stands between two atoms
     * @return exclusive index, or {@link Pattern#NO_MATCH}
     */
    int end(TokenBuffer tokens, int from, int least, int limit, char blank) {
        Reader reader = new Reader();
        boolean afterAtom = false;
        for (int end = from + 1; end <= limit; end++) {
            Token token = tokens.get(end - 1);
            if (afterAtom && token.isAtom() && !reader.read(blank) || !reader.read(token.text())) {
                return Pattern.NO_MATCH;
            }
            if (end >= least && reader.isAtMember()) {
                return end;
            }
            afterAtom = token.isAtom();
        }
        return Pattern.NO_MATCH;
    }

    /** Reads a phrase octet by octet. */
    private final class Reader {

        /** The members that begin with what was read. */
        private int begin;
        private int end = members.length;
        private int length;

        /** Whether any member goes on like this. */
        boolean read(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (!read(text.charAt(i))) {
                    return false;
                }
            }
            return begin < end;
        }

        boolean read(char next) {
            char c = Ascii.lower(next);
            if (length == 0 && c < OCTETS) {
                begin = starts[c];
                end = starts[c + 1];
            } else if (end - begin == 1) {
                begin += members[begin].length() > length && members[begin].charAt(length) == c ? 0 : 1;
            } else {
                begin = firstFrom(c);
                end = firstFrom((char) (c + 1));
            }
            length++;
            return begin < end;
        }

        /** The first member in the range whose next octet is c or above. */
        private int firstFrom(char c) {
            int low = begin;
            int high = end;
            while (low < high) {
                int middle = low + high >>> 1;
                String member = members[middle];
                if (member.length() <= length || member.charAt(length) < c) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        /** A member sorts before all that it is the beginning of. */
        boolean isAtMember() {
            return begin < end && members[begin].length() == length;
        }
    }

    @Override
    public String toString() {
        return Arrays.toString(members);
    }
}
