package org.fingerpost.core.rewrite;

import java.util.BitSet;
import java.util.StringTokenizer;

/**
 * Matches tokens with patterns, one after the other. Of one thread.
 *
 * <p>All of the tokens must match. Each element takes as little as it can, the leftmost first, and more only when what follows
 * does not match: elements are gone through from the left; where one cannot match, the last one before it is asked for its next
 * longer match. Ends that leave too few or too many tokens for the elements behind are never tried, nor are those that the word
 * behind does not follow; so most matches need one step for each element.
 *
 * <p>Whether the elements from one on match the tokens from one on does not depend on how one got there. After some steps back
 * the pairs that failed are remembered, and none is tried twice. A match takes at most elements × tokens such pairs, and each of
 * them at most one look at every token behind it: the time is bounded by elements × tokens², whatever the pattern is.
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

    private Element[] elements;
    private int begin;
    private int end;
    /** Element i matches the tokens from bounds[i] to bounds[i + 1]. */
    private int[] bounds = new int[USUAL_ELEMENTS];
    /** Pairs of an element and a token; null before any was remembered. */
    private BitSet failures;
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

    private boolean search(Pattern pattern, int from, int allowed) {
        start(pattern, from);
        int count = elements.length;
        int i = 0;
        int least = begin;
        while (i >= 0 && ++steps <= allowed) {
            int next = Pattern.NO_MATCH;
            if (i < count) {
                next = hasFailed(i, least) ? Pattern.NO_MATCH : end(elements[i], bounds[i], least);
            } else if (bounds[i] == end) {
                return true;
            }
            if (next == Pattern.NO_MATCH) {
                rememberFailure(i);
                i--;
                least = i < 0 ? 0 : bounds[i + 1] + 1;
            } else {
                bounds[++i] = next;
                least = next;
            }
        }
        return false;
    }

    private void start(Pattern pattern, int from) {
        elements = pattern.elements();
        begin = from;
        end = tokens.size();
        if (bounds.length <= elements.length) {
            bounds = new int[elements.length + 1];
        }
        bounds[0] = begin;
        if (isRemembering()) {
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
        return isRemembering() && least == bounds[i] && failures.get(pair(i));
    }

    private boolean isRemembering() {
        return stepsBack >= STEPS_BACK_UNTIL_REMEMBERING;
    }

    private void rememberFailure(int i) {
        stepsBack++;
        if (isRemembering()) {
            failures = failures == null ? new BitSet() : failures;
            failures.set(pair(i));
        }
    }

    private int pair(int i) {
        return i * (end - begin + 1) + bounds[i] - begin;
    }

    /** The end of the shortest match of an element that begins at {@code from} and ends at {@code least} or after it. */
    private int end(Element element, int from, int least) {
        int limit = end - element.leastBehind();
        if (element.word() != Token.NO_WORD) {
            return isOneToken(from, least, limit) && tokens.get(from).word() == element.word() ? from + 1 : Pattern.NO_MATCH;
        }
        return switch (element.kind()) {
            case ANY -> endOfAny(element, least, limit);
            case SOME -> endOfAny(element, Math.max(from + 1, least), limit);
            case NOTHING -> least <= from ? from : Pattern.NO_MATCH;
            case IN_CLASS -> element.members().end(tokens, from,
                    element.exactlyBehind() == Element.VARIES ? least : Math.max(least, limit), limit, blank);
            case DEFERRED_MACRO -> endOfMacro(element.macro(), from, least);
            default -> isOneToken(from, least, limit) && isMatch(element, tokens.get(from)) ? from + 1 : Pattern.NO_MATCH;
        };
    }

    private static boolean isOneToken(int from, int least, int limit) {
        return from < limit && least <= from + 1;
    }

    private boolean isMatch(Element element, Token token) {
        return switch (element.kind()) {
            case NOT_IN_CLASS -> !element.members().contains(token.text());
            case IN_MACRO -> isWordOf(element.macro(), token);
            default -> true;
        };
    }

    /** Passes over ends that the elements behind cannot begin at. */
    private int endOfAny(Element element, int first, int limit) {
        if (first > limit) {
            return Pattern.NO_MATCH;
        }
        if (element.exactlyBehind() != Element.VARIES) {
            return limit;
        }
        int word = element.wordBehind();
        if (word == Token.NO_WORD) {
            return first;
        }
        for (int at = first; at <= limit; at++) {
            if (tokens.get(at).word() == word) {
                return at;
            }
        }
        return Pattern.NO_MATCH;
    }

    /** As in sendmail, not even an undefined macro matches where no token is left. */
    private int endOfMacro(String name, int from, int least) {
        if (from == end) {
            return Pattern.NO_MATCH;
        }
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
