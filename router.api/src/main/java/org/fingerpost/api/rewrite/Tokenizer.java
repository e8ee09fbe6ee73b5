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
    /** Sendmail's METAQUOTE; it is stored with seven bits. */
    static final char MARK_OF_NEXT = 0xff;
    private static final char FIRST_OPERATOR = '\uE000';
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

    /** What is cut. */
    enum Source {
        /** From outside. */
        ADDRESS,
        /** The value of a table or a macro. */
        VALUE,
        /** Typed where rules are tried. */
        INTERNAL,
        /** Made of tokens: what is an operator there is one again. */
        TOKENS,
        /** A side of a rule. */
        RULE
    }

    /** What a character is. */
    enum Type {
        ATOM, OPERATOR, QUOTE, SPACE,
        /** It makes a token together with the one character behind it, whatever that is. */
        PREFIX
    }

    private final String operatorChars;
    private final char blank;
    private final boolean comments;
    private final Source source;
    private final Type[] types = new Type[256];

    /** @param operatorChars option {@code OperatorChars}: each of them is a token of its own */
    public Tokenizer(String operatorChars) {
        this(operatorChars, ' ', false, Source.ADDRESS);
    }

    private Tokenizer(String operatorChars, char blank, boolean comments, Source source) {
        this.operatorChars = operatorChars;
        this.blank = blank;
        this.comments = comments;
        this.source = source;
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
        if (c == MARK_OF_NEXT) {
            return comments ? Type.PREFIX : Type.ATOM;
        }
        if (isInternal() && isMark(c)) {
            return Type.OPERATOR;
        }
        return c != '\\' && operatorChars.indexOf(c) >= 0 || ALWAYS_OPERATORS.indexOf(c) >= 0 ? Type.OPERATOR : Type.ATOM;
    }

    /**
     * One that makes parentheses tokens, and the octet 0xff with the next one too, as rules see them from configuration level 9
     * on.
     */
    public Tokenizer keepingComments() {
        return new Tokenizer(operatorChars, blank, true, source);
    }

    /** One that joins two atoms by this character: option {@code BlankSub}, or a table's own. */
    public Tokenizer joiningBy(char substitute) {
        return new Tokenizer(operatorChars, substitute, comments, source);
    }

    /**
     * One for the text of rules, not of addresses: each character from U+E000 on is an operator that stands for itself, and the
     * text may be of any length. Angle brackets need no balance; what else is not balanced is reported, but not repaired.
     */
    public Tokenizer forRules() {
        return new Tokenizer(operatorChars, blank, comments, Source.RULE);
    }

    /**
     * One for the values of tables and macros: {@link Operator#BAR} is an ordinary character, and the operator only where it is a
     * token by itself.
     */
    public Tokenizer forValues() {
        return new Tokenizer(operatorChars, blank, comments, Source.VALUE);
    }

    /**
     * One for text that does not come from outside. Octets that sendmail has for its operators, 0x80 to 0x9f, are tokens of their
     * own; in an address from outside they are ordinary characters.
     */
    public Tokenizer internal() {
        return new Tokenizer(operatorChars, blank, comments, Source.INTERNAL);
    }

    /** One for text that {@link #join} made of tokens: each character from U+E000 on is an operator that stands for itself. */
    public Tokenizer keepingOperators() {
        return new Tokenizer(operatorChars, blank, comments, Source.TOKENS);
    }

    /** Cuts one address; never fails, see {@link Tokenization}. */
    public Tokenization tokenize(String address) {
        return new TokenizerPass(this).of(address);
    }

    /**
     * Cuts the first address of a list. A comma in angle brackets ends it as well, and the bracket is closed with a problem,
     * unless {@code @} follows it: commas are part of a route.
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
        return !token.isEmpty() && token.charAt(0) < FIRST_OPERATOR && type(token.charAt(0)) == Type.ATOM
                && !isMark(token.charAt(0));
    }

    boolean keepsComments() {
        return comments;
    }

    boolean isForRules() {
        return source == Source.RULE;
    }

    /**
     * Whether this character stands for itself as an operator; of all, tables may give only what separates the parts of a value.
     */
    boolean isOperator(char c) {
        return switch (source) {
            case ADDRESS, INTERNAL -> false;
            case VALUE -> c == Operator.BAR.charAt(0);
            case TOKENS, RULE -> c >= FIRST_OPERATOR;
        };
    }

    boolean isInternal() {
        return source == Source.INTERNAL || source == Source.TOKENS;
    }

    private static boolean isMark(char c) {
        return c >= 0x80 && c < 0xa0;
    }

    Type type(char c) {
        if (c < types.length) {
            return types[c];
        }
        return source == Source.VALUE ? Type.ATOM : Type.OPERATOR;
    }
}
