package org.fingerpost.api.rewrite;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts an address into tokens as sendmail does, and joins them again. A token is an atom, a quoted string with its quotes, or one
 * operator: a character of the policy's {@code OperatorChars}, or one of {@code < > ( ) , ;}. White space only separates. Comments in
 * parentheses are dropped, unless {@link #keepingComments} makes the parentheses operators as well.
 *
 * <p>Addresses are octets; any other character is a fatal problem, so that no address can hold an {@link Operator}. What is
 * unbalanced is repaired, and reported. Time and memory are linear in the length of the address, and bounded. Immutable.
 */
public final class Tokenizer {

    /** Octets in the longest token: sendmail's MAXNAME without the final NUL. */
    public static final int MAX_TOKEN_LENGTH = 255;
    /** Sendmail's MAXATOM. */
    public static final int MAX_TOKENS = 1000;
    /** Sendmail's PSBUFSIZE less its margin: what all tokens and one octet for each of them fit into. */
    private static final int MAX_OCTETS = MAX_TOKEN_LENGTH + 1 + MAX_TOKENS - 5;
    private static final String ALWAYS_OPERATORS = "<>,;";
    private static final char FIRST_RULE_CHAR = '\uE000';

    /** What can be wrong with an address. */
    public enum Problem {
        QUOTE("Unbalanced '\"'", false),
        OPEN_PARENTHESIS("Unbalanced '('", false),
        CLOSE_PARENTHESIS("Unbalanced ')'", false),
        OPEN_ANGLE("Unbalanced '<'", false),
        CLOSE_ANGLE("Unbalanced '>'", false),
        NOT_AN_OCTET("Illegal character", true),
        ADDRESS_TOO_LONG("Address too long", true),
        TOKEN_TOO_LONG("prescan: token too long", true),
        TOO_MANY_TOKENS("prescan: too many tokens", true);

        private final String text;
        private final boolean fatal;

        Problem(String text, boolean fatal) {
            this.text = text;
            this.fatal = fatal;
        }

        /** For people, in sendmail's words. */
        public String text() {
            return text;
        }

        /** Whether there are no tokens at all; the other problems are repaired. */
        public boolean isFatal() {
            return fatal;
        }
    }

    /**
     * What an address is cut into.
     *
     * @param tokens   none if a problem is fatal
     * @param problems in the order found; the same one may occur more than once
     */
    public record Tokenization(List<String> tokens, List<Problem> problems) {
        public Tokenization {
            tokens = List.copyOf(tokens);
            problems = List.copyOf(problems);
        }

        /** Whether the tokens can be worked with, be they repaired or not. */
        public boolean isUsable() {
            return problems.stream().noneMatch(Problem::isFatal);
        }
    }

    private enum Type {
        ATOM, OPERATOR, QUOTE, SPACE
    }

    private final String operatorChars;
    private final char blank;
    private final boolean comments;
    private final boolean rules;
    private final Type[] types = new Type[256];

    /** @param operatorChars option {@code OperatorChars}: each of them is a token of its own */
    public Tokenizer(String operatorChars) {
        this(operatorChars, ' ', false, false);
    }

    private Tokenizer(String operatorChars, char blank, boolean comments, boolean rules) {
        this.operatorChars = operatorChars;
        this.blank = blank;
        this.comments = comments;
        this.rules = rules;
        for (char c = 0; c < types.length; c++) {
            types[c] = typeOf(c);
        }
    }

    private Type typeOf(char c) {
        if (c == ' ' || c >= '\t' && c <= '\r') {
            return Type.SPACE;
        }
        if (c == '(' || c == ')') {
            return comments ? Type.OPERATOR : Type.SPACE;
        }
        if (c == '"') {
            return Type.QUOTE;
        }
        return c != '\\' && operatorChars.indexOf(c) >= 0 || ALWAYS_OPERATORS.indexOf(c) >= 0 ? Type.OPERATOR : Type.ATOM;
    }

    /** One that makes parentheses tokens, as rules see them from configuration level 9 on. */
    public Tokenizer keepingComments() {
        return new Tokenizer(operatorChars, blank, true, rules);
    }

    /** One that joins two atoms by this character: option {@code BlankSub}, or a table's own. */
    public Tokenizer joiningBy(char substitute) {
        return new Tokenizer(operatorChars, substitute, comments, rules);
    }

    /**
     * One for the text of rules, not of addresses: each character from U+E000 on is an operator that stands for itself, and the text
     * may be of any length. What is not balanced is reported, but not repaired.
     */
    public Tokenizer forRules() {
        return new Tokenizer(operatorChars, blank, comments, true);
    }

    public Tokenization tokenize(String address) {
        return new Cut().of(address);
    }

    /** The tokens as text: a blank, or what {@code BlankSub} says, between two atoms and nothing between others. */
    public String join(List<String> tokens) {
        StringBuilder text = new StringBuilder(tokens.size() * 6);
        boolean afterAtom = false;
        for (String token : tokens) {
            boolean atom = isAtom(token);
            if (afterAtom && atom) {
                text.append(blank);
            }
            text.append(token);
            afterAtom = atom;
        }
        return text.toString();
    }

    private boolean isAtom(String token) {
        return !token.isEmpty() && type(token.charAt(0)) == Type.ATOM;
    }

    private Type type(char c) {
        return c < types.length ? types[c] : Type.OPERATOR;
    }

    /** One pass over one address. */
    private final class Cut {

        private final List<String> tokens = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private final StringBuilder token = new StringBuilder();
        /** The type of the character before; QUOTE while inside of a quoted string. */
        private Type state = Type.ATOM;
        private boolean escaped;
        private int openComments;
        private int openAngles;
        private int octets;
        private boolean failed;

        Tokenization of(String address) {
            for (int i = 0; i < address.length() && !failed; i++) {
                take(address.charAt(i));
            }
            char closing = missing();
            while (closing != 0 && !rules) {
                take(closing);
                closing = missing();
            }
            endToken();
            return new Tokenization(failed ? List.of() : tokens, problems);
        }

        /** What closes the innermost that is open at the end; a backslash there takes the first one for itself. */
        private char missing() {
            if (failed) {
                return 0;
            }
            if (state == Type.QUOTE) {
                problems.add(Problem.QUOTE);
                return '"';
            }
            if (openComments > 0) {
                problems.add(Problem.OPEN_PARENTHESIS);
                return ')';
            }
            if (openAngles > 0) {
                problems.add(Problem.OPEN_ANGLE);
                return '>';
            }
            return 0;
        }

        private void take(char c) {
            if (escaped) {
                escaped = false;
                if (escapedChar(c)) {
                    return;
                }
            }
            if (c == '\\') {
                escaped = true;
                begin(Type.ATOM);
            } else if (state == Type.QUOTE) {
                append(c);
                if (c == '"') {
                    state = Type.OPERATOR;
                }
            } else if (!comments && (c == '(' || c == ')')) {
                parenthesis(c);
            } else if (openComments == 0) {
                outsideOfComments(c);
            }
        }

        /** Whether that was all about it: \! outside of quotes is as good as a plain !, for those who typed it to a shell. */
        private boolean escapedChar(char c) {
            if (openComments > 0) {
                return true;
            }
            if (c == '!' && state != Type.QUOTE) {
                return false;
            }
            append('\\');
            append(c);
            return true;
        }

        private void parenthesis(char c) {
            if (c == '(') {
                openComments++;
            } else if (openComments == 0) {
                problems.add(Problem.CLOSE_PARENTHESIS);
            } else {
                openComments--;
                begin(Type.SPACE);
            }
        }

        private void outsideOfComments(char c) {
            if (c == '<') {
                openAngles++;
            } else if (c == '>') {
                if (openAngles == 0) {
                    problems.add(Problem.CLOSE_ANGLE);
                    return;
                }
                openAngles--;
            }
            Type type = type(c);
            begin(type);
            if (type != Type.SPACE) {
                append(c);
            }
        }

        /** Only an atom goes on after another character of its kind. */
        private void begin(Type type) {
            if (state == Type.QUOTE) {
                return;
            }
            if (state != Type.ATOM || type != Type.ATOM) {
                endToken();
            }
            state = type;
        }

        private void append(char c) {
            if (c > 0xff && !(rules && c >= FIRST_RULE_CHAR)) {
                fail(Problem.NOT_AN_OCTET);
            } else if (!rules && ++octets >= MAX_OCTETS) {
                fail(Problem.ADDRESS_TOO_LONG);
            } else {
                token.append(c);
            }
        }

        private void endToken() {
            if (token.length() == 0 || failed) {
                return;
            }
            if (token.length() > MAX_TOKEN_LENGTH) {
                fail(Problem.TOKEN_TOO_LONG);
            } else if (tokens.size() == MAX_TOKENS) {
                fail(Problem.TOO_MANY_TOKENS);
            } else {
                octets++;
                tokens.add(token.toString());
                token.setLength(0);
            }
        }

        private void fail(Problem problem) {
            if (!failed) {
                problems.add(problem);
                failed = true;
            }
        }
    }
}
