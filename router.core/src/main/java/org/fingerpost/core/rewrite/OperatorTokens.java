package org.fingerpost.core.rewrite;

import java.util.List;
import java.util.stream.Collectors;

import org.fingerpost.api.policy.Symbol;

/**
 * Operators among tokens: those of {@link org.fingerpost.api.rewrite.Operator} and those that only the engine meets. Each is one
 * character, U+E000 and the ASCII character that follows the dollar sign.
 */
public final class OperatorTokens {

    private static final char BASE = '\uE000';

    static final String CALL = of('>');
    static final String HOST_BEGIN = of('[');
    static final String HOST_END = of(']');
    static final String LOOKUP_BEGIN = of('(');
    static final String LOOKUP_END = of(')');

    private OperatorTokens() {
    }

    /** The operator that is written as a dollar sign and this ASCII character. */
    static String of(char c) {
        return String.valueOf((char) (BASE + c));
    }

    /** The character that follows the dollar sign of an operator. */
    static char character(String operator) {
        return (char) (operator.charAt(0) - BASE);
    }

    /** The token of an operator that stands for itself. */
    static String of(Symbol.Kind kind) {
        return of(kind.spelling().charAt(1));
    }

    static boolean isOperator(String token) {
        return token.length() == 1 && token.charAt(0) >= BASE;
    }

    static String without(String text) {
        return text.chars().filter(c -> c < BASE).mapToObj(Character::toString).collect(Collectors.joining());
    }

    /** A token as people write it: operators with their dollar sign. */
    public static String spelled(String token) {
        return isOperator(token) ? "$" + character(token) : token;
    }

    /** Tokens as people read them, one blank after each. */
    public static String spelled(List<String> tokens) {
        return tokens.stream().map(OperatorTokens::spelled).collect(Collectors.joining(" "));
    }
}
