package org.fingerpost.rules.cf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.Symbol;
import org.fingerpost.api.policy.Symbol.Kind;
import org.fingerpost.api.rewrite.Tokenizer;

/**
 * One side of a rule. Its operators are first replaced by single characters of a range that no file can hold, so that macros can
 * be expanded in the text and the text be cut into tokens just like an address; then each of them becomes its symbol.
 */
final class RuleSide {

    /** A symbol and where it begins in the line. */
    record Placed(Symbol symbol, int index) {
    }

    private static final char FIRST_PLACE = '\uE100';
    private static final char DOLLAR = '\uF8FF';
    /** Operators in one side; more than an address can have tokens make no sense. */
    private static final int MAX_OPERATORS = Tokenizer.MAX_TOKENS;
    private static final String NAMED = "=~&";
    private static final String CONDITIONAL = "?|.";

    private final LogicalLine line;
    private final Draft draft;
    private final List<Placed> operators = new ArrayList<>();
    private final List<Placed> placed = new ArrayList<>();

    private RuleSide(LogicalLine line, Draft draft) {
        this.line = line;
        this.draft = draft;
    }

    /** Reads the characters from {@code start} to {@code end}, which is exclusive. */
    static RuleSide read(LogicalLine line, int start, int end, Draft draft) {
        RuleSide side = new RuleSide(line, draft);
        String text = line.text().substring(start, end);
        String encoded = side.encode(text, start);
        if (encoded.indexOf('$') >= 0) {
            String expanded = MacroText.parse(encoded).expand(name -> side.macro(name, start), name -> side.endless(name, start));
            encoded = side.delimiters(expanded, start);
            int tab = encoded.indexOf('\t'); // a tab in the value of a macro ends the side too
            encoded = tab < 0 ? encoded : encoded.substring(0, tab);
        }
        side.cut(encoded.replace(DOLLAR, '$'), start);
        return side;
    }

    /** In order, with their places; that of a literal is where the side begins, for macros move them. */
    List<Placed> placed() {
        return placed;
    }

    List<Symbol> symbols() {
        return placed.stream().map(Placed::symbol).toList();
    }

    /** All operators become characters; macros and conditionals become those of a text with macros. */
    private String encode(String text, int offset) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length();) {
            char c = text.charAt(i);
            if (c != Sign.DOLLAR) {
                out.append(c == '$' ? DOLLAR : c);
                i++;
            } else if (i + 1 == text.length()) {
                i++; // nothing is named, and nothing is there
            } else {
                i = dollar(text, i, offset, out);
            }
        }
        return out.toString();
    }

    /** @return the index after what was encoded */
    private int dollar(String text, int at, int offset, StringBuilder out) {
        char next = text.charAt(at + 1);
        boolean defined = draft.policy().macro(String.valueOf(next)).isPresent();
        if (CONDITIONAL.indexOf(next) >= 0 && !defined) {
            Names.Scanned name = next == '?' ? Names.translated(text, at + 2) : new Names.Scanned("", at + 2);
            out.append('$').append(next).append(next == '?' ? name.spelled() : "");
            return name.end();
        }
        if (NAMED.indexOf(next) >= 0 && !defined) {
            Names.Scanned name = Names.translated(text, at + 2);
            out.append(place(new Symbol(named(next), name.name()), offset + at));
            return name.end();
        }
        if (Sign.isOperator(next) && !defined) {
            out.append(place(operator(next), offset + at));
            return at + 2;
        }
        Names.Scanned name = Names.translated(text, at + 1);
        out.append('$').append(name.spelled());
        return name.end();
    }

    private static Kind named(char operator) {
        return operator == '=' ? Kind.IN_CLASS : operator == '~' ? Kind.NOT_IN_CLASS : Kind.DEFERRED_MACRO;
    }

    private static Symbol operator(char operator) {
        return operator >= '0' && operator <= '9' ? new Symbol(Kind.POSITION, String.valueOf(operator))
                : Symbol.of(simple(operator));
    }

    private static Kind simple(char operator) {
        return switch (operator) {
            case '*' -> Kind.ANY;
            case '+' -> Kind.SOME;
            case '-' -> Kind.ONE;
            case '@' -> Kind.AT;
            case ':' -> Kind.COLON;
            case '#' -> Kind.MAILER;
            case '>' -> Kind.CALL;
            case '[' -> Kind.HOST_BEGIN;
            case ']' -> Kind.HOST_END;
            case '(' -> Kind.LOOKUP_BEGIN;
            case ')' -> Kind.LOOKUP_END;
            default -> throw new IllegalArgumentException("no operator: " + operator);
        };
    }

    private char place(Symbol symbol, int index) {
        if (operators.size() == MAX_OPERATORS) {
            draft.problems().add(line.error(index, "more than " + MAX_OPERATORS + " operators in a rule"));
        }
        operators.add(new Placed(symbol, index));
        return (char) (FIRST_PLACE + Math.min(operators.size(), MAX_OPERATORS) - 1);
    }

    /** The macros that stand above this line; an operator in the value of one is an operator here. */
    private Optional<MacroText> macro(String name, int start) {
        Optional<MacroText> defined = draft.policy().macro(name);
        if (defined.isEmpty() && name.length() == 1 && Sign.isOperator(name.charAt(0))) {
            return Optional.of(MacroText.literal("x")); // as a condition: sendmail's operators are macros
        }
        return defined.map(value -> value.source().indexOf('$') < 0 ? value
                : MacroText.parse(encode(Sign.text(value.source()), start)));
    }

    private String endless(String name, int start) {
        String words = "expand: recursion too deep (10 max)";
        draft.problems().add(line.error(start, line.text().length(), words).hinting("The value of $" + name
                + " leads back to itself."), words);
        return place(new Symbol(Kind.LITERAL, "$"), start) + name;
    }

    /** What is left of {@code $|} and {@code $.} belongs to no conditional. */
    private String delimiters(String text, int start) {
        return text.replace("$|", String.valueOf(place(Symbol.of(Kind.BAR), start)))
                .replace("$.", String.valueOf(place(Symbol.of(Kind.END), start)));
    }

    private void cut(String text, int start) {
        Tokenizer.Tokenization cut = draft.ruleTokenizer().tokenize(text);
        for (Tokenizer.Problem problem : cut.problems()) {
            if (problem.isFatal()) {
                draft.problems().add(line.error(start, problem.text()));
            } else {
                draft.problems().add(line.error(start, problem.text() + "; the rule is read as it stands").asWarning());
            }
        }
        for (String token : cut.tokens()) {
            placed.add(isPlace(token.charAt(0)) && token.length() == 1
                    ? operators.get(token.charAt(0) - FIRST_PLACE) : new Placed(Symbol.literal(spelled(token)), start));
        }
    }

    private static boolean isPlace(char c) {
        return c >= FIRST_PLACE && c < DOLLAR;
    }

    /** In a quoted string and after a backslash operators are what is written. */
    private String spelled(String token) {
        if (token.chars().noneMatch(c -> isPlace((char) c))) {
            return token;
        }
        StringBuilder out = new StringBuilder();
        for (char c : token.toCharArray()) {
            out.append(isPlace(c) ? operators.get(c - FIRST_PLACE).symbol().toString() : String.valueOf(c));
        }
        return out.toString();
    }
}
