package org.fingerpost.api.policy;

import java.util.List;

/**
 * One rewriting rule: a pattern and a replacement. Macros ({@code $x}) were replaced when it was read.
 *
 * @param left  the pattern
 * @param right the replacement
 * @param where for explanations and error messages
 */
public record Rule(List<Symbol> left, List<Symbol> right, Location where) {

    public Rule {
        left = List.copyOf(left);
        right = List.copyOf(right);
    }
}
