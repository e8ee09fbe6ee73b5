package org.fingerpost.core.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The right side of a rule: what the tokens become, and how it goes on after that. Immutable. */
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
    record Token(String text) implements Part {
    }

    /** {@code $n}: what the n-th numbered element matched. */
    record Position(int number) implements Part {
    }

    /** {@code $&x}: its value now, cut into tokens. */
    record DeferredMacro(String name) implements Part {
    }

    private final Flow flow;
    private final List<Part> parts;

    Replacement(Flow flow, List<Part> parts) {
        this.flow = flow;
        this.parts = List.copyOf(parts);
    }

    Flow flow() {
        return flow;
    }

    /**
     * The tokens before any look-up or call.
     *
     * @param captures what the numbered elements matched; a position beyond them is nothing
     * @param macro    the tokens of a macro's value
     */
    List<String> substitute(List<List<String>> captures, Function<String, List<String>> macro) {
        List<String> tokens = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Token token) {
                tokens.add(token.text);
            } else if (part instanceof Position position && position.number >= 1 && position.number <= captures.size()) {
                tokens.addAll(captures.get(position.number - 1));
            } else if (part instanceof DeferredMacro deferred) {
                tokens.addAll(macro.apply(deferred.name));
            }
        }
        return tokens;
    }
}
