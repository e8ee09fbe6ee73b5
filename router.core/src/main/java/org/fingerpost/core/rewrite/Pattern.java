package org.fingerpost.core.rewrite;

import java.util.List;

/**
 * The left side of a rule, compiled: its elements, and what is known of any tokens that match before they are looked at one by one.
 * That is enough to pass over most rules. Immutable; a {@link Matcher} matches it.
 */
final class Pattern {

    static final int NO_MATCH = -1;
    /** What follows an element is of no certain length. */
    static final int VARIES = -1;

    private final Element[] elements;
    /** For each element, how many tokens those behind it take at least. */
    private final int[] leastBehind;
    /** For each element, how many tokens those behind it take, or {@link #VARIES}. */
    private final int[] exactlyBehind;
    /** The indices of the elements that a replacement can refer to. */
    private final int[] numbered;
    private final long traits;
    private final int least;
    private final int most;

    /**
     * @param traits all bits of its literals
     */
    Pattern(List<Element> elements, long traits) {
        this.elements = elements.toArray(Element[]::new);
        this.leastBehind = new int[elements.size()];
        this.exactlyBehind = new int[elements.size()];
        this.traits = traits;
        this.numbered = java.util.stream.IntStream.range(0, elements.size()).filter(i -> elements.get(i).kind().isNumbered()).toArray();
        int behind = 0;
        int mostBehind = 0;
        for (int i = this.elements.length - 1; i >= 0; i--) {
            Element.Kind kind = this.elements[i].kind();
            leastBehind[i] = behind;
            exactlyBehind[i] = behind == mostBehind ? behind : VARIES;
            behind += kind.least();
            mostBehind = mostBehind == Element.ANY_NUMBER || kind.most() == Element.ANY_NUMBER ? Element.ANY_NUMBER : mostBehind + kind.most();
        }
        this.least = behind;
        this.most = mostBehind;
    }

    /**
     * Whether these tokens can match at all.
     *
     * @param present all bits of the tokens
     * @param count   how many there are
     */
    boolean isPossible(long present, int count) {
        return (traits & ~present) == 0 && least <= count && count <= most;
    }

    int size() {
        return elements.length;
    }

    Element element(int index) {
        return elements[index];
    }

    int leastBehind(int index) {
        return leastBehind[index];
    }

    int exactlyBehind(int index) {
        return exactlyBehind[index];
    }

    /** The word that must follow the element at once; {@link Token#NO_WORD} if it is not known. */
    int wordBehind(int index) {
        return index + 1 < elements.length ? elements[index + 1].word() : Token.NO_WORD;
    }

    /** How many elements a replacement can refer to. */
    int positions() {
        return numbered.length;
    }

    /** The index of the n-th of them, from 1. */
    int position(int number) {
        return numbered[number - 1];
    }
}
