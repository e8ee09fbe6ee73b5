package org.fingerpost.core.rewrite;

import java.util.List;

/** The left side of a rule, compiled. Immutable; a {@link Matcher} matches it. */
final class Pattern {

    static final int NO_MATCH = -1;

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
        this.least = elements.length == 0 ? 0 : elements[0].kind().least() + elements[0].leastBehind();
        this.most = most;
    }

    /** The bits that tokens must have to match. */
    long traits() {
        return traits;
    }

    /** How many tokens match at least. */
    int least() {
        return least;
    }

    /** How many tokens match at most. */
    int most() {
        return most;
    }

    Element[] elements() {
        return elements;
    }
}
