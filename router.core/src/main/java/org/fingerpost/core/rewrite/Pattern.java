package org.fingerpost.core.rewrite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The left side of a rule. All of the tokens must match; each element takes as little as it can, the leftmost first, and more only
 * when what follows does not match. Whether the elements from one on match the tokens from one on does not depend on how one got
 * there, so each such pair is tried once only: the time is bounded by elements times tokens. Immutable.
 */
final class Pattern {

    /** Failures are remembered after this many steps back; most matches need none. */
    private static final int STEPS_BACK_UNTIL_REMEMBERING = 32;

    private final Element[] elements;

    Pattern(List<Element> elements) {
        this.elements = elements.toArray(Element[]::new);
    }

    /** What each numbered element matched, if the tokens match; empty too if the budget is spent. */
    Optional<List<List<String>>> match(Element.Subject subject, Budget budget) {
        return new Search(subject, budget).run();
    }

    private final class Search {

        private final Element.Subject subject;
        private final Budget budget;
        private final int size;
        /** Element i matches the tokens from bounds[i] to bounds[i + 1]. */
        private final int[] bounds = new int[elements.length + 1];
        private BitSet failures;
        private int stepsBack;

        Search(Element.Subject subject, Budget budget) {
            this.subject = subject;
            this.budget = budget;
            this.size = subject.tokens().size();
        }

        Optional<List<List<String>>> run() {
            int i = 0;
            int least = 0;
            while (i >= 0 && !budget.isSpent()) {
                budget.spend(1);
                if (i == elements.length && bounds[i] == size) {
                    return Optional.of(captures());
                }
                int end = i == elements.length || hasFailed(i, least) ? Element.NO_MATCH : elements[i].end(subject, bounds[i], least);
                if (end == Element.NO_MATCH) {
                    rememberFailure(i);
                    i--;
                    least = i < 0 ? 0 : bounds[i + 1] + 1;
                } else {
                    i++;
                    bounds[i] = end;
                    least = end;
                }
            }
            return Optional.empty();
        }

        /** Only an element that is come to from the left can have failed before at this place. */
        private boolean hasFailed(int i, int least) {
            return failures != null && least == bounds[i] && failures.get(i * (size + 1) + bounds[i]);
        }

        private void rememberFailure(int i) {
            if (++stepsBack < STEPS_BACK_UNTIL_REMEMBERING) {
                return;
            }
            if (failures == null) {
                failures = new BitSet((elements.length + 1) * (size + 1));
            }
            failures.set(i * (size + 1) + bounds[i]);
        }

        private List<List<String>> captures() {
            List<List<String>> captures = new ArrayList<>();
            for (int i = 0; i < elements.length; i++) {
                if (elements[i].isNumbered()) {
                    captures.add(subject.tokens().subList(bounds[i], bounds[i + 1]));
                }
            }
            return captures;
        }
    }

    @Override
    public String toString() {
        return Arrays.toString(elements);
    }
}
