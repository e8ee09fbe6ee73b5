package org.fingerpost.core.rewrite;

import java.util.BitSet;
import java.util.StringTokenizer;

/**
 * Matches tokens with patterns, one after the other. Of one thread.
 *
 * <p>All of the tokens must match. Each element takes as little as it can, the leftmost first, and more only when what follows does
 * not match: elements are gone through from the left; where one cannot match, the last one before it is asked for its next longer
 * match. Ends that leave too few or too many tokens for the elements behind are never tried, nor are those that the word behind does
 * not follow; so most matches need one step for each element.
 *
 * <p>Whether the elements from one on match the tokens from one on does not depend on how one got there. After some steps back the
 * pairs that failed are remembered, and none is tried twice. A match takes at most elements × tokens such pairs, and each of them
 * at most one look at every token behind it: the time is bounded by elements × tokens², whatever the pattern is.
 */
final class Matcher {

    /** What a pattern may ask of the world: macros expanded now. */
    interface Macros {
        /** Empty if undefined. */
        String valueOf(String macro);
    }

    /** Failures are remembered after this many steps back; most matches need none. */
    private static final int STEPS_BACK_UNTIL_REMEMBERING = 32;
    private static final int USUAL_ELEMENTS = 16;

    private final TokenBuffer tokens;
    private final Macros macros;
    private final char blank;

    private Pattern pattern;
    private int begin;
    private int end;
    /** Element i matches the tokens from bounds[i] to bounds[i + 1]. */
    private int[] bounds = new int[USUAL_ELEMENTS];
    private final BitSet failures = new BitSet(0);
    private int stepsBack;
    /** How many elements were looked at. */
    private int steps;

    /**
     * @param tokens in which is matched
     * @param blank  what stands between two atoms of a phrase
     */
    Matcher(TokenBuffer tokens, Macros macros, char blank) {
        this.tokens = tokens;
        this.macros = macros;
        this.blank = blank;
    }

    /**
     * Whether all tokens from {@code from} on match; then {@link #begin(int)} and {@link #end(int)} say what each element took.
     *
     * @param budget is spent; when there is nothing left, nothing matches
     */
    boolean matches(Pattern candidate, int from, Budget budget) {
        boolean matches = search(candidate, from, budget.left());
        budget.spend(steps);
        return matches;
    }

    private boolean search(Pattern candidate, int from, int allowed) {
        start(candidate, from);
        int elements = candidate.size();
        int i = 0;
        int least = begin;
        while (i >= 0 && ++steps <= allowed) {
            if (i == elements && bounds[i] == end) {
                return true;
            }
            int next = i == elements || hasFailed(i, least) ? Pattern.NO_MATCH : end(i, bounds[i], least);
            if (next == Pattern.NO_MATCH) {
                rememberFailure(i);
                i--;
                least = i < 0 ? 0 : bounds[i + 1] + 1;
            } else {
                i++;
                bounds[i] = next;
                least = next;
            }
        }
        return false;
    }

    private void start(Pattern candidate, int from) {
        pattern = candidate;
        begin = from;
        end = tokens.size();
        if (bounds.length <= candidate.size()) {
            bounds = new int[candidate.size() + 1];
        }
        bounds[0] = begin;
        if (stepsBack >= STEPS_BACK_UNTIL_REMEMBERING) {
            failures.clear();
        }
        stepsBack = 0;
        steps = 0;
    }

    /** Where the match of an element of the last pattern begins. */
    int begin(int element) {
        return bounds[element];
    }

    /** Where it ends; exclusive. */
    int end(int element) {
        return bounds[element + 1];
    }

    /** Only an element that is come to from the left can have failed before at this place. */
    private boolean hasFailed(int i, int least) {
        return stepsBack >= STEPS_BACK_UNTIL_REMEMBERING && least == bounds[i] && failures.get(pair(i));
    }

    private void rememberFailure(int i) {
        if (++stepsBack >= STEPS_BACK_UNTIL_REMEMBERING) {
            failures.set(pair(i));
        }
    }

    private int pair(int i) {
        return i * (end - begin + 1) + bounds[i] - begin;
    }

    /** The end of the shortest match of element i that begins at {@code from} and ends at {@code least} or after it. */
    private int end(int i, int from, int least) {
        int exactly = pattern.exactlyBehind(i);
        int limit = end - pattern.leastBehind(i);
        Element element = pattern.element(i);
        return switch (element.kind()) {
            case LITERAL -> isOneToken(from, least, limit) && tokens.get(from).word() == element.word() ? from + 1 : Pattern.NO_MATCH;
            case ANY, SOME -> endOfAny(i, Math.max(from + element.kind().least(), least), limit);
            case ONE -> isOneToken(from, least, limit) ? from + 1 : Pattern.NO_MATCH;
            case NOTHING -> least <= from ? from : Pattern.NO_MATCH;
            case IN_CLASS -> element.members().end(tokens, from, exactly == Pattern.VARIES ? least : Math.max(least, limit), limit, blank);
            case NOT_IN_CLASS -> isOneToken(from, least, limit) && !element.members().contains(tokens.get(from).text())
                    ? from + 1 : Pattern.NO_MATCH;
            case DEFERRED_MACRO -> endOfMacro(element.macro(), from, least);
            case IN_MACRO -> isOneToken(from, least, limit) && isWordOf(element.macro(), tokens.get(from)) ? from + 1 : Pattern.NO_MATCH;
        };
    }

    private static boolean isOneToken(int from, int least, int limit) {
        return from < limit && least <= from + 1;
    }

    private int endOfAny(int i, int first, int limit) {
        if (first > limit) {
            return Pattern.NO_MATCH;
        }
        if (pattern.exactlyBehind(i) != Pattern.VARIES) {
            return limit;
        }
        int word = pattern.wordBehind(i);
        int at = first;
        while (word != Token.NO_WORD && tokens.get(at).word() != word) {
            if (++at > limit) {
                return Pattern.NO_MATCH;
            }
        }
        return at;
    }

    private int endOfMacro(String name, int from, int least) {
        String value = Ascii.lower(macros.valueOf(name));
        int at = from;
        for (int i = 0; i < value.length(); at++) {
            if (at == end || !Ascii.matches(value, i, tokens.get(at).text())) {
                return Pattern.NO_MATCH;
            }
            i += tokens.get(at).text().length();
        }
        return at >= least ? at : Pattern.NO_MATCH;
    }

    private boolean isWordOf(String macro, Token token) {
        StringTokenizer words = new StringTokenizer(Ascii.lower(macros.valueOf(macro)));
        while (words.hasMoreTokens()) {
            if (Ascii.equal(words.nextToken(), token.text())) {
                return true;
            }
        }
        return false;
    }
}
