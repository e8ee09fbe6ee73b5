package org.fingerpost.core.rewrite;

import java.util.List;

/** The left side of a rule, compiled. Immutable; a {@link Matcher} matches it. */
final class Pattern {

    static final int NO_MATCH = -1;
    /** More tokens than there can be. */
    private static final int IMPOSSIBLE = Integer.MAX_VALUE;

    private final Element[] elements;
    private final long traits;
    private final int least;
    private final int most;

    /**
     * @param symbols in order
     * @param traits  all bits of its literals
     */
    Pattern(List<Element> symbols, long traits) {
        this.elements = symbols.toArray(Element[]::new);
        this.traits = traits;
        int most = 0;
        for (int i = elements.length - 1; i >= 0; i--) {
            int own = elements[i].kind().most();
            most = own == Element.ANY_NUMBER || most == Element.ANY_NUMBER ? Element.ANY_NUMBER : most + own;
            if (i + 1 < elements.length) {
                elements[i] = elements[i].before(elements[i + 1]);
            }
        }
        boolean possible = symbols.stream().noneMatch(e -> e.kind() == Element.Kind.IN_CLASS && e.members().isEmpty());
        int own = elements.length == 0 ? 0 : elements[0].kind().least() + elements[0].leastBehind();
        this.least = possible ? own : IMPOSSIBLE;
        this.most = most;
    }

    /** The bits that tokens must have to match. */
    long traits() {
        return traits;
    }

    /** How many tokens match at least; more than there can be where a class has no members. */
    int least() {
        return least;
    }

    /** How many tokens match at most. */
    int most() {
        return most;
    }

    /** The word that tokens begin with; {@link Token#NO_WORD} if any may. */
    int first() {
        return elements.length == 0 ? Token.NO_WORD : elements[0].word();
    }

    /** The word that tokens end with; {@link Token#NO_WORD} if any may. */
    int last() {
        return elements.length == 0 ? Token.NO_WORD : elements[elements.length - 1].word();
    }

    Element[] elements() {
        return elements;
    }
}
