package org.fingerpost.core.header;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.fingerpost.api.policy.MacroText;

/**
 * Values of macros on their way into a header. Many are what a peer said about itself: they must not begin a new line, nor
 * break out of the comment that they are put into.
 */
final class MacroValues implements MacroText.Macros {

    private final Function<String, Optional<String>> values;
    private final UnaryOperator<String> neutral;

    private MacroValues(Function<String, Optional<String>> values, UnaryOperator<String> neutral) {
        this.values = values;
        this.neutral = neutral;
    }

    /** For any field: values on one line. */
    static MacroValues oneLine(Function<String, Optional<String>> values) {
        return new MacroValues(values, UnaryOperator.identity());
    }

    /** For trace fields, where values stand in comments: their parentheses and quotes are paired too. */
    static MacroValues balanced(Function<String, Optional<String>> values) {
        return new MacroValues(values, MacroValues::balance);
    }

    @Override
    public Optional<MacroText> apply(String name) {
        // As literals: a dollar sign in a value is a dollar sign.
        return values.apply(name).map(value -> MacroText.literal(neutral.apply(FieldText.withoutLineEnds(value, false))));
    }

    boolean isDefined(String name) {
        return values.apply(name).filter(value -> !value.isEmpty()).isPresent();
    }

    /** Counts without regard to quotes: in a comment they do not protect a parenthesis (RFC 5322 §3.2.2). */
    private static String balance(String value) {
        int depth = 0;
        int quotes = 0;
        boolean broken = false;
        for (int i = 0; i < value.length() && !broken; i++) {
            char c = value.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            quotes += c == '"' ? 1 : 0;
            broken = depth < 0 || c == '\\';
        }
        return broken || depth != 0 || quotes % 2 != 0 ? value.replaceAll("[()\"\\\\]", "?") : value;
    }
}
