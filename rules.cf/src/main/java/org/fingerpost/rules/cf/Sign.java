package org.fingerpost.rules.cf;

/**
 * Characters that no file can hold. Sendmail marks what a dollar sign makes special with octets above 0x7f; here U+E0nn stands
 * for its octet 0xnn, so that text and operators cannot be taken for each other, and what it prints of a line can be told.
 */
final class Sign {

    /** Before the name of a macro, or an operator. */
    static final char DOLLAR = '\uE081';

    private static final char FIRST = '\uE000';
    private static final String OPERATORS = "*+-=~0123456789#@:>?|.[]()&";
    /** Sendmail's octet for each of them, in the same order. */
    private static final String OCTETS = "\u0090\u0091\u0092\u0093\u0094\u0095\u0095\u0095\u0095\u0095\u0095\u0095\u0095"
            + "\u0095\u0095"
            + "\u0096\u0097\u0098\u0099\u009a\u009b\u009c\u009d\u009e\u0085\u0086\u0082";

    private Sign() {
    }

    /** Whether {@code $} and this character are an operator unless somebody defines a macro of that name. */
    static boolean isOperator(char c) {
        return OPERATORS.indexOf(c) >= 0;
    }

    /** The value that sendmail gives the macro of this name. */
    static String valueOf(char operator) {
        char sign = (char) (FIRST + OCTETS.charAt(OPERATORS.indexOf(operator)));
        return operator >= '0' && operator <= '9' ? sign + String.valueOf(operator) : String.valueOf(sign);
    }

    /** As a text with macros is written: a dollar sign that is text is doubled. */
    static String source(String text) {
        return text.indexOf('$') < 0 && text.indexOf(DOLLAR) < 0 ? text : text.replace("$", "$$").replace(DOLLAR, '$');
    }

    /** The other way round: where a dollar sign of a text with macros makes something special. */
    static String text(String source) {
        StringBuilder out = new StringBuilder(source.length());
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '$' && source.startsWith("$", i + 1)) {
                i++;
                out.append(c);
            } else {
                out.append(c == '$' ? DOLLAR : c);
            }
        }
        return out.toString();
    }

    /** As the policy holds it: sendmail's octets. */
    static String octets(String text) {
        return has(text) ? map(text, c -> c >= FIRST ? (char) (c - FIRST) : c) : text;
    }

    private static boolean has(String text) {
        return text.chars().anyMatch(c -> c >= FIRST);
    }

    /** As sendmail prints it in a message: without the eighth bit; an octet from 0x80 to 0x9f follows a mark of its own. */
    static String printed(String text) {
        if (text.chars().allMatch(c -> c < 0x80 && c > 0)) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c >= 0x80 && c < 0xa0) {
                out.append('\u007f');
            }
            if ((c & 0x7f) == 0) {
                break; // the end of a string in C
            }
            out.append((char) (c & 0x7f));
        }
        return out.toString();
    }

    private static String map(String text, java.util.function.UnaryOperator<Character> each) {
        StringBuilder out = new StringBuilder(text.length());
        text.chars().forEach(c -> out.append((char) each.apply((char) c)));
        return out.toString();
    }
}
