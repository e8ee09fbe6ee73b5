package org.fingerpost.api.policy;

/**
 * One token of a rule, of either side.
 *
 * @param kind what it is
 * @param text the literal itself; the name of the class or macro, which may be empty; the digit of a position; else empty
 */
public record Symbol(Kind kind, String text) {

    /** The operators of the rewriting language, with sendmail's spelling of each. */
    public enum Kind {
        /** Itself, compared without regard to case. */
        LITERAL(""),
        /** Left: zero or more tokens. */
        ANY("$*"),
        /** Left: one or more tokens. */
        SOME("$+"),
        /** Left: exactly one token. */
        ONE("$-"),
        /** Left: a phrase of a class. */
        IN_CLASS("$="),
        /** Left: one token that is in no way in a class. */
        NOT_IN_CLASS("$~"),
        /** Both: a macro expanded when the rule runs. */
        DEFERRED_MACRO("$&"),
        /** Right: what the n-th operator matched. */
        POSITION("$"),
        /** Left: no token at all. Right, first: return at once; later: the host of a route, or an argument of a look-up. */
        AT("$@"),
        /** Right, first: apply once; later: the user of a route, or the default of a look-up. */
        COLON("$:"),
        /** Right, first: the address is resolved; the mailer follows. */
        MAILER("$#"),
        /** Right: call the rule set whose name is the next literal, with all that follows it. */
        CALL("$>"),
        /** Right: begins a canonical host name look-up. */
        HOST_BEGIN("$["),
        /** Right: ends it. */
        HOST_END("$]"),
        /** Right: begins a table look-up; the table's name follows. */
        LOOKUP_BEGIN("$("),
        /** Right: ends it. */
        LOOKUP_END("$)"),
        /** Both: the delimiter between the two values that some check rule sets get. */
        BAR("$|"),
        /** The end of a conditional that never began; matches nothing. */
        END("$."),
        /** Left: any token in a string that a macro names. Sendmail has no such operator, so no sendmail.cf gives it. */
        IN_MACRO("$%");

        private final String spelling;

        Kind(String spelling) {
            this.spelling = spelling;
        }

        /** As it is written in sendmail.cf; empty for a literal. */
        public String spelling() {
            return spelling;
        }
    }

    /** A token that stands for itself. */
    public static Symbol literal(String text) {
        return new Symbol(Kind.LITERAL, text);
    }

    /** An operator that needs no text. */
    public static Symbol of(Kind kind) {
        return new Symbol(kind, "");
    }

    /** As sendmail prints it: {@code $=w}, {@code $={long}}, {@code $1}, {@code @}. */
    @Override
    public String toString() {
        boolean named = kind == Kind.IN_CLASS || kind == Kind.NOT_IN_CLASS || kind == Kind.DEFERRED_MACRO
                || kind == Kind.IN_MACRO;
        return kind.spelling() + (named && text.length() > 1 ? "{" + text + "}" : text);
    }
}
