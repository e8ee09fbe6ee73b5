package org.fingerpost.api.rewrite;

import java.util.ArrayList;
import java.util.List;

import org.fingerpost.api.rewrite.Tokenizer.Problem;
import org.fingerpost.api.rewrite.Tokenizer.Tokenization;
import org.fingerpost.api.rewrite.Tokenizer.Type;

/** One pass of a {@link Tokenizer} over one address, octet by octet; of one thread. */
final class TokenizerPass {

    /** Sendmail's PSBUFSIZE less its margin: what all tokens and one octet for each of them fit into. */
    private static final int MAX_OCTETS = Tokenizer.MAX_TOKEN_LENGTH + Tokenizer.MAX_TOKENS - 5;
    private static final char FIRST_RULE_CHAR = '\uE000';
    /** Sendmail's METAQUOTE. */
    private static final char TAKES_NEXT = 0xff;
    private static final char DELETE = 0x7f;
    private static final char NONE = 0;

    private final Tokenizer tokenizer;
    private final boolean comments;
    private final boolean rules;
    private final char delimiter;

    private final List<String> tokens = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final StringBuilder token = new StringBuilder();
    /** The type of the character before; QUOTE while inside of a quoted string. */
    private Type state = Type.ATOM;
    private boolean escaped;
    private boolean takesNext;
    private boolean route;
    private int at;
    private int openComments;
    private int openAngles;
    private int octets;
    private boolean failed;

    TokenizerPass(Tokenizer tokenizer) {
        this(tokenizer, NONE);
    }

    /** @param delimiter what ends the address, outside of quotes and comments */
    TokenizerPass(Tokenizer tokenizer, char delimiter) {
        this.tokenizer = tokenizer;
        this.comments = tokenizer.keepsComments();
        this.rules = tokenizer.isForRules();
        this.delimiter = delimiter;
    }

    Tokenization of(String address) {
        for (at = 0; at < address.length() && !failed; at++) {
            char c = address.charAt(at);
            if (isDelimiter(c)) {
                if (openAngles == 0) {
                    break;
                }
                while (openAngles > 0) {
                    problems.add(Problem.OPEN_ANGLE);
                    take('>');
                }
                break;
            }
            take(c);
            route = c == '<' ? startsRoute(address, at + 1) : route && c != '>';
        }
        char closing = missing();
        while (closing != NONE && !rules) {
            take(closing);
            closing = missing();
        }
        endToken();
        return new Tokenization(failed ? List.of() : tokens, problems);
    }

    /** Where the address ended. */
    int end() {
        return at;
    }

    private boolean isDelimiter(char c) {
        return delimiter != NONE && c == delimiter && openComments == 0 && state != Type.QUOTE && (openAngles == 0 || !route);
    }

    private static boolean startsRoute(String address, int from) {
        int i = from;
        while (i < address.length() && (address.charAt(i) == ' ' || address.charAt(i) >= '\t' && address.charAt(i) <= '\r')) {
            i++;
        }
        return i < address.length() && address.charAt(i) == '@';
    }

    /** What closes the innermost that is open at the end; a backslash there takes the first one for itself. */
    private char missing() {
        if (failed) {
            return NONE;
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
        return NONE;
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
        if (takesNext) {
            takesNext = false;
            append(c);
            return;
        }
        Type type = tokenizer.type(c);
        begin(type);
        takesNext = c == TAKES_NEXT && tokenizer.isInternal();
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
            token.append(c == TAKES_NEXT && !rules && !tokenizer.isInternal() ? DELETE : c);
        }
    }

    private void endToken() {
        if (token.length() == 0 || failed) {
            return;
        }
        if (token.length() > Tokenizer.MAX_TOKEN_LENGTH) {
            fail(Problem.TOKEN_TOO_LONG);
        } else if (tokens.size() == Tokenizer.MAX_TOKENS) {
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
