package org.fingerpost.core.rewrite;

import java.util.List;

import org.fingerpost.api.rewrite.Operator;

/**
 * What a rule set made of its tokens, in the form in which rules and tests of addresses see it.
 *
 * @param tokens operators included: a resolved address begins with {@code $#}
 * @param reason why the status is what it is, one line; empty if it is {@link Status#OK}
 */
public record Rewritten(List<String> tokens, Status status, String reason) {

    static Rewritten ok(List<String> tokens) {
        return new Rewritten(tokens, Status.OK, "");
    }

    /** Whether rewriting ends here, for every rule set that called this one. */
    public boolean isResolved() {
        return isResolved(tokens);
    }

    /** Whether these tokens begin with {@code $#}. */
    public static boolean isResolved(List<String> tokens) {
        return !tokens.isEmpty() && tokens.get(0).equals(Operator.MAILER);
    }

    /** Whether the tokens of a stack from {@code base} on begin with {@code $#}. */
    static boolean isResolved(TokenBuffer tokens, int base) {
        return base < tokens.size() && tokens.get(base).text().equals(Operator.MAILER);
    }
}
