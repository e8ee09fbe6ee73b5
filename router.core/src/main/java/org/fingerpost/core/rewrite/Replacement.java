package org.fingerpost.core.rewrite;

import java.util.List;

/** The right side of a rule, compiled: what the tokens become, and how it goes on after that. Immutable. */
final class Replacement {

    /** What follows a rule that has been applied. */
    enum Flow {
        /** The same rule again. */
        REPEAT,
        /** {@code $:}: the next rule. */
        ONCE,
        /** {@code $@}: the end of the rule set. */
        RETURN
    }

    /** A part of the result. */
    sealed interface Part {
    }

    /** Itself, be it an operator or not. */
    record Itself(Token token) implements Part {
    }

    /** {@code $n}: what the n-th numbered element matched. */
    record Position(int number) implements Part {
    }

    /** {@code $&x}: its value now, cut into tokens. */
    record DeferredMacro(String name) implements Part {
    }

    private final Flow flow;
    private final Part[] parts;

    Replacement(Flow flow, List<Part> parts) {
        this.flow = flow;
        this.parts = parts.toArray(Part[]::new);
    }

    Flow flow() {
        return flow;
    }

    int size() {
        return parts.length;
    }

    Part part(int index) {
        return parts[index];
    }
}
