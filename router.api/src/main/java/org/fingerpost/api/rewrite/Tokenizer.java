package org.fingerpost.api.rewrite;

import java.util.List;

/**
 * Cuts an address into tokens as sendmail does, and joins them again. A token is an atom, a quoted string with its quotes, or one
 * operator: a character of the policy's {@code OperatorChars}, or one of {@code < > ( ) , ;}. White space only separates.
 * Comments in parentheses are dropped, unless {@link #keepingComments} makes the parentheses operators as well.
 *
 * <p>Addresses are octets; any other character is a fatal problem, so that no address can hold an {@link Operator}. What is
 * unbalanced is repaired, and reported. Time and memory are linear in the length of the address, and bounded. Immutable.
 */
public final class Tokenizer {

    /** Octets in the longest token: sendmail's MAXNAME. */
    public static final int MAX_TOKEN_LENGTH = 256;
    /** Sendmail's MAXATOM. */
    public static final int MAX_TOKENS = 1000;
    private static final String ALWAYS_OPERATORS = "<>,;";

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

    /**
     * The first address of a list.
     *
     * @param end the index of the comma after it, or the length of the list
     */
    public record ListItem(Tokenization tokenization, int end) {
    }

    /** What a character is. */
    enum Type {
        ATOM, OPERATOR, QUOTE, SPACE
    }

    private final String operatorChars;
    private final char blank;
    private final boolean comments;
    private final boolean rules;
    private final boolean internal;
    private final Type[] types = new Type[256];

    /** @param operatorChars option {@code OperatorChars}: each of them is a token of its own */
    public Tokenizer(String operatorChars) {
        this(operatorChars, ' ', false, false, false);
    }

    private Tokenizer(String operatorChars, char blank, boolean comments, boolean rules, boolean internal) {
        this.operatorChars = operatorChars;
        this.blank = blank;
        this.comments = comments;
        this.rules = rules;
        this.internal = internal;
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
        if (internal && isMark(c)) {
            return Type.OPERATOR;
        }
        return c != '\\' && operatorChars.indexOf(c) >= 0 || ALWAYS_OPERATORS.indexOf(c) >= 0 ? Type.OPERATOR : Type.ATOM;
    }

    /** One that makes parentheses tokens, as rules see them from configuration level 9 on. */
    public Tokenizer keepingComments() {
        return new Tokenizer(operatorChars, blank, true, rules, internal);
    }

    /** One that joins two atoms by this character: option {@code BlankSub}, or a table's own. */
    public Tokenizer joiningBy(char substitute) {
        return new Tokenizer(operatorChars, substitute, comments, rules, internal);
    }

    /**
     * One for the text of rules, not of addresses: each character from U+E000 on is an operator that stands for itself, and the text
     * may be of any length. What is not balanced is reported, but not repaired.
     */
    public Tokenizer forRules() {
        return new Tokenizer(operatorChars, blank, comments, true, internal);
    }

    /**
     * One for text that does not come from outside, such as the values of tables and macros. Octets that sendmail has for its
     * operators, 0x80 to 0x9f, are tokens of their own, and the octet 0xff takes the next one into its token whatever that is; in
     * an address from outside the former are ordinary characters and the latter is 0x7f.
     */
    public Tokenizer internal() {
        return new Tokenizer(operatorChars, blank, comments, rules, true);
    }

    /** Cuts one address; never fails, see {@link Tokenization}. */
    public Tokenization tokenize(String address) {
        return new TokenizerPass(this).of(address);
    }

    /**
     * Cuts the first address of a list. A comma in angle brackets ends it as well, and the bracket is closed with a problem, unless
     * {@code @} follows it: commas are part of a route.
     *
     * @param from where it begins
     */
    public ListItem tokenizeItem(String list, int from) {
        TokenizerPass pass = new TokenizerPass(this, ',');
        Tokenization tokenization = pass.of(list.substring(from));
        return new ListItem(tokenization, from + pass.end());
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

    /** Whether a blank separates this token from another atom beside it. */
    public boolean isAtom(String token) {
        return !token.isEmpty() && type(token.charAt(0)) == Type.ATOM && !isMark(token.charAt(0));
    }

    boolean keepsComments() {
        return comments;
    }

    boolean isForRules() {
        return rules;
    }

    boolean isInternal() {
        return internal;
    }

    private static boolean isMark(char c) {
        return c >= 0x80 && c < 0xa0 || c == 0xff;
    }

    Type type(char c) {
        return c < types.length ? types[c] : Type.OPERATOR;
    }
}
