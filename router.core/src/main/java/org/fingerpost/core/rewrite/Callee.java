package org.fingerpost.core.rewrite;

/** A rule set that can be called, be it given as rules or in Java. */
sealed interface Callee permits CompiledRuleSet, ProvidedRuleSet {

    /** What explanations show. */
    String name();

    /** Whether it changes nothing whatever it is given. */
    boolean isEmpty();

    /**
     * Rewrites the tokens of the evaluation's stack from {@code base} on, in their place, and tells the trace that it is left.
     */
    Status apply(Evaluation evaluation, int base);
}
